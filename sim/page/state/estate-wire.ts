import type { ClockSnapshot } from "../wire.ts";

/** A fault that is switched on. `times` are calls; `forMs` and `delayMs` are ms. */
export interface FaultOrder {
  service: string;
  operation?: string;
  kind: string;
  times?: number;
  forMs?: number;
  delayMs?: number;
  /** Until it is cleared. */
  always?: true;
  /** The ready set it came with. */
  trouble?: string;
}

/** By service and kind, in a sentence, what then happens. */
export type FaultCatalogue = Record<string, Record<string, string>>;

/** What `GET /_control/fault-operations` answers: by service and kind, the calls it can meet; none where the app names them. */
export interface FaultOperations {
  operations: Record<string, Record<string, string[]>>;
}

/** What `GET /_control/fault` answers. */
export interface FaultState {
  faults: FaultOrder[];
  catalogue: FaultCatalogue;
  /** Trouble by dice: how many of a hundred calls meet some, as a fraction. */
  chaos?: { rate: number; seed?: number } | null;
}

/** A ready set of trouble: what happens then, and how it goes away. */
export interface Trouble {
  name: string;
  says: string;
  toClear: string;
  on: boolean;
}

/** A small world of its own to begin with. */
export interface Scenario {
  name: string;
  says: string;
}

/** Something the world does later by itself. `dueAt`: world ms. */
export interface Timer {
  kind: string;
  dueAt: number;
}

export type { ClockSnapshot };
