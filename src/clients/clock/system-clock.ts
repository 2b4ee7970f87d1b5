import type { Clock } from "../../domain/clock.ts";
import { sleepUntil } from "./sleep-until.ts";

/** The host's own clock: world time is real time. */
export const systemClock = (): Clock => ({
  now: () => Date.now(),
  sleep: (worldMs, signal) =>
    sleepUntil({ now: () => Date.now(), realPerWorld: () => 1, dueAt: Date.now() + worldMs, signal }),
  wire: (realMs) => realMs,
});
