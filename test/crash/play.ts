import { setTimeout as sleep } from "node:timers/promises";
import type { BotProcess } from "./bot-process.ts";
import { isOver, itemsOf, type Outcome, outcomeOf } from "./outcome.ts";
import type { Effect, Side } from "./proxy.ts";
import type { Ask, Scenario } from "./scenarios.ts";
import { openStage, type Stage } from "./stage.ts";

/** Says of each side of each changing request whether the bot dies there. */
export type Aim = (effect: Effect, side: Side) => boolean;

export interface Played {
  outcome: Outcome;
  effects: readonly Effect[];
  /** How many of the aims were met. */
  kills: number;
  tookMs: number;
}

/** Longer than any lease, claim or hold of a dead process lasts, wall-clock milliseconds. */
const deadForMs = 60_000;
const lookEveryMs = 20;
const overWithinMs = 45_000;

/** Plays a scenario from the first day to its end; the bot dies once at each aim, in this order, and another takes its place. */
export const play = async (scenario: Scenario, aims: readonly Aim[] = []): Promise<Played> => {
  const began = performance.now();
  let kills = 0;
  const stage = await openStage((effect, side) => {
    if (!aims[kills]?.(effect, side)) return false;
    kills += 1;
    bot.kill();
    return true;
  });
  let bot = stage.startBot();
  let ended = false;

  /** There is always a bot: where one died, the next begins as if its leases had run out. */
  const keepOneAlive = async (): Promise<void> => {
    while (!ended) {
      await bot.gone;
      if (ended) return;
      stage.clock.skip(deadForMs * stage.clock.speed);
      bot = stage.startBot();
    }
  };

  const alive = keepOneAlive();
  try {
    for (const ask of scenario.asks) await insist(stage, ask, () => bot);
    await until(async () => isOver(await itemsOf(stage)));
    return { outcome: await outcomeOf(stage), effects: [...stage.proxy.effects], kills, tookMs: performance.now() - began };
  } finally {
    ended = true;
    bot.kill();
    await alive;
    await stage.close();
  }
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const giveUpAt = performance.now() + overWithinMs;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`it is not over after ${overWithinMs} ms`);
    await sleep(lookEveryMs);
  }
};

/** Asks as a person does: again only when Slack said that it failed and the bot turns out not to know of it. */
const insist = async (stage: Stage, { user, channel, words }: Ask, bot: () => BotProcess): Promise<void> => {
  let said: string | undefined;
  await until(async () => {
    said = words(await stage.talk.messages(channel, user));
    return said !== undefined;
  });
  for (;;) {
    const isReady = await bot().ready.then(
      () => true,
      () => false,
    );
    if (!isReady) {
      await sleep(lookEveryMs);
      continue;
    }
    const sent = await stage.talk.send(user, said as string, channel);
    if (sent.error === undefined) return;
    const taken = (await itemsOf(stage)).some(({ pk }) => pk === `INTAKE#${sent.triggerId}`);
    if (taken) return;
  }
};
