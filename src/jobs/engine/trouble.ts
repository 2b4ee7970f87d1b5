import type { ErrorObject } from "@aws/durable-execution-sdk-js";
import { type Problem, type ProblemRecord, recordOf } from "../../domain/problem.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";

/** A problem as it travels through the SDK, which keeps an error's name and message and nothing else. */
export interface Trouble extends ProblemRecord {
  outcome: "not-done" | "unknown";
  /** With outcome "unknown", where the call itself said so: its step's own limit does not count then. */
  settlesAfterMs?: number;
  /** With outcome "unknown": when the call began, world milliseconds. */
  actedAt?: number;
  /** The names that outside systems gave to the latest requests. */
  requests?: readonly string[];
}

/** Thrown inside a step, so that the SDK records it. */
export class StepTrouble extends Error {
  readonly trouble: Trouble;
  readonly retryable: boolean;
  /** Look again no sooner, milliseconds of world time. */
  readonly delayMs: number | undefined;
  readonly #problem: Problem;
  constructor(
    problem: Problem,
    {
      delayMs = problem.afterMs,
      actedAt,
      requests = [],
    }: { delayMs?: number } & Pick<Trouble, "actedAt" | "requests"> = {},
  ) {
    const { code, message, next, outcome, settlesAfterMs, retryable } = problem;
    const trouble: Trouble = {
      code,
      message,
      next,
      outcome,
      ...(settlesAfterMs === undefined ? {} : { settlesAfterMs }),
      ...(actedAt === undefined ? {} : { actedAt }),
      ...(requests.length === 0 ? {} : { requests }),
    };
    super(JSON.stringify(trouble), { cause: problem });
    this.name = "StepTrouble";
    this.trouble = trouble;
    this.retryable = retryable || outcome === "unknown";
    this.delayMs = delayMs;
    this.#problem = problem;
  }

  /** The same trouble, met after these requests. */
  after(requests: readonly string[]): StepTrouble {
    const { delayMs, trouble } = this;
    const { actedAt } = trouble;
    return new StepTrouble(this.#problem, {
      requests,
      ...(delayMs === undefined ? {} : { delayMs }),
      ...(actedAt === undefined ? {} : { actedAt }),
    });
  }
}

/** Reads back what `StepTrouble` wrote; undefined where there is no error. */
export const troubleOf = (error: ErrorObject | undefined): Trouble | undefined => {
  if (!error) return undefined;
  if (error.ErrorType === "StepInterruptedError") {
    return {
      code: "step-interrupted",
      message: "The bot was stopped during this step.",
      next: "Nothing to do: it is looking at what became of it.",
      outcome: "unknown",
    };
  }
  try {
    return JSON.parse(error.ErrorMessage ?? "") as Trouble;
  } catch {
    return { ...recordOf(unexpectedProblem(undefined)), outcome: "not-done" };
  }
};
