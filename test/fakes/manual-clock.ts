import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../src/domain/clock.ts";

interface Sleeper {
  dueAt: number;
  wake: () => void;
}

export interface ManualClock extends Clock {
  /** Moves world time, waking sleepers in the order they are due and letting each one's work settle before the next. */
  advance(worldMs: number): Promise<void>;
  /** How many are asleep now. */
  readonly asleep: number;
}

/** Time that moves only when told. Starts on a fixed Monday; one real millisecond is `speed` of the world's. */
export const createManualClock = (options: { now?: number; speed?: number } = {}): ManualClock => {
  let now = options.now ?? Date.UTC(2026, 2, 2, 9, 0, 0);
  const speed = options.speed ?? 1;
  let sleepers: Sleeper[] = [];

  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 3; turns += 1) await turn();
  };

  return {
    now: () => now,
    wire: (realMs) => realMs * speed,
    sleep: (worldMs, signal) =>
      new Promise((resolve) => {
        if (worldMs <= 0 || signal?.aborted) return resolve();
        const sleeper: Sleeper = { dueAt: now + worldMs, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener(
          "abort",
          () => {
            sleepers = sleepers.filter((other) => other !== sleeper);
            resolve();
          },
          { once: true },
        );
      }),
    async advance(worldMs) {
      const until = now + worldMs;
      await settle();
      for (;;) {
        const next = sleepers.toSorted((one, other) => one.dueAt - other.dueAt)[0];
        if (!next || next.dueAt > until) break;
        sleepers = sleepers.filter((other) => other !== next);
        now = Math.max(now, next.dueAt);
        next.wake();
        await settle();
      }
      now = until;
      await settle();
    },
    get asleep() {
      return sleepers.length;
    },
  };
};
