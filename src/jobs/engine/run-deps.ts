import type { Clock } from "../../domain/clock.ts";
import type { Turns } from "../lanes/turns.ts";
import type { Given } from "../rules.ts";
import type { ChildJobs } from "./child-jobs.ts";
import type { History } from "./history.ts";

export type AnyGiven = Given<unknown, Record<string, unknown>>;

/** What a step is given, before its looks and acts add the moment they begin. */
export type StepGiven = Omit<AnyGiven, "now" | "tried">;

export interface RunDeps {
  clock: Clock;
  random: () => number;
  history: History;
  /** Absent where no lanes are set up: then no workflow may ask for a turn. */
  turns?: Turns;
  /** Absent where no other workflows are known: then no workflow may have child jobs. */
  children?: ChildJobs;
  warn: (step: string, error: unknown) => void;
}
