import { seconds } from "../../src/domain/duration.ts";
import type { Bot } from "./bot.ts";
import type { Dice } from "./dice.ts";
import type { Process } from "./process.ts";
import type { Stage } from "./stage.ts";

interface Running {
  process: Process;
  bot: Bot;
}

/** Processes that are replaced when they die, as a service replaces its tasks. */
export interface Fleet {
  /** Somebody to talk to; undefined while none is there. */
  any(): Running | undefined;
  /** SIGTERM to one of them, SIGKILL when it takes too long, and another in its place. */
  drainOne(): void;
  /** Processes that died in the middle so far. */
  readonly deaths: number;
}

/** A service's patience with a task that it told to stop, milliseconds. */
const stopWithinMs = seconds(30);
const roundMs = seconds(1);

export const createFleet = (stage: Stage, size: number, dice: Dice): Fleet => {
  const { host, trace, promises } = stage;
  const running: Running[] = Array.from({ length: size }, stage.start);
  let deaths = 0;

  const replace = (old: Running, afterMs: number): void => {
    running.splice(running.indexOf(old), 1);
    host.after(afterMs, () => running.push(stage.start()));
  };

  const round = (): void => {
    for (const each of running.filter(({ process }) => process.dead)) {
      deaths += 1;
      replace(each, dice.between(0, seconds(60)));
    }
    host.after(roundMs, round);
  };
  round();

  const alive = (): Running[] => running.filter(({ process }) => !process.dead);

  return {
    any: () => (alive().length > 0 ? dice.pick(alive()) : undefined),
    drainOne() {
      if (alive().length === 0) return;
      const one = dice.pick(alive());
      const { process, bot } = one;
      trace.note(process.name, "is told to stop");
      replace(one, dice.between(0, seconds(10)));
      let stopped = false;
      process.inside(() =>
        bot.stop().then(
          () => {
            stopped = true;
            trace.note(process.name, "stopped");
            process.kill();
          },
          (error) => promises.insist(false, () => `${process.name} could not stop: ${error}`),
        ),
      );
      host.after(stopWithinMs, () => {
        if (!stopped) trace.note(process.name, "is killed, for it did not stop");
        process.kill();
      });
    },
    get deaths() {
      return deaths;
    },
  };
};
