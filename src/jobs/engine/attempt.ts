import { waitedSoFar } from "../../domain/calls.ts";
import { isProblem, type Problem, recordOf } from "../../domain/problem.ts";
import { unexpectedProblem } from "../../domain/unexpected.ts";
import type { Look } from "../look.ts";
import { defaults } from "../rules.ts";
import type { AnyStep } from "../workflow.ts";
import { askedInVain, doubtsIn, insistOnSettled, mostDoubtsByDefault } from "./doubt.ts";
import { parked, type StepOutcome } from "./outcome.ts";
import type { AnyGiven, RunDeps } from "./run-deps.ts";
import { StepTrouble } from "./trouble.ts";

const stopped: StepOutcome = { is: "stopped" };

/** What came of a good look or act, in the step's own words unless the look had others. */
export const said = (
  rules: { say?: (value: unknown) => string },
  value: unknown,
  note = rules.say?.(value),
): StepOutcome => ({ is: "done", value, ...(note ? { note } : {}) });

/**
 * A look that is refused for good says nothing of what an earlier try did. "unseen": one may have acted, so that is for a person
 * to find out, and no failure.
 */
const lookAt = async (
  { name, rules }: AnyStep,
  given: AnyGiven,
  warn: RunDeps["warn"],
): Promise<Look<unknown> | { is: "unseen"; problem: Problem }> => {
  try {
    return await rules.look(given);
  } catch (error) {
    const mayPass = isProblem(error) && (error.retryable || error.outcome === "unknown");
    if (!given.tried || mayPass) throw error;
    if (!isProblem(error)) warn(name, error);
    return { is: "unseen", problem: isProblem(error) ? error : unexpectedProblem(error) };
  }
};

/** One try: look, and act only on "to do", when no earlier try can still be at work and nobody wants the job to end. */
export const attempt = async (
  step: AnyStep,
  given: AnyGiven,
  { clock, history, warn }: RunDeps,
): Promise<StepOutcome> => {
  const { name, rules } = step;
  const mustStop = (): boolean => !step.always && history.stopAskedAt() !== undefined;
  // Nothing of this step can be under way. What an earlier try may have done is looked for first.
  if (mustStop() && !given.tried) return stopped;
  const found = await lookAt(step, given, warn);
  if (found.is === "done") return said(rules, found.value, found.note);
  if (found.is === "unseen") return parked(found.problem);
  insistOnSettled(history.tries(name), rules.settlesAfterMs ?? 0, clock);
  if (found.is === "blocked") return { is: "problem", problem: recordOf(found.problem) };
  if (found.is === "not-yet" || !rules.act) {
    throw new Error(`step ${name} answered "${found.is}", which only a wait or an act can take`);
  }
  await history.holdLease(rules.longestCallMs ?? defaults.longestCallMs);
  if (mustStop()) return stopped;
  const doubts = doubtsIn(history.triesNow(name));
  if (doubts >= (rules.mostDoubts ?? mostDoubtsByDefault)) return parked(askedInVain(doubts));
  const began = clock.now() - waitedSoFar();
  // What waited for its turn was sent that much later.
  const actedAt = (): number => began + waitedSoFar();
  try {
    return said(rules, await rules.act(given));
  } catch (error) {
    if (isProblem(error) && error.outcome === "unknown") throw new StepTrouble(error, { actedAt: actedAt() });
    if (isProblem(error)) throw error;
    // Nobody foresaw it, so nobody knows what was done by then: a person settles it.
    warn(name, error);
    return parked(unexpectedProblem(error), actedAt());
  }
};
