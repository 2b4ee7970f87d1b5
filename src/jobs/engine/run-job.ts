import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import { Problem, type ProblemRecord } from "../../domain/problem.ts";
import { fromIso } from "../../domain/timestamp.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import type { JobState } from "../job.ts";
import type { Workflow } from "../shapes.ts";
import type { JobRecord } from "../store/record.ts";
import { type Ending, FenceLost, type JobStore } from "../store/store.ts";
import { afterCallMs, leaseSlackMs } from "../timings.ts";
import { interpret } from "./interpret.ts";
import { type Invoked, invoke } from "./invoke.ts";
import { nextWake, tick } from "./operations.ts";
import { needsPerson } from "./progress.ts";
import type { StepHistory } from "./run-step.ts";
import { createTransport, type Invocation } from "./transport.ts";

export interface RunJobDeps {
  store: JobStore;
  clock: Clock;
  random: () => number;
  log: Log;
  draining: () => boolean;
}

/** What became of one invocation: over, asleep until `wakeAt`, or gone to another worker. */
export type Ran = { is: "ended" } | { is: "asleep"; wakeAt: number } | { is: "lost" };

/** The farthest wake-up: a job that only the outside can move is still looked at now and then. */
const longestSleepMs = 24 * 3_600_000;

const historyOf = (record: JobRecord, { store, clock }: RunJobDeps): StepHistory => {
  const renewed = (until: number): Promise<boolean> =>
    store.heartbeat(record, until).catch((cause: unknown) => {
      throw new Problem("unexpected", "The bot cannot write down what it does, so it does nothing.", {
        next: "Nothing to do: it tries again shortly.",
        retryable: true,
        cause,
      });
    });
  const operationOf = (step: string) => [...record.operations.values()].find(({ Name }) => Name === step);
  return {
    tries: (step) => operationOf(step)?.Tries ?? [],
    startedAt(step) {
      const began = operationOf(step)?.StartTimestamp;
      return began === undefined ? undefined : fromIso(began);
    },
    async holdLease(longestCallMs) {
      const now = clock.now();
      const left = (record.leaseUntil ?? 0) - now;
      if (left >= clock.wire(longestCallMs + afterCallMs - leaseSlackMs)) return;
      const until = now + clock.wire(longestCallMs + afterCallMs);
      if (!(await renewed(until))) throw new FenceLost(record.id);
      record.leaseUntil = until;
    },
  };
};

/** Errors of the engine's own making: they name operations and nothing private. */
const refusals: ReadonlySet<string> = new Set([
  "CheckpointUnrecoverableExecutionError",
  "NonDeterministicExecutionError",
]);

/** The engine gave up on the job, for one when a deploy changed a running job's steps: that is for a person to settle. */
const gaveUp = ({ Error: error }: Invoked): ProblemRecord => {
  const { code, message, next } = unexpectedProblem(error);
  const explained = refusals.has(error?.ErrorType ?? "") ? ` The engine says: ${error?.ErrorMessage}.` : "";
  return { code, message: `${message}${explained}`, next };
};

/** Works on one claimed job until it is over or has to wait. Never throws for anything the job did. */
export const runJob = async (record: JobRecord, workflow: Workflow, deps: RunJobDeps): Promise<Ran> => {
  const { store, clock, random, log, draining } = deps;
  const context = { job: record.id, workflow: workflow.name };
  const invocation: Invocation = { record, workflow, draining, held: new Map(), heldNew: [] };
  // The SDK compares retry times with the host's clock, which is not the world's: what is due is made so before it looks.
  for (const operation of tick(record.operations, clock.now(), record.nudged, record.inbox)) {
    invocation.held.set(operation.Id as string, operation);
  }
  const transport = createTransport({ store, clock, invocation });
  const rules = {
    clock,
    random,
    history: historyOf(record, deps),
    warn: (step: string, error: unknown) =>
      log.error({ ...context, step, err: error }, "a step met something unexpected"),
  };
  try {
    const output = await invoke(
      (input, durable) => interpret(workflow, record, input, durable, rules),
      record,
      transport,
    );
    if (output.Status === "PENDING") {
      const now = clock.now();
      const wakeAt = Math.min(nextWake(record.operations, now), now + longestSleepMs);
      const state: JobState = needsPerson(record) ? "needs-approval" : "waiting";
      // Whoever nudged it has been looked into by now, also where there was nothing to write.
      record.nudged = false;
      await store.suspend(record, wakeAt, state, false);
      return { is: "asleep", wakeAt };
    }
    if (output.Status === "SUCCEEDED") {
      await store.end(record, JSON.parse(output.Result ?? "null") as Ending);
      return { is: "ended" };
    }
    log.error({ ...context, err: output.Error }, "a job was parked by the engine");
    await store.end(record, { state: "parked", problem: gaveUp(output) });
    return { is: "ended" };
  } catch (error) {
    if (draining()) {
      await store.suspend(record, clock.now(), "running", false).catch(() => undefined);
      return { is: "lost" };
    }
    log.warn({ ...context, err: error }, "a job was let go in the middle and will be taken up again");
    return { is: "lost" };
  }
};
