import { type DurableContext, type RetryDecision, StepSemantics } from "@aws/durable-execution-sdk-js";
import { isProblem, type ProblemRecord, recordOf } from "../../domain/problem.ts";
import type { ProblemCode } from "../../domain/problem-codes.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import { FenceLost } from "../store/store.ts";
import { backoffMs } from "./backoff.ts";
import { doubtCode, doubtsIn } from "./doubt.ts";
import { parked, type StepOutcome } from "./outcome.ts";
import { noting } from "./requests.ts";
import type { RunDeps } from "./run-deps.ts";
import { StepTrouble, troubleOf } from "./trouble.ts";

const fewestTries = 6;

/** A step that stops so many workers one after another is left alone: each of its tries is a write, so no one else counts them. */
const mostInterruptions = 5;
const interrupted = "StepInterruptedError";

/** Waiting for a doubt to settle, for a turn, or for whoever else has the job uses up no patience: all end by themselves. */
export const passesByItself: ReadonlySet<ProblemCode> = new Set([doubtCode, "lane-full", "step-interrupted"]);

/** How a step is tried: how long, world milliseconds since its first try, and whether a try may change anything outside. */
export interface Trying {
  name: string;
  giveUpAfterMs: number;
  acts: boolean;
}

/** Runs `once` durably, again after trouble that may pass, until it answers or the time for trying is over. Never throws: the outcome says so. */
export const retried = async (
  { name, giveUpAfterMs, acts }: Trying,
  once: () => Promise<StepOutcome>,
  context: DurableContext,
  { clock, history, random, warn }: RunDeps,
): Promise<StepOutcome> => {
  const retryStrategy = (error: Error, tryNumber: number): RetryDecision => {
    // The try that was interrupted is not counted as a doubt before this is written down.
    if (error.name === interrupted) {
      return { shouldRetry: doubtsIn(history.triesNow(name)) + 1 < mostInterruptions, delay: { seconds: 1 } };
    }
    const began = history.startedAt(name) ?? clock.now();
    // Time in which nobody was there to try is no patience used up.
    const patienceOver = clock.now() - began > giveUpAfterMs && tryNumber >= fewestTries;
    const retryable = error instanceof StepTrouble && error.retryable;
    if (!retryable || (patienceOver && !passesByItself.has(error.trouble.code))) return { shouldRetry: false };
    return { shouldRetry: true, delay: { seconds: (error.delayMs ?? backoffMs(tryNumber, random)) / 1000 } };
  };
  const attempted = async (): Promise<StepOutcome> => {
    try {
      return await once();
    } catch (error) {
      // Another worker has the job: nothing was met, and nothing of this can be written down.
      if (error instanceof StepTrouble || error instanceof FenceLost) throw error;
      if (!isProblem(error)) warn(name, error);
      const problem = isProblem(error) ? error : unexpectedProblem(error);
      if (!problem.retryable && problem.outcome === "not-done") return { is: "problem", problem: recordOf(problem) };
      throw new StepTrouble(problem);
    }
  };
  const body = () => noting(history.requests(name), attempted, history.isOurs);
  const semantics = acts ? StepSemantics.AtMostOncePerRetry : StepSemantics.AtLeastOncePerRetry;
  try {
    return await context.step(name, body, { retryStrategy, semantics });
  } catch (error) {
    return gaveUp(error, doubtsIn(history.tries(name)) > 0);
  }
};

/** The time for trying is over. What may have been done all the same is left to a person; what never began has failed. */
const gaveUp = (error: unknown, mayBeDone: boolean): StepOutcome => {
  const { message: text, cause } = error as Error;
  if ((cause as Error | undefined)?.name === interrupted) return parked(stopsWorkers);
  const trouble = troubleOf({ ErrorMessage: text });
  if (!trouble || mayBeDone || trouble.outcome === "unknown") return parked(trouble ?? unexpectedProblem(error));
  return { is: "problem", problem: recordOf(trouble) };
};

const stopsWorkers: ProblemRecord = {
  code: "gave-up",
  message: "This step stopped its worker several times, so it is left alone now.",
  next: "",
};
