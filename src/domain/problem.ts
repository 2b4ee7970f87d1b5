import type { ProblemCode } from "./problem-codes.ts";

export interface ProblemOptions {
  /** One sentence: what a person can do now. */
  next: string;
  /** True when the same attempt may succeed later without anybody changing anything. Default false. */
  retryable?: boolean;
  /** "unknown": the outside system may have done it all the same, so look before saying anything. Default "not-done". */
  outcome?: "not-done" | "unknown";
  /**
   * With outcome "unknown": milliseconds of world time after the call began, past which the outcome cannot change any more.
   * Absent where only whoever called can tell.
   */
  settlesAfterMs?: number;
  /** With `retryable`: milliseconds of world time before which another try is in vain. */
  afterMs?: number;
  cause?: unknown;
}

/** Anything that can go wrong and be told to a person. Compare `code`, never the class: a problem read back from storage is plain data. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly next: string;
  readonly retryable: boolean;
  readonly outcome: "not-done" | "unknown";
  readonly settlesAfterMs: number | undefined;
  readonly afterMs: number | undefined;

  /** `message` says what is wrong in plain words, for the person; technical detail belongs in `cause`. */
  constructor(code: ProblemCode, message: string, options: ProblemOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = code;
    this.code = code;
    this.next = options.next;
    this.retryable = options.retryable ?? false;
    this.outcome = options.outcome ?? "not-done";
    this.settlesAfterMs = options.settlesAfterMs;
    this.afterMs = options.afterMs;
  }
}

/** A problem as it is stored with a job and shown on a card. */
export interface ProblemRecord {
  code: ProblemCode;
  message: string;
  next: string;
}

/** Without all that a problem, or trouble with one, has beside it. */
export const recordOf = ({ code, message, next }: ProblemRecord): ProblemRecord => ({ code, message, next });

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
