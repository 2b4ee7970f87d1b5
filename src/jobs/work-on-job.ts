import { startBeats } from "../domain/beats.ts";
import type { ProblemRecord } from "../domain/problem.ts";
import { createHoldings } from "./claims/holdings.ts";
import { giveUp } from "./engine/give-up.ts";
import { createPlaces } from "./engine/places.ts";
import { needsPerson } from "./engine/progress.ts";
import { type Ran, type RunJobDeps, runJob } from "./engine/run-job.ts";
import type { JobState } from "./job.ts";
import type { WorkflowRegistry } from "./registry.ts";
import type { JobRecord } from "./store/record.ts";
import type { Due } from "./store/store.ts";
import { heartbeatMs, leaseMs } from "./timings.ts";
import type { Workflow } from "./workflow.ts";

export interface WorkOnJobDeps extends RunJobDeps {
  workflows: WorkflowRegistry;
  abandoned: AbortSignal;
}

/** A deploy is over by then; a job that nobody can run after it is for a person. */
const deployTakesMs = 2 * 3_600_000;
const leftAloneMs = 60_000;
/** Claims without progress after which a job is left to a person. */
const poisonClaims = 5;

/** Told without the job's steps, which only its workflow knows. */
const stateOf = (record: JobRecord): JobState => {
  if (needsPerson(record)) return "needs-approval";
  // Before its first step it has nothing but what it was started with.
  return record.operations.size > 1 ? "waiting" : "queued";
};

/** Claims one job, keeps it by heartbeats, and runs it as far as it goes. Undefined when somebody else has it. */
export const createWorkOnJob = (deps: WorkOnJobDeps): ((due: Due) => Promise<Ran | undefined>) => {
  const { store, workflows, clock, log, turns, abandoned } = deps;

  /** For a person to look at; over when one has and wants its end all the same. */
  const park = async (record: JobRecord, workflow: Workflow | undefined, message: string): Promise<Ran> => {
    const next = "Ask an operator to look at what became of it.";
    const problem: ProblemRecord = { code: "gave-up", message, next };
    const { state } = giveUp(record, problem);
    if (workflow) {
      await createPlaces(record, workflow, turns).leaveAll();
      await createHoldings(record, workflow, { claims: deps.claims, log }).settle(state !== "parked");
    }
    await store.end(record, { state, problem });
    // After the write, which only one worker can make: so there is one alert.
    const { id: job, workflow: name, major, claims } = record;
    log.error({ job, workflow: name, major, claims, state }, "a job was parked");
    return { is: "ended" };
  };

  /** When this process first left a job to others: it may have waited for days before that. World milliseconds, by job. */
  const leftSince = new Map<string, number>();

  /** While a deploy goes on, another task may have the code that this build has not. */
  const leaveToOthers = async (record: JobRecord): Promise<Ran> => {
    const name = `${record.workflow}@${record.major}`;
    const now = clock.now();
    const since = leftSince.get(record.id) ?? now;
    leftSince.set(record.id, since);
    if (now - since > clock.wire(deployTakesMs)) {
      leftSince.delete(record.id);
      return park(record, undefined, `No running build of the bot has ${name}.`);
    }
    log.warn({ job: record.id, workflow: name }, "a job is left to a task whose build has its workflow");
    await store.leave(record, clock.now() + clock.wire(leftAloneMs), stateOf(record));
    return { is: "ended" };
  };

  /** Runs it while its lease is renewed; when it turns out to be another worker's by now, it is let go at once. */
  const runKept = async (record: JobRecord, workflow: Workflow): Promise<Ran> => {
    const lost = new AbortController();
    const stopBeats = startBeats({
      clock,
      everyMs: heartbeatMs,
      async beat() {
        const until = clock.now() + clock.wire(leaseMs);
        if ((record.leaseUntil ?? 0) >= until) return undefined;
        if (!(await store.heartbeat(record, until))) {
          log.warn({ job: record.id, workflow: workflow.name }, "a job is another worker's by now and is left to it");
          lost.abort();
          return "last";
        }
        record.leaseUntil = Math.max(record.leaseUntil ?? 0, until);
        return undefined;
      },
    });
    try {
      return await runJob(record, workflow, { ...deps, abandoned: AbortSignal.any([abandoned, lost.signal]) });
    } finally {
      stopBeats();
    }
  };

  return async ({ id, wakeAt }) => {
    const record = await store.claim(id, wakeAt, clock.now() + clock.wire(leaseMs));
    if (!record) return undefined;
    const workflow = workflows.find(record.workflow, record.major);
    if (!workflow) return leaveToOthers(record);
    // What lies beside a job is written before anything points to it and kept as long as the job: only hands from outside bring this about.
    if (record.partMissing) {
      return park(record, workflow, "A part of what this job had written down is missing from the table.");
    }
    if (record.claims > poisonClaims) {
      return park(record, workflow, "This job stopped its worker several times, so it is left alone now.");
    }
    leftSince.delete(id);
    return runKept(record, workflow);
  };
};
