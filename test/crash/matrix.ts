import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { createRandom } from "../../sim/world/random.ts";
import { type BotLauncher, createBotLauncher } from "./bot-process.ts";
import { differences } from "./differences.ts";
import type { Outcome } from "./outcome.ts";
import { type Aim, type Played, play } from "./play.ts";
import { afterSome, at, describe, nameOf, type Point, pointsOf } from "./points.ts";
import type { Scenario } from "./scenarios.ts";

export interface MatrixOptions {
  scenarios: readonly Scenario[];
  /** Which of all points are tried. */
  choose: (points: readonly Point[]) => readonly Point[];
  /** Given: the bot that takes over dies too, at a change this seed picks. */
  twice?: { seed: number };
  /** Plays at once. */
  lanes: number;
  tell: (line: string) => void;
}

export interface MatrixReport {
  /** Found in the undisturbed runs. */
  points: number;
  tried: number;
  /** Bots killed: one a point, and one more in some with `twice`. */
  kills: number;
  /** Points whose play ended as the undisturbed one. */
  recovered: number;
  /** Points that did not come up again: how often a wait looks and a card is edited differs from run to run. */
  unmet: readonly Point[];
  failures: readonly { point: Point; why: string }[];
  tookMs: number;
}

interface Reference {
  scenario: Scenario;
  outcome: Outcome;
  points: Point[];
  changes: number;
}

/** A point that comes up late in a race may need another play. */
const triesPerPoint = 3;
const tellEvery = 50;

/** What an undisturbed play must be, or there is nothing to compare with. */
const insistOnUsual = ({ name, ends, changes, entries = [] }: Scenario, { outcome }: Played): void => {
  const keys = Object.values(outcome.posts).flatMap((posts) => posts.map(({ payload }) => payload?.key));
  const wrong = [
    ...differences(
      ends,
      outcome.jobs.map(({ state }) => state),
    ),
    ...differences(
      changes,
      outcome.calls.map(({ operation }) => operation),
    ),
    ...differences(
      entries,
      outcome.entries.map(({ step }) => step),
    ),
    ...differences(keys.length, new Set(keys).size),
  ];
  if (wrong.length > 0) throw new Error(`${name} does not go its usual way undisturbed:\n${wrong.join("\n")}`);
};

const record = async (scenario: Scenario, launcher: BotLauncher): Promise<Reference> => {
  const undisturbed = await play(scenario, launcher);
  insistOnUsual(scenario, undisturbed);
  const { outcome, effects, asked } = undisturbed;
  const first = scenario.alikeUntilAsk === undefined ? 0 : (asked[scenario.alikeUntilAsk - 1] ?? 0);
  return { scenario, outcome, points: pointsOf(scenario.name, effects, first), changes: effects.length };
};

/** The same second death for the same seed and point. */
const secondAim = (seed: number, point: Point, changes: number): Aim => {
  const random = createRandom(
    createHash("sha256")
      .update(`${seed} ${nameOf(point)}`)
      .digest()
      .readUInt32BE(),
  );
  const left = Math.max(1, changes - point.n);
  return afterSome(random.between(1, left), random.pick(["before", "after"] as const));
};

/** Kills a bot at every chosen point of every scenario, lets others take over, and compares what they leave with an undisturbed run. */
export const runMatrix = async ({ scenarios, choose, twice, lanes, tell }: MatrixOptions): Promise<MatrixReport> => {
  const began = performance.now();
  const launcher = createBotLauncher();
  const inLane = pLimit(lanes);
  const failures: { point: Point; why: string }[] = [];
  const unmet: Point[] = [];
  let [kills, recovered] = [0, 0];

  const attempt = async (point: Point, { scenario, outcome, changes }: Reference): Promise<void> => {
    for (let tries = 0; tries < triesPerPoint; tries += 1) {
      const aims = [at(point), ...(twice ? [secondAim(twice.seed, point, changes)] : [])];
      const played = await play(scenario, launcher, aims);
      const unlike = differences(outcome, played.outcome);
      if (unlike.length > 0) throw new Error(unlike.join("\n"));
      kills += played.kills;
      if (played.kills === 0) continue;
      recovered += 1;
      return;
    }
    unmet.push(point);
  };

  try {
    const references = await Promise.all(scenarios.map((scenario) => inLane(() => record(scenario, launcher))));
    for (const { scenario, points } of references) tell(`${scenario.name}: ${points.length} points`);
    const all = references.flatMap(({ points }) => points);
    const chosen = choose(all);
    let over = 0;
    await inLane.map(chosen, async (point) => {
      const reference = references.find(({ scenario }) => scenario.name === point.scenario) as Reference;
      try {
        await attempt(point, reference);
      } catch (error) {
        failures.push({ point, why: (error as Error).message });
        tell(`FAILED ${describe(point)}\n${(error as Error).message}`);
      }
      over += 1;
      if (over % tellEvery === 0) tell(`${over} of ${chosen.length} tried`);
    });
    const tookMs = performance.now() - began;
    return { points: all.length, tried: chosen.length, kills, recovered, unmet, failures, tookMs };
  } finally {
    launcher.close();
  }
};
