import type { ProblemRecord } from "../../domain/problem.ts";
import type { StoredOperation } from "../store/record.ts";

/** What a step leaves in the record, and what its line on the card is drawn from. */
export type StepOutcome =
  | { is: "done"; value?: unknown; note?: string; decision?: string }
  /** `actedAt`: nobody knows what a call begun then did, world milliseconds. */
  /** `partly`: of its items others went well. */
  | { is: "problem"; problem: ProblemRecord; park?: boolean; actedAt?: number; partly?: boolean }
  /** Left out because somebody cancelled the job. */
  | { is: "stopped" }
  /** A dry run would do it; `note` says what for, or after what. */
  | { is: "planned"; note?: string };

/** Nobody could find out, so nobody may say it failed: the job stops here until a person has looked. */
export const parked = ({ code, message }: ProblemRecord, actedAt?: number): StepOutcome => ({
  is: "problem",
  park: true,
  problem: { code, message, next: "Ask an operator to look at what became of it before it is asked for again." },
  ...(actedAt === undefined ? {} : { actedAt }),
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

/** In line for a lane. `of` names the lane in plain words; the next look is `afterMs` of world time away. */
export interface InLine {
  is: "in-line";
  of: string;
  afterMs: number;
}

/** "in": it has its place. */
export type TurnState = InLine | { is: "in" } | StepOutcome;

/** What an operation left of itself so far; undefined where it left nothing. */
export const leftBy = (operation: StoredOperation | undefined): WaitState | TurnState | undefined => {
  const text = operation?.StepDetails?.Result;
  return text === undefined ? undefined : (JSON.parse(text) as WaitState | TurnState);
};
