/** One step of a plan, in plain words. */
export interface PlanLine {
  title: string;
  note?: string;
}

/** What a dry run found: it looked at everything and changed nothing. */
export interface Plan {
  kind: "plan";
  /** Already so, or found out by looking. */
  done: readonly PlanLine[];
  /** What would be done or waited for, in order. */
  wouldDo: readonly PlanLine[];
  /** What would be done in the end, however the rest goes. */
  always: readonly PlanLine[];
}

/** True for a job's result that is a plan. */
export const isPlan = (result: unknown): result is Plan =>
  typeof result === "object" && result !== null && (result as { kind?: unknown }).kind === "plan";
