import { startBeats } from "../domain/beats.ts";
import type { Clock } from "../domain/clock.ts";
import { days } from "../domain/duration.ts";
import { within } from "../domain/within.ts";
import { dueShard } from "./store/item.ts";
import { all, equals, isThere } from "./table/condition.ts";
import { createMarkedWrites } from "./table/marked-writes.ts";
import type { Table } from "./table/table.ts";

/**
 * What somebody asked, written down before it is acknowledged: once acknowledged, no crash can lose it,
 * and the same delivery twice is one request.
 */
export interface Intake {
  /** False when this delivery was written down before. Throws when the table cannot be reached: then do not acknowledge. */
  accept(key: string, request: unknown): Promise<boolean>;
  /** Takes up what a crash left behind; undefined when it is answered already or somebody else has it. */
  takeUp(key: string, seenWakeAt: number): Promise<TakenUp | undefined>;
  /** Keeps others from taking it up while this process is still at it. The answer ends that. */
  hold(key: string): () => void;
  /** It is answered. The key is kept for a day, so that a late repeat is still known. */
  settle(key: string): Promise<void>;
}

export interface TakenUp {
  request: unknown;
  /** So old that carrying it out now would only surprise: its asker is told instead. */
  stale: boolean;
}

/** A request that was not answered by then is taken up by any worker, wall-clock milliseconds. */
const takeUpAfterMs = 20_000;
/** A holder says that often that it is still there, wall-clock milliseconds. */
const holdEveryMs = 8_000;
/** Doing what somebody asked longer ago than this would only surprise them, wall-clock milliseconds. */
const staleAfterMs = 20 * 60_000;
/** Slack waits three seconds for the acknowledgement; what is not written down by then is told to be unclear. */
const acceptWithinMs = 2_000;

export interface IntakeDeps {
  table: Table;
  clock: Clock;
  newId: () => string;
}

export const createIntake = ({ table, clock, newId }: IntakeDeps): Intake => {
  const { write, create } = createMarkedWrites(table, newId);
  const pkOf = (key: string) => `INTAKE#${key}`;
  const keepAway = (key: string) =>
    write({
      pk: pkOf(key),
      when: isThere("due"),
      set: { wakeAt: clock.now() + clock.wire(takeUpAfterMs) },
      reply: "touched",
    });
  return {
    async accept(key, request) {
      const now = clock.now();
      const item = {
        pk: pkOf(key),
        v: 1,
        request: JSON.stringify(request),
        acceptedAt: now,
        due: dueShard,
        wakeAt: now + clock.wire(takeUpAfterMs),
        ttl: Math.floor((now + days(1)) / 1000),
      };
      const isNew = await within(clock, acceptWithinMs, create(item));
      if (isNew === undefined) throw new Error(`the table did not answer within ${acceptWithinMs} ms`);
      return isNew;
    },
    async takeUp(key, seenWakeAt) {
      const now = clock.now();
      const taken = await write({
        pk: pkOf(key),
        // A request that a newer build wrote down is left to it.
        when: all(equals("wakeAt", seenWakeAt), isThere("due"), equals("v", 1)),
        set: { wakeAt: now + clock.wire(takeUpAfterMs) },
      });
      if (!taken.won) return undefined;
      const stale = now - (taken.item.acceptedAt as number) > clock.wire(staleAfterMs);
      return { request: JSON.parse(taken.item.request as string), stale };
    },
    hold(key) {
      // A beat that is missed is made up by the next: others wait longer than two of them.
      return startBeats({ clock, everyMs: holdEveryMs, beat: () => keepAway(key) });
    },
    async settle(key) {
      await write({ pk: pkOf(key), when: isThere("pk"), remove: ["due", "wakeAt", "request"], reply: "touched" });
    },
  };
};
