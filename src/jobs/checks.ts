import { minutes } from "../domain/duration.ts";
import { defaults } from "./rules.ts";
import type { AnyShape, AnyStep } from "./workflow.ts";

/** What is wrong with a workflow is said when it is defined, long before one of its jobs could meet it. */

/** The longest lease a call may ask for: a dead worker's job waits this long for the next. */
const longestCallAllowedMs = minutes(5);
/** A colon parts a step's name from what the engine adds to it. */
const goodName = /^[a-z][a-z0-9-]*$/;

const isLimit = (ms: number): boolean => Number.isFinite(ms) && ms > 0;

const insist = (isSo: boolean, step: string, wrong: string): void => {
  if (!isSo) throw new Error(`step ${step}: ${wrong}`);
};

const checkActing = ({ name, rules, always }: AnyStep, before: readonly AnyShape[]): void => {
  const { act, longestCallMs = defaults.longestCallMs, settlesAfterMs = 0, mostDoubts = 1, turn, undoes } = rules;
  insist(isLimit(longestCallMs), name, `a call of ${longestCallMs} ms has no limit`);
  insist(longestCallMs <= longestCallAllowedMs, name, `a call of ${longestCallMs} ms would outlive its lease`);
  insist(Number.isFinite(settlesAfterMs) && settlesAfterMs >= 0, name, "a doubt that never settles ends nothing");
  insist(mostDoubts >= 1, name, "it may leave no doubt at all, so it could never act");
  insist(act !== undefined || turn === undefined, name, "it takes a turn and has no act");
  if (undoes === undefined) return;
  const undone = before.find((other) => other.name === undoes);
  insist(always, name, "only a step that always runs can undo another");
  insist(undone?.shape === "step" && !undone.always, name, `it undoes ${undoes}, which is no step before it that acts`);
};

/** Throws for a step that could not follow on `before`. */
export const checkStep = (step: AnyShape, before: readonly AnyShape[]): void => {
  const { name, rules } = step;
  if (before.some((other) => other.name === name)) throw new Error(`two steps are called ${name}`);
  insist(goodName.test(name), name, "its name is not made of small letters, digits and hyphens");
  const { giveUpAfterMs = defaults.giveUpAfterMs } = rules;
  insist(isLimit(giveUpAfterMs), name, `${giveUpAfterMs} ms are no limit`);
  if (step.shape === "step") checkActing(step, before);
};

/** Throws where a turn would end at a step that is not there, or that comes before it begins. */
export const checkTurns = (steps: readonly AnyShape[]): void => {
  for (const [index, step] of steps.entries()) {
    const until = step.shape === "step" ? step.rules.turn?.until : undefined;
    if (until === undefined) continue;
    const end = steps.findIndex(({ name }) => name === until);
    insist(end >= index, step.name, `its turn ends with ${until}, which is neither itself nor a step after it`);
    insist(steps[end]?.always === step.always, step.name, `its turn ends with ${until}, which runs at another time`);
  }
};
