import { minutes, seconds } from "../../src/domain/duration.ts";
import type { Dice } from "./dice.ts";
import { permitLanes } from "./lanes.ts";

/** When something that is waited for comes about, after the first look. */
export type Comes = { is: "by-itself"; afterMs: number } | { is: "by-a-person" } | { is: "never" };

export interface ActPlan {
  is: "act";
  name: string;
  natural: boolean;
  settlesAfterMs: number;
  longestCallMs: number;
  giveUpAfterMs: number;
  lane?: string;
  always?: boolean;
}

/** One step of a workflow that nobody wrote. */
export type StepPlan =
  | { is: "read"; name: string; giveUpAfterMs: number }
  | ActPlan
  | { is: "wait"; name: string; optional: boolean; comes: Comes; everyMs: number; giveUpAfterMs: number }
  | { is: "each"; name: string; workflow: string; items: number; stopsOnRefusal: boolean };

export interface WorkflowPlan {
  name: string;
  steps: readonly StepPlan[];
  /** It claims the person it is about, until the step of that name is done or to its end. */
  claims?: { until?: string };
}

const drawComes = (dice: Dice): Comes =>
  dice.pick<Comes>([
    { is: "by-itself", afterMs: 0 },
    { is: "by-itself", afterMs: seconds(dice.between(1, 60)) },
    { is: "by-a-person" },
    { is: "never" },
  ]);

const drawAct = (dice: Dice, name: string): ActPlan => ({
  is: "act",
  name,
  natural: dice.chance(0.3),
  settlesAfterMs: dice.pick([0, 0, seconds(5), seconds(30), minutes(2)]),
  longestCallMs: dice.pick([seconds(2), seconds(10), seconds(30), minutes(1)]),
  giveUpAfterMs: dice.pick([seconds(30), minutes(3)]),
  ...(dice.chance(0.25) ? { lane: dice.pick(Object.keys(permitLanes)) } : {}),
});

const drawStep = (dice: Dice, name: string): StepPlan => {
  const is = dice.pick(["read", "act", "act", "act", "wait"] as const);
  if (is === "read") return { is, name, giveUpAfterMs: dice.pick([seconds(30), minutes(3)]) };
  if (is === "act") return drawAct(dice, name);
  const comes = drawComes(dice);
  const giveUpAfterMs = comes.is === "by-a-person" ? minutes(30) : dice.pick([seconds(20), minutes(2)]);
  return { is, name, optional: dice.chance(0.4), comes, everyMs: seconds(dice.pick([1, 5, 30])), giveUpAfterMs };
};

const drawClaims = (dice: Dice, steps: readonly StepPlan[]): Pick<WorkflowPlan, "claims"> => {
  if (dice.chance(0.7)) return {};
  return { claims: dice.chance(0.5) ? {} : { until: dice.pick(steps).name } };
};

const drawList = (dice: Dice, most: number): StepPlan[] =>
  Array.from({ length: dice.between(1, most) }, (_, index) => drawStep(dice, `step-${index + 1}`));

const drawAlways = (dice: Dice): StepPlan[] =>
  dice.chance(0.3) ? [{ ...drawAct(dice, "always-1"), always: true }] : [];

/** A workflow for single jobs. */
const drawSingle = (dice: Dice, name: string): WorkflowPlan => {
  const list = drawList(dice, 6);
  return { name, steps: [...list, ...drawAlways(dice)], ...drawClaims(dice, list) };
};

/** A workflow with child jobs of another one. */
const drawMany = (dice: Dice, name: string, workflow: string): WorkflowPlan => {
  const each = {
    is: "each",
    name: "items",
    workflow,
    items: dice.between(1, 4),
    stopsOnRefusal: dice.chance(0.5),
  } as const;
  const [before, after] = [drawStep(dice, "step-1"), drawStep(dice, "step-2")];
  const list = dice.pick<StepPlan[]>([[each], [before, each], [each, after]]);
  return { name, steps: [...list, ...drawAlways(dice)] };
};

export const drawWorkflows = (dice: Dice): WorkflowPlan[] => {
  const single = Array.from({ length: dice.between(1, 2) }, (_, index) => drawSingle(dice, `flow-${index + 1}`));
  return dice.chance(0.3) ? [...single, drawMany(dice, "many", "flow-1")] : single;
};
