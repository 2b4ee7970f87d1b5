import type { DurableContext } from "@aws/durable-execution-sdk-js";
import { minutes } from "../../domain/duration.ts";
import { recordOf } from "../../domain/problem.ts";
import type { AnyShape } from "../workflow.ts";
import { said } from "./attempt.ts";
import type { StepOutcome } from "./outcome.ts";
import { retried } from "./retried.ts";
import type { RunDeps, StepGiven } from "./run-deps.ts";
import { itemsOf } from "./run-each.ts";

/** Somebody waits for the answer, and nothing is lost by giving up. */
const patienceMs = minutes(2);

/** A look asked for what a step that only would be done is to find. */
class NotThereYet extends Error {
  readonly after: string;
  constructor(after: string) {
    super(`a dry run has no result of "${after}"`);
    this.name = "NotThereYet";
    this.after = after;
  }
}

/** What the steps before found; reading what one of the `planned` (their titles by name) would find throws. */
const guarded = (found: Record<string, unknown>, planned: ReadonlyMap<string, string>): Record<string, unknown> =>
  new Proxy(found, {
    get: (target, name) => {
      const title = planned.get(String(name));
      if (title !== undefined) throw new NotThereYet(title);
      return target[String(name)];
    },
  });

/** One look and no act: what is done already, what would be done, or why it could not be. */
const planOnce = async (step: AnyShape, given: StepGiven, now: number): Promise<StepOutcome> => {
  try {
    if (step.shape === "each") return { is: "planned", note: `for each of ${itemsOf(step, given).length}` };
    const found = await step.rules.look({ ...given, now, tried: false });
    if (found.is === "done") return said(step.rules, found.value, found.note);
    if (found.is === "blocked") return { is: "problem", problem: recordOf(found.problem) };
    return { is: "planned", ...(found.is === "not-yet" ? { note: found.note } : {}) };
  } catch (error) {
    if (error instanceof NotThereYet) return { is: "planned", note: `after: ${error.after}` };
    throw error;
  }
};

/** Runs one step of a dry run durably: it looks once and changes nothing. */
export const runPlanned = (
  step: AnyShape,
  context: DurableContext,
  given: StepGiven,
  planned: ReadonlyMap<string, string>,
  deps: RunDeps,
): Promise<StepOutcome> =>
  retried(
    { name: step.name, giveUpAfterMs: patienceMs, acts: false },
    () => planOnce(step, { ...given, found: guarded(given.found, planned) }, deps.clock.now()),
    context,
    deps,
  );
