import { setTimeout as realSleep } from "node:timers/promises";
import type { ManualClock } from "./manual-clock.ts";

/** Real time in which servers answer, between two steps of the world: DynamoDB Local needs more of it than those in this process. */
const [turnMs, patience] = process.env.DYNAMODB_LOCAL ? [16, 4] : [4, 1];

/**
 * Moves the world on in small steps, each followed by real time in which real servers answer, until something is so.
 * `stepMs`: world milliseconds a step. `mostMs` and `realMs`: how long at most, of the world and really.
 */
export const pump = async (
  clock: ManualClock,
  isSo: () => Promise<boolean> | boolean,
  { stepMs = 100, mostMs = 60_000, realMs = 15_000 }: { stepMs?: number; mostMs?: number; realMs?: number } = {},
): Promise<void> => {
  const end = Date.now() + realMs * patience;
  for (let moved = 0; !(await isSo()); moved += stepMs) {
    if (moved > mostMs || Date.now() > end) throw new Error(`it was not so after ${moved} ms of the world`);
    await clock.advance(stepMs);
    await realSleep(turnMs);
  }
};

/** Lets real servers answer while the world stands still. */
export const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("it did not come about in time");
    await realSleep(4);
  }
};
