import type { ProblemRecord } from "../../domain/problem.ts";

/** How a child stands, as its parent was last told. "stopped": it ended without being done, or was never begun. */
export type ChildState = "at-work" | "done" | "failed" | "stopped" | "parked";

/** What was told of one child. */
export interface Told {
  state: ChildState;
  /** The child's epoch then: it ends at most once in each, so later news carry a higher one. Less than 0 for one that was never begun. */
  epoch: number;
  /** The parent's retries that this child knew of. */
  round: number;
}

/** Of a child that did not go well: what people are shown without anybody reading the child. */
export interface ChildProblem {
  title: string;
  problem: ProblemRecord;
}

/** What a job knows of the child jobs of one of its steps: all of it told by them. */
export interface StepChildren {
  total: number;
  /** By child id; those not in it have told nothing yet. */
  told: Readonly<Record<string, Told>>;
  /** By child id; some of those that did not go well. */
  problems: Readonly<Record<string, ChildProblem>>;
  /** The first child whose problem means that the others need not begin. */
  halted?: ChildProblem & { jobId: string };
}

/** What a child knows of its parent. */
export interface ParentLink {
  jobId: string;
  step: string;
  /** How often the parent had been had to go on when it last began or resumed this child. */
  round: number;
  /** Failing with one of these halts the children that have not acted yet. */
  stopOn: readonly string[];
}

/** Told to a parent: how its child stands since `epoch`. */
export interface ChildNews {
  id: string;
  parent: ParentLink;
  epoch: number;
  title: string;
  state: ChildState;
  problem?: ProblemRecord | undefined;
}

const overStates: ReadonlySet<ChildState> = new Set(["done", "failed", "stopped"]);
/** A parked child is not over: a person has it go on, or cancels it. */
export const isToldOver = (told: Told | undefined): boolean => told !== undefined && overStates.has(told.state);

/** True when a parent wants the children of this step to end before they act: it was cancelled, or one of them failed in a way that stops all. */
export const isHeld = (
  { stop, children }: { stop?: unknown; children: Readonly<Record<string, StepChildren>> },
  step: string,
): boolean => stop !== undefined || children[step]?.halted !== undefined;

export const allToldOver = ({ total, told }: StepChildren): boolean =>
  Object.values(told).filter(isToldOver).length >= total;
