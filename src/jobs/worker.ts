import type { Clock } from "../domain/clock.ts";
import type { Log } from "../domain/log.ts";
import { startRounds } from "../domain/rounds.ts";
import { runJob } from "./engine/run-job.ts";
import type { WorkflowRegistry } from "./registry.ts";
import type { JobRecord } from "./store/record.ts";
import type { Due, JobStore } from "./store/store.ts";
import { heartbeatMs, leaseMs } from "./timings.ts";

export interface WorkerDeps {
  store: JobStore;
  workflows: WorkflowRegistry;
  clock: Clock;
  random: () => number;
  log: Log;
  /** Takes up a request that a crash left unanswered. */
  onIntake: (key: string, seenWakeAt: number) => Promise<void>;
  /** Called once a round, whether there is work or not. */
  alive?: () => void;
}

export interface Worker {
  /** There may be work now: look without waiting for the next round. */
  kick(): void;
  /** Claims nothing more, lets running jobs finish the write under way, and returns when all are let go. */
  stop(): Promise<void>;
}

/** Jobs at once in one process: they mostly wait for others. */
const mostAtOnce = 50;
/** A look at the index when nothing is known to be due, wall-clock milliseconds; half of it to all of it. */
const idleMs = 1_000;
/** A deploy is over by then; a job that nobody can run after it is for a person. */
const deployTakesMs = 2 * 3_600_000;
const leftAloneMs = 60_000;
/** Claims without progress after which a job is left to a person. */
const poisonClaims = 5;

/** Claims what is due and runs it. Any number of workers may share a table. */
export const startWorker = ({ store, workflows, clock, random, log, onIntake, alive }: WorkerDeps): Worker => {
  const running = new Map<string, Promise<void>>();
  /** When the jobs that this process let sleep want to be looked at: known without asking the table. */
  const asleep = new Map<string, number>();
  const draining = () => rounds.stopping;

  const park = async (record: JobRecord, message: string): Promise<void> => {
    log.error(
      { job: record.id, workflow: record.workflow, major: record.major, claims: record.claims },
      "a job was parked",
    );
    const next = "Ask an operator to look at what became of it.";
    await store.end(record, { state: "parked", problem: { code: "gave-up", message, next } });
  };

  /** While a deploy goes on, another task may have the code that this build has not. */
  const leaveToOthers = async (record: JobRecord): Promise<void> => {
    const name = `${record.workflow}@${record.major}`;
    if (clock.now() - record.createdAt > clock.wire(deployTakesMs)) {
      await park(record, `No running build of the bot has ${name}.`);
      return;
    }
    log.warn({ job: record.id, workflow: name }, "a job is left to a task whose build has its workflow");
    await store.suspend(record, clock.now() + clock.wire(leftAloneMs), "queued", false);
  };

  /** False when somebody else has it. */
  const runOne = async ({ id, wakeAt }: Due): Promise<boolean> => {
    const record = await store.claim(id, wakeAt, clock.now() + clock.wire(leaseMs));
    if (!record) return false;
    const workflow = workflows.find(record.workflow, record.major);
    if (!workflow) {
      await leaveToOthers(record);
      return true;
    }
    if (record.claims > poisonClaims) {
      await park(record, "This job stopped its worker several times, so it is left alone now.");
      return true;
    }
    const beating = new AbortController();
    const heart = (async () => {
      for (;;) {
        await clock.sleep(clock.wire(heartbeatMs), beating.signal);
        if (beating.signal.aborted) return;
        const until = clock.now() + clock.wire(leaseMs);
        if ((record.leaseUntil ?? 0) >= until) continue;
        // A beat that may not have been written is not believed; the next one comes soon.
        const beat = await store.heartbeat(record, until).catch(() => "unknown" as const);
        if (beat === false) return;
        if (beat === true) record.leaseUntil = Math.max(record.leaseUntil ?? 0, until);
      }
    })();
    try {
      const ran = await runJob(record, workflow, { store, clock, random, log, draining });
      if (ran.is === "asleep") asleep.set(id, ran.wakeAt);
      return true;
    } finally {
      beating.abort();
      await heart;
    }
  };

  const work = async (due: Due): Promise<boolean> => {
    if (due.kind === "job") return runOne(due);
    await onIntake(due.id, due.wakeAt);
    return false;
  };

  const take = async (due: Due, key: string): Promise<void> => {
    let worked = false;
    try {
      worked = await work(due);
    } catch (error) {
      log.warn({ [due.kind]: due.id, err: error }, "work was let go and will be taken up again");
    }
    running.delete(key);
    // There is room for more. Where somebody else was faster, looking at once would only ask the table in a circle.
    if (worked) rounds.ring();
  };

  const rounds = startRounds({
    clock,
    random,
    idleMs,
    nextKnownAt: () => Math.min(...asleep.values()),
    async round() {
      alive?.();
      const now = clock.now();
      for (const [id, wakeAt] of asleep) if (wakeAt <= now) asleep.delete(id);
      const room = mostAtOnce - running.size;
      if (room <= 0) return;
      for (const due of await store.due(now, room)) {
        const key = `${due.kind}#${due.id}`;
        if (!draining() && !running.has(key)) running.set(key, take(due, key));
      }
    },
    onTrouble: (error) => log.warn({ err: error }, "the table could not be asked for work"),
  });

  return {
    kick: rounds.ring,
    async stop() {
      await rounds.stop();
      await Promise.allSettled(running.values());
    },
  };
};
