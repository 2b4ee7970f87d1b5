import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { AnyShape, Given, Workflow } from "../shapes.ts";
import type { JobRecord } from "../store/record.ts";
import type { Ending } from "../store/store.ts";
import type { StepOutcome } from "./outcome.ts";
import { type RunDeps, runStep } from "./run-step.ts";
import { runWait } from "./run-wait.ts";

/** Walks a workflow's steps in order. Deterministic: every branch is decided by recorded outcomes. */
export const interpret = async (
  workflow: Workflow,
  { id: jobId, requester }: JobRecord,
  input: unknown,
  context: DurableContext,
  deps: RunDeps,
): Promise<Ending> => {
  const found: Record<string, unknown> = {};
  for (const step of workflow.steps) {
    const outcome = await run(step, context, { jobId, requester, input, found }, deps);
    if (outcome.is === "done") {
      found[step.name] = outcome.value;
      continue;
    }
    if (step.optional) continue;
    return { state: outcome.park ? "parked" : "failed", problem: outcome.problem };
  }
  return { state: "succeeded", result: workflow.result({ input, found }) };
};

const run = (
  step: AnyShape,
  context: DurableContext,
  given: Omit<Given<unknown, Record<string, unknown>>, "now" | "tried">,
  deps: RunDeps,
): Promise<StepOutcome> =>
  step.shape === "step" ? runStep(step, context, given, deps) : runWait(step, context, given, deps);
