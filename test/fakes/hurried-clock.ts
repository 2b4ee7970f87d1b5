import { setTimeout as realSleep } from "node:timers/promises";
import type { Clock } from "../../src/domain/clock.ts";

/** The wall clock, until it is hurried: for limits of the wall clock that no test wants to sit out. */
export interface HurriedClock extends Clock {
  /** From now on it runs that many times faster; a sleep that began before ends when it would have ended. */
  hurry(times: number): void;
}

export const createHurriedClock = (): HurriedClock => {
  let [speed, since, asOf] = [1, performance.now(), Date.now()];
  const now = () => Math.round(asOf + (performance.now() - since) * speed);
  return {
    now,
    wire: (realMs) => realMs,
    sleep: (worldMs, signal) =>
      realSleep(Math.max(0, worldMs) / speed, undefined, signal ? { signal } : {}).catch(() => undefined),
    hurry(times) {
      [asOf, since] = [now(), performance.now()];
      speed = times;
    },
  };
};
