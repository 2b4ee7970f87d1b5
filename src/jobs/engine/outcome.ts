import type { ProblemRecord } from "../../domain/problem.ts";

/** What a step leaves in the record, and what its line on the card is drawn from. */
export type StepOutcome =
  | { is: "done"; value?: unknown; note?: string; decision?: string }
  | { is: "problem"; problem: ProblemRecord; park?: boolean };

/** Nobody could find out, so nobody may say it failed: the job stops here until a person has looked. */
export const parked = ({ code, message }: ProblemRecord): StepOutcome => ({
  is: "problem",
  park: true,
  problem: { code, message, next: "Ask an operator to look at what became of it before it is asked for again." },
});

/** A wait between two looks. `since` and `limitMs` are world milliseconds. */
export interface Waiting {
  is: "waiting";
  since: number;
  polls: number;
  note?: string;
  needsPerson?: boolean;
  suggest?: string;
  aside?: string;
  limitMs?: number;
  /** The last look could not tell; shown as unknown, never as failed. */
  trouble?: ProblemRecord;
}

export type WaitState = Waiting | StepOutcome;
