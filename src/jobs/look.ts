import type { Problem } from "../domain/problem.ts";

/** What a look found. A look that could not find out throws; it never answers "to do". */
export type Look<T> =
  | {
      is: "done";
      value: T;
      note?: string;
      /** What a person decided: those who were asked are told. */
      decision?: string;
    }
  | { is: "to-do" }
  | {
      is: "not-yet";
      note: string;
      /** A person must act before this can go on. */
      needsPerson?: boolean;
      /** A command by which somebody can move it on, as typed after the slash command. */
      suggest?: string;
      /** What the asker wrote, for those who decide: never shown in public. */
      aside?: string;
      /** Overrides the step's limit from now on, milliseconds since the wait began. */
      limitMs?: number;
    }
  | { is: "blocked"; problem: Problem };

export const done = <T>(value: T, note?: string, decision?: string): Look<T> => ({
  is: "done",
  value,
  ...(note ? { note } : {}),
  ...(decision ? { decision } : {}),
});
export const toDo: Look<never> = { is: "to-do" };
export const notYet = (
  note: string,
  more: { needsPerson?: boolean; suggest?: string; aside?: string; limitMs?: number } = {},
): Look<never> => ({
  is: "not-yet",
  note,
  ...more,
});
export const blocked = (problem: Problem): Look<never> => ({ is: "blocked", problem });
