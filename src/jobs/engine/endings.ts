import type { Ending } from "../store/store.ts";
import type { StepOutcome } from "./outcome.ts";

/** How a job ends for what became of one step; undefined when it goes on. `givenUp`: a person would not wait for the unknown to be found out. */
export const endOf = (outcome: StepOutcome, givenUp: boolean): Ending | undefined => {
  if (outcome.is === "stopped") return { state: "cancelled" };
  if (outcome.is !== "problem") return undefined;
  if (!outcome.park) return { state: outcome.partly ? "partly" : "failed", problem: outcome.problem };
  return givenUp ? { state: "cancelled" } : { state: "parked", problem: outcome.problem };
};

/**
 * How a job ends that would have ended as `end`, when the steps that always run ended in `closing` where they did not go well:
 * what nobody knows comes first, then what a person would not wait for, then the first failure.
 */
export const endAfter = (end: Ending, closing: readonly Ending[]): Ending => {
  const firstOf = (state: Ending["state"]): Ending | undefined => closing.find((each) => each.state === state);
  const failed = end.state === "failed" || end.state === "partly" ? undefined : firstOf("failed");
  const worse = firstOf("parked") ?? firstOf("cancelled") ?? failed;
  if (!worse) return end;
  return end.result === undefined ? worse : { ...worse, result: end.result };
};
