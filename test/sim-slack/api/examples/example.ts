import type { Stage } from "../stage.ts";

type Json = Record<string, unknown>;

/** The arguments of a call, or how to get there first. */
export type Prepared = Json | ((stage: Stage) => Promise<Json>);

/** A call of one method that passes, and one for each code it can refuse with. */
export interface Example {
  passes: Prepared;
  /** What the answer holds, beside `ok`. */
  answers?: Json;
  refused: Readonly<Record<string, Prepared>>;
}

export type Examples = Readonly<Record<string, Example>>;
