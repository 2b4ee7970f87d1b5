import type { DurableContext } from "@aws/durable-execution-sdk-js";
import { defaults } from "../rules.ts";
import type { AnyStep } from "../workflow.ts";
import { attempt } from "./attempt.ts";
import { doubtsIn } from "./doubt.ts";
import type { StepOutcome } from "./outcome.ts";
import { retried } from "./retried.ts";
import type { RunDeps, StepGiven } from "./run-deps.ts";

/** Runs one `step` durably. Never throws for a failed step: the outcome says so. */
export const runStep = (
  step: AnyStep,
  context: DurableContext,
  given: StepGiven,
  deps: RunDeps,
): Promise<StepOutcome> => {
  const { name, rules } = step;
  const { giveUpAfterMs = defaults.giveUpAfterMs, act } = rules;
  const once = (): Promise<StepOutcome> => {
    const tried = doubtsIn(deps.history.tries(name)) > 0;
    return attempt(step, { ...given, now: deps.clock.now(), tried }, deps);
  };
  return retried({ name, giveUpAfterMs, acts: act !== undefined }, once, context, deps);
};
