import type { Clock } from "../../domain/clock.ts";
import type { Lanes, RateLane } from "../../domain/lane.ts";
import type { Log } from "../../domain/log.ts";
import { within } from "../../domain/within.ts";
import type { LaneItems } from "./lane-items.ts";
import { laneOf } from "./lane-of.ts";
import { createLines } from "./lines.ts";
import { farthestMs, rateStateOf, slowed, ticket } from "./rate.ts";

/** `afterMs` is world time. */
export type Taken = { is: "yours" } | { is: "later"; afterMs: number };

/**
 * How fast all processes together may ask an outside system. A courtesy, not a promise: while the table cannot be reached,
 * everybody may go on. Nothing here throws but for a lane that nobody set up.
 */
export interface Rates {
  /**
   * Waits for one request's turn; "later" when that would take longer than `patienceMs` (wall clock, two seconds unless said,
   * a minute at most), and then nothing was taken. `urgent` goes before others.
   */
  take(lane: string, how?: { urgent?: boolean; patienceMs?: number }): Promise<Taken>;
  /** Counts a request that does not wait for its turn. */
  count(lane: string): Promise<void>;
  /** The system said that it is too much: everybody slows down, and recovers within a minute or so. */
  throttled(lane: string): Promise<void>;
}

/** A turn taken, and its moment: world milliseconds. */
type Turn = { is: "yours"; at: number } | Extract<Taken, { is: "later" }>;

/** Wall-clock milliseconds. */
const usualPatienceMs = 2_000;
/** A table that takes longer than this is not waited for, wall-clock milliseconds. */
const answerWithinMs = 1_000;

export const createRates = ({
  lanes,
  items,
  clock,
  log,
}: {
  lanes: Lanes;
  items: LaneItems;
  clock: Clock;
  log: Log;
}): Rates => {
  const { wire } = clock;
  const inLine = createLines();

  /** Undefined when the table did not say. */
  const ask = <T>(lane: string, work: () => Promise<T>): Promise<T | undefined> =>
    inLine(lane, async () => {
      const unheard = (error?: unknown) => {
        log.warn({ lane, ...(error === undefined ? {} : { err: error }) }, "a lane's limit could not be asked for");
        return undefined;
      };
      const answer = work().then((value) => ({ value }));
      try {
        const heard = await within(clock, answerWithinMs, answer);
        return heard ? heard.value : unheard();
      } catch (error) {
        return unheard(error);
      }
    });

  /** The moment of the turn; "later" when it lies more than `mostMs` ahead (world time). */
  const turn = (name: string, { limits }: RateLane, urgent: boolean, mostMs: number): Promise<Turn> =>
    items.changeSeen<Turn>(name, (item) => {
      const now = clock.now();
      const { at, next } = ticket(rateStateOf(item), limits, { now, wire, urgent });
      const aheadMs = at - now;
      if (aheadMs > mostMs) return { answer: { is: "later", afterMs: aheadMs - mostMs } };
      return { set: { ...next }, answer: { is: "yours", at } };
    });

  return {
    async take(name, { urgent = false, patienceMs = usualPatienceMs } = {}) {
      const lane = laneOf(lanes, name, "rate");
      const taken = await ask(name, () => turn(name, lane, urgent, wire(Math.min(patienceMs, farthestMs))));
      if (taken?.is === "later") return taken;
      if (taken) await clock.sleep(taken.at - clock.now());
      return { is: "yours" };
    },
    async count(name) {
      const lane = laneOf(lanes, name, "rate");
      await ask(name, () => turn(name, lane, true, wire(farthestMs)));
    },
    async throttled(name) {
      laneOf(lanes, name, "rate");
      await ask(name, () =>
        items.changeSeen(name, (item) => {
          const next = slowed(rateStateOf(item), clock.now(), wire);
          return { ...(next ? { set: { ...next } } : {}), answer: undefined };
        }),
      );
    },
  };
};
