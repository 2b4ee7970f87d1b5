import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { JobRecord } from "../store/record.ts";
import type { Ending } from "../store/store.ts";
import type { AnyShape, Workflow } from "../workflow.ts";
import { endAfter, endOf } from "./endings.ts";
import type { StepOutcome } from "./outcome.ts";
import type { Places } from "./places.ts";
import type { RunDeps, StepGiven } from "./run-deps.ts";
import { runEach } from "./run-each.ts";
import { runStep } from "./run-step.ts";
import { runTurn } from "./run-turn.ts";
import { runWait } from "./run-wait.ts";

/** Walks a workflow's steps in order, then those that always run. Deterministic: every branch is decided by recorded outcomes. */
export const interpret = async (
  workflow: Workflow,
  record: JobRecord,
  input: unknown,
  context: DurableContext,
  places: Places,
  deps: RunDeps,
): Promise<Ending> => {
  const { id: jobId, requester } = record;
  const found: Record<string, unknown> = {};
  /** Undefined while there is no reason to end. */
  const settle = async (step: AnyShape): Promise<Ending | undefined> => {
    const outcome = await run(step, context, { jobId, requester, input, found }, deps);
    await places.leaveAfter(step);
    if (outcome.is === "done") found[step.name] = outcome.value;
    if (outcome.is === "problem" && step.optional) return undefined;
    return endOf(outcome, givenUp(step, record, deps));
  };

  let end: Ending | undefined;
  for (const step of workflow.steps.filter(({ always }) => !always)) {
    end = await settle(step);
    if (end) break;
  }
  end ??= { state: "succeeded", result: workflow.result({ input, found }) };
  // Parked is not over: it may yet go on, and what would be undone now it may still need.
  if (end.state === "parked") return end;
  const closing: Ending[] = [];
  for (const step of workflow.steps.filter(({ always }) => always)) {
    const ended = await settle(step);
    if (ended) closing.push(ended);
  }
  return endAfter(end, closing);
};

/**
 * Somebody cancelled the job when it was known already that nobody knows what became of this step. That its parent wants it to
 * end is no such wish: nobody looked at this job for that.
 */
const givenUp = ({ name }: AnyShape, { stop }: JobRecord, { history }: RunDeps): boolean => {
  const [askedAt, endedAt] = [stop?.at, history.endedAt(name)];
  return askedAt !== undefined && endedAt !== undefined && askedAt >= endedAt;
};

const run = async (step: AnyShape, context: DurableContext, given: StepGiven, deps: RunDeps): Promise<StepOutcome> => {
  if (step.shape === "each") return runEach(step, context, given, deps);
  if (step.shape === "wait") return runWait(step, context, given, deps);
  const { turn } = step.rules;
  const kept = turn && (await runTurn(step, turn.lane, given.jobId, context, deps));
  return kept ?? runStep(step, context, given, deps);
};
