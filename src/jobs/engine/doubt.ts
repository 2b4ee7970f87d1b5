import type { Clock } from "../../domain/clock.ts";
import { seconds } from "../../domain/duration.ts";
import { Problem } from "../../domain/problem.ts";
import type { ProblemCode } from "../../domain/problem-codes.ts";
import type { Try } from "../store/record.ts";
import { takeOverMarginMs } from "../timings.ts";
import { StepTrouble } from "./trouble.ts";

/** While an outcome is in doubt it is looked for this often: it may show itself before it must. */
const longestPauseMs = seconds(15);

export const doubtCode = "outcome-unknown" satisfies ProblemCode;

/** Acts without a clear answer that a step may leave behind before a person has to look. */
export const mostDoubtsByDefault = 3;

export const doubtsIn = (tries: readonly Try[]): number =>
  tries.filter(({ doubtFrom }) => doubtFrom !== undefined).length;

/**
 * The moment past which no earlier try can still change the world; 0 when none is in doubt. World milliseconds.
 * Another worker may have noted when a try began, by a clock behind this one's by up to `skewMs`.
 */
const settledAt = (tries: readonly Try[], settlesAfterMs: number, skewMs: number): number => {
  const lasts = (ms: number): number => (ms > 0 ? ms + skewMs : 0);
  return Math.max(
    0,
    ...tries.map(({ doubtFrom, settlesAfterMs: own }) =>
      doubtFrom === undefined ? 0 : doubtFrom + lasts(own ?? settlesAfterMs),
    ),
  );
};

/** Throws while one of these tries may still take effect. */
export const insistOnSettled = (tries: readonly Try[], settlesAfterMs: number, clock: Clock): void => {
  const doubtMs = settledAt(tries, settlesAfterMs, clock.wire(takeOverMarginMs)) - clock.now();
  if (doubtMs <= 0) return;
  throw new StepTrouble(
    new Problem(doubtCode, "The last attempt may still take effect, so nothing is repeated yet.", {
      next: "Nothing to do: it is looked at again shortly.",
      retryable: true,
    }),
    { delayMs: Math.min(doubtMs, longestPauseMs) },
  );
};

export const askedInVain = (times: number): Problem =>
  new Problem("gave-up", `It was tried ${times} times without a clear answer, and nothing of it shows.`, { next: "" });
