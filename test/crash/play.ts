import { setTimeout as sleep } from "node:timers/promises";
import type { BotLauncher, BotProcess } from "./bot-process.ts";
import { writeDown } from "./new-jobs.ts";
import { isClaim, isOver, itemsOf, type Outcome, outcomeOf } from "./outcome.ts";
import type { Effect, Side } from "./proxy.ts";
import type { Ask, Scenario } from "./scenarios.ts";
import { openStage, type Stage } from "./stage.ts";

/** Says of each side of each changing request whether the bot dies there. */
export type Aim = (effect: Effect, side: Side) => boolean;

export interface Played {
  outcome: Outcome;
  /** Everything that was changed, in order. */
  effects: readonly Effect[];
  /** How many of them there were when each command was typed. */
  asked: readonly number[];
  /** How many of the aims were met. */
  kills: number;
}

/** Longer than any lease, claim or hold of a dead process lasts, wall-clock milliseconds. */
const deadForMs = 60_000;
const lookEveryMs = 50;
const overWithinMs = 60_000;

/**
 * Plays a scenario from the first day to its end. The bot dies once at each aim, in this order, and another takes its place.
 * Throws when it does not end, with what the bots complained of.
 */
export const play = async (scenario: Scenario, launcher: BotLauncher, aims: readonly Aim[] = []): Promise<Played> => {
  const bots: BotProcess[] = [];
  const asked: number[] = [];
  let kills = 0;
  let curtain = false;
  const stage = await openStage((effect, side) => {
    if (!aims[kills]?.(effect, side)) return false;
    kills += 1;
    bots.at(-1)?.kill();
    return true;
  });
  /** There is always a bot: where one was killed, the next begins when all that the dead one held has run out. */
  const keepOneAlive = async (): Promise<void> => {
    while (!curtain) {
      const bot = launcher.start(scenario.program ?? "bot", stage.botEnv);
      bots.push(bot);
      await bot.gone;
      if (!curtain && bots.length > kills) throw new Error("a bot ended by itself");
      await stage.clock.jump(deadForMs * stage.clock.speed);
    }
  };

  const alive = keepOneAlive();
  const people = async (): Promise<void> => {
    if (scenario.starts) await writeDown(stage, scenario.starts);
    for (const ask of scenario.asks ?? []) asked.push(await insist(stage, ask, () => bots.at(-1)));
    await until(async () => isOver(await itemsOf(stage)));
    await until(() => isSwept(stage));
  };
  try {
    await Promise.race([people(), alive]);
    return { outcome: await outcomeOf(stage), effects: [...stage.proxy.effects], asked, kills };
  } catch (error) {
    const complaints = bots.flatMap(({ complaints: said }) => said).slice(-5);
    const left = (await itemsOf(stage)).filter(({ due, outboxDue }) => due !== undefined || outboxDue !== undefined);
    const unfinished = left.map(({ operations: _, ...item }) => `not over: ${JSON.stringify(item)}`);
    throw new Error([(error as Error).message, ...unfinished, ...complaints].join("\n"), { cause: error });
  } finally {
    curtain = true;
    bots.at(-1)?.kill();
    await alive.catch(() => undefined);
    await stage.close();
  }
};

/** Nothing is claimed for a job that is over; the time until the sweep is skipped. */
const isSwept = async (stage: Stage): Promise<boolean> => {
  const claims = (await itemsOf(stage)).filter(isClaim);
  const next = Math.min(...claims.map(({ wakeAt }) => Number(wakeAt)));
  if (claims.length > 0 && next > stage.clock.now()) await stage.clock.jump(next - stage.clock.now());
  return claims.length === 0;
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const giveUpAt = performance.now() + overWithinMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`it is not over after ${overWithinMs} ms`);
    await sleep(lookEveryMs);
  }
};

/** Asks as a person does: again only when Slack said that it failed and the bot turns out not to know of it. Says after how many changes. */
const insist = async (
  stage: Stage,
  { user, channel, words, first }: Ask,
  bot: () => BotProcess | undefined,
): Promise<number> => {
  const { workplace, proxy } = stage;
  let typedAt = 0;
  await until(async () => {
    const said = words(await workplace.messages(channel, user));
    if (said === undefined) return false;
    if (!(await bot()?.ready)) return false;
    first?.(stage.world);
    typedAt = proxy.effects.length;
    const { error, request } = await workplace.type(user, channel, said);
    return error === undefined || (await itemsOf(stage)).some(({ pk }) => pk === `INTAKE#${request}`);
  });
  return typedAt;
};
