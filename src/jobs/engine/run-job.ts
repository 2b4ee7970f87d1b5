import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { Claims } from "../claims/claims.ts";
import { createHoldings } from "../claims/holdings.ts";
import type { JobState } from "../job.ts";
import type { Turns } from "../lanes/turns.ts";
import type { WorkflowRegistry } from "../registry.ts";
import type { JobRecord } from "../store/record.ts";
import { type Ending, type JobStore, Outgrown } from "../store/store.ts";
import type { Workflow } from "../workflow.ts";
import { createChildJobs } from "./child-jobs.ts";
import { giveUp, noRoom, whyGivenUp } from "./give-up.ts";
import { createHistory } from "./history.ts";
import { interpret } from "./interpret.ts";
import { type Invoked, invoke } from "./invoke.ts";
import { nextWake, tick } from "./operations.ts";
import { createPlaces } from "./places.ts";
import { plan } from "./plan.ts";
import { needsPerson } from "./progress.ts";
import type { RunDeps } from "./run-deps.ts";
import { createTransport, type Invocation } from "./transport.ts";

export interface RunJobDeps {
  store: JobStore;
  clock: Clock;
  random: () => number;
  log: Log;
  draining: () => boolean;
  /** Absent where no lanes are set up: then no workflow may ask for a turn. */
  turns?: Turns;
  /** Absent where no workflow claims anything. */
  claims?: Claims;
  /** Absent where no other workflows are known: then no workflow may have child jobs. */
  workflows?: WorkflowRegistry;
  /** Aborted when this worker may work on the job no more: what still runs of it is left behind and writes nothing. */
  abandoned?: AbortSignal;
}

/** What became of one invocation: over, asleep until `wakeAt`, or gone to another worker. */
export type Ran = { is: "ended" } | { is: "asleep"; wakeAt: number } | { is: "lost" };

/** The farthest wake-up: a job that only the outside can move is still looked at now and then. */
const longestSleepMs = 24 * 3_600_000;

const never = new AbortController().signal;

/** Answers undefined once `signal` aborts; what still runs then is nobody's any more. */
const unless = async <T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> => {
  work.catch(() => undefined);
  const { promise: left, resolve: leave } = Promise.withResolvers<undefined>();
  const onAbort = () => leave(undefined);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, left]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
};

/** Works on one claimed job until it is over or has to wait. Never throws for anything the job did. */
export const runJob = async (record: JobRecord, workflow: Workflow, deps: RunJobDeps): Promise<Ran> => {
  const { store, clock, random, log, draining, turns, claims, workflows, abandoned = never } = deps;
  const context = { job: record.id, workflow: workflow.name };
  const invocation: Invocation = { record, workflow, draining, abandoned, held: new Map(), heldNew: [] };
  // The SDK compares retry times with the host's clock, which is not the world's: what is due is made so before it looks.
  for (const operation of tick(record.operations, clock.now(), record.nudged, record.inbox)) {
    invocation.held.set(operation.Id as string, operation);
  }
  const transport = createTransport({ store, clock, invocation });
  const places = createPlaces(record, workflow, turns);
  const holdings = createHoldings(record, workflow, { claims, log });
  const history = createHistory(record, { store, clock, abandoned });
  const rules: RunDeps = {
    clock,
    random,
    history,
    ...(turns ? { turns } : {}),
    ...(workflows ? { children: createChildJobs(record, { store, workflows, claims }) } : {}),
    warn: (step: string, error: unknown) =>
      log.error({ ...context, step, err: error }, "a step met something unexpected"),
  };
  const program = (input: unknown, durable: DurableContext): Promise<Ending> =>
    record.dryRun
      ? plan(workflow, record, input, durable, rules)
      : interpret(workflow, record, input, durable, places, rules);

  /** A result that has no room is as good as none, and no reason to do everything again. Answers how the job ended. */
  const endAs = async (ending: Ending): Promise<Ending> => {
    try {
      await store.end(record, ending);
      return ending;
    } catch (error) {
      if (!(error instanceof Outgrown)) throw error;
      const { result: _, ...without } = ending;
      const written = ending.state === "succeeded" ? giveUp(record, noRoom) : without;
      await store.end(record, written);
      return written;
    }
  };

  const letGo = async (output: Invoked): Promise<Ran> => {
    if (output.Status === "PENDING") {
      const now = clock.now();
      const wakeAt = Math.min(nextWake(record.operations, now), now + longestSleepMs);
      const state: JobState = needsPerson(record) ? "needs-approval" : "waiting";
      // Whoever nudged it has been looked into by now, also where there was nothing to write.
      record.nudged = false;
      await places.settle();
      await holdings.settle(false);
      await store.suspend(record, wakeAt, state);
      return { is: "asleep", wakeAt };
    }
    const failed = output.Status === "FAILED";
    const ending = failed ? giveUp(record, whyGivenUp(output)) : (JSON.parse(output.Result ?? "null") as Ending);
    // Before the end is written: a job that is parked is asked by nobody whether it still needs its places.
    await places.leaveAll();
    // What may go on claims the same again, so it lets go of that first. What went well never does, and is over only once its result is kept.
    const wentWell = ending.state === "succeeded";
    if (!wentWell) await holdings.settle(ending.state !== "parked");
    const { state, problem } = await endAs(ending);
    if (wentWell) await holdings.settle(state !== "parked");
    if (failed) log.error({ ...context, err: output.Error, state }, "the engine gave a job up");
    else if (state === "parked") log.error({ ...context, code: problem?.code, state }, "a job was parked");
    return { is: "ended" };
  };

  /** Another worker may have it now. Where a place could not be given back its lease runs out: then whoever takes it over does that. */
  const letGoAtOnce = async (): Promise<void> => {
    if (!history.isOurs()) return;
    await places.leaveOver(invocation.held);
    await store.suspend(record, clock.now(), "running");
  };

  try {
    await history.hearParent();
    const output = await unless(abandoned, invoke(program, record, transport));
    return output === undefined ? { is: "lost" } : await letGo(output);
  } catch (error) {
    if (draining()) {
      await letGoAtOnce().catch(() => undefined);
      return { is: "lost" };
    }
    log.warn({ ...context, err: error }, "a job was let go in the middle and will be taken up again");
    return { is: "lost" };
  }
};
