import { type DurableContext, type RetryDecision, StepSemantics } from "@aws/durable-execution-sdk-js";
import type { Clock } from "../../domain/clock.ts";
import { seconds } from "../../domain/duration.ts";
import { isProblem, Problem, recordOf } from "../../domain/problem.ts";
import type { ProblemCode } from "../../domain/problem-codes.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import { type AnyStep, defaults, type Given } from "../shapes.ts";
import type { Try } from "../store/record.ts";
import { parked, type StepOutcome } from "./outcome.ts";
import { StepTrouble, troubleOf } from "./trouble.ts";

/** What a step may know of its own past, and of the right to act. */
export interface StepHistory {
  /** Every remembered try, the running one last; those in doubt are never forgotten. */
  tries(step: string): readonly Try[];
  /** When the step began, world milliseconds; undefined before its first write. */
  startedAt(step: string): number | undefined;
  /** Makes the lease outlive a call of `longestCallMs` (wall clock). Throws when the job belongs to another worker by now. */
  holdLease(longestCallMs: number): Promise<void>;
}

export interface RunDeps {
  clock: Clock;
  random: () => number;
  history: StepHistory;
  warn: (step: string, error: unknown) => void;
}

type AnyGiven = Given<unknown, Record<string, unknown>>;

const firstDelayMs = seconds(2);
const longestDelayMs = seconds(60);
/** While an outcome is in doubt it is looked for this often: it may show itself before it must. */
const longestDoubtMs = seconds(15);

/** Full jitter between half and the whole of an exponential delay, milliseconds. */
export const backoffMs = (attempt: number, random: () => number): number => {
  const whole = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
  return whole / 2 + (whole / 2) * random();
};

/** The moment past which no earlier try can still change the world; 0 when none is in doubt. World milliseconds. */
export const settledAt = (tries: readonly Try[], settlesAfterMs: number): number =>
  Math.max(
    0,
    ...tries.map(({ doubtFrom, settlesAfterMs: own }) =>
      doubtFrom === undefined ? 0 : doubtFrom + (own ?? settlesAfterMs),
    ),
  );

/** Waiting for a doubt to settle ends by itself, so no patience ends it before. */
const doubtCode = "outcome-unknown" satisfies ProblemCode;
const fewestTries = 6;

const inDoubt = (delayMs: number): StepTrouble =>
  new StepTrouble(
    new Problem(doubtCode, "The last attempt may still take effect, so nothing is repeated yet.", {
      next: "Nothing to do: it is looked at again shortly.",
      retryable: true,
    }),
    { delayMs },
  );

/** Acts without a clear answer that a step may leave behind before a person has to look. */
const mostDoubtsByDefault = 3;

const askedInVain = (times: number): Problem =>
  new Problem("gave-up", `It was tried ${times} times without a clear answer, and nothing of it shows.`, { next: "" });

/** One try: look, and act only on "to do", when no earlier try can still be at work. */
const attempt = async (step: AnyStep, given: AnyGiven, { clock, history, warn }: RunDeps): Promise<StepOutcome> => {
  const { rules } = step;
  const found = await rules.look(given);
  if (found.is === "done") return said(rules, found.value, found.note);
  if (found.is === "blocked") return { is: "problem", problem: recordOf(found.problem) };
  if (found.is === "not-yet" || !rules.act) {
    throw new Error(`step ${step.name} answered "${found.is}", which only a wait or an act can take`);
  }
  const tries = history.tries(step.name);
  const doubtMs = settledAt(tries, rules.settlesAfterMs ?? 0) - clock.now();
  if (doubtMs > 0) throw inDoubt(Math.min(doubtMs, longestDoubtMs));
  const doubts = doubtsIn(tries);
  if (doubts >= (rules.mostDoubts ?? mostDoubtsByDefault)) return parked(askedInVain(doubts));
  await history.holdLease(rules.longestCallMs ?? defaults.longestCallMs);
  const actedAt = clock.now();
  try {
    return said(rules, await rules.act(given));
  } catch (error) {
    if (isProblem(error) && error.outcome === "unknown") throw new StepTrouble(error, { actedAt });
    if (isProblem(error)) throw error;
    // Nobody foresaw it, so nobody knows what was done by then: a person settles it.
    warn(step.name, error);
    return parked(unexpectedProblem(error));
  }
};

const doubtsIn = (tries: readonly Try[]): number => tries.filter(({ doubtFrom }) => doubtFrom !== undefined).length;

const said = (rules: { say?: (value: unknown) => string }, value: unknown, note = rules.say?.(value)): StepOutcome => ({
  is: "done",
  value,
  ...(note ? { note } : {}),
});

/** Runs one `step` durably. Never throws for a failed step: the outcome says so. */
export const runStep = async (
  step: AnyStep,
  context: DurableContext,
  given: Omit<AnyGiven, "now" | "tried">,
  deps: RunDeps,
): Promise<StepOutcome> => {
  const { clock, history, random, warn } = deps;
  const giveUpAfterMs = step.rules.giveUpAfterMs ?? defaults.giveUpAfterMs;
  const retryStrategy = (error: Error, tryNumber: number): RetryDecision => {
    if (error.name === "StepInterruptedError") return { shouldRetry: true, delay: { seconds: 1 } };
    const began = history.startedAt(step.name) ?? clock.now();
    // Time in which nobody was there to try is no patience used up.
    const patienceOver = clock.now() - began > giveUpAfterMs && tryNumber >= fewestTries;
    const retryable = error instanceof StepTrouble && error.retryable;
    if (!retryable || (patienceOver && error.trouble.code !== doubtCode)) return { shouldRetry: false };
    return { shouldRetry: true, delay: { seconds: (error.delayMs ?? backoffMs(tryNumber, random)) / 1000 } };
  };
  try {
    return await context.step(
      step.name,
      async (): Promise<StepOutcome> => {
        try {
          const tried = doubtsIn(history.tries(step.name)) > 0;
          return await attempt(step, { ...given, now: clock.now(), tried }, deps);
        } catch (error) {
          if (error instanceof StepTrouble) throw error;
          if (!isProblem(error)) warn(step.name, error);
          const problem = isProblem(error) ? error : unexpectedProblem(error);
          if (!problem.retryable && problem.outcome === "not-done")
            return { is: "problem", problem: recordOf(problem) };
          throw new StepTrouble(problem);
        }
      },
      {
        retryStrategy,
        semantics: step.rules.act ? StepSemantics.AtMostOncePerRetry : StepSemantics.AtLeastOncePerRetry,
      },
    );
  } catch (error) {
    return gaveUp(error, doubtsIn(history.tries(step.name)) > 0);
  }
};

/** The time for trying is over. What may have been done all the same is left to a person; what never began has failed. */
const gaveUp = (error: unknown, mayBeDone: boolean): StepOutcome => {
  const trouble = troubleOf({ ErrorMessage: (error as Error).message });
  if (!trouble || mayBeDone || trouble.outcome === "unknown") return parked(trouble ?? unexpectedProblem(error));
  const { code, message, next } = trouble;
  return { is: "problem", problem: { code, message, next } };
};
