import type { Clock } from "../../domain/clock.ts";
import { days } from "../../domain/duration.ts";
import { equals, isAbsent } from "../table/condition.ts";
import { createMarkedWrites } from "../table/marked-writes.ts";
import type { Item, Table } from "../table/table.ts";

/** What to write in place of what there is, and the answer for whoever asked. Without `set` nothing is written. */
export interface Decided<T> {
  set?: Record<string, unknown>;
  answer: T;
}
/** May look elsewhere before it answers: what it decides lands only if nobody changed the item since. */
export type Decide<T> = (lane: Item) => Decided<T> | Promise<Decided<T>>;

/** The shared state of the lanes, one item each. */
export interface LaneItems {
  /** Decides on what is surely so now. Throws when the table cannot be reached, or too many others write at once. */
  change<T>(lane: string, decide: Decide<T>): Promise<T>;
  /** The same, but it decides first on what this process saw last: one call where nobody else wrote since. */
  changeSeen<T>(lane: string, decide: Decide<T>): Promise<T>;
}

/** Each time somebody wins, so many losers in a row mean that something else is wrong. */
const tries = 50;
/** A lane that nobody uses is as good as new. */
const keepMs = days(2);

export const createLaneItems = ({
  table,
  clock,
  newId,
}: {
  table: Table;
  clock: Clock;
  newId: () => string;
}): LaneItems => {
  const { write } = createMarkedWrites(table, newId);
  const seen = new Map<string, Item | undefined>();

  const insistOnShape = (pk: string, item: Item | undefined): void => {
    if (item && item.v !== 1) throw new Error(`lane item ${pk} has shape v${String(item.v)}; this build reads v1`);
  };

  const decideUntilWritten = async <T>(lane: string, decide: Decide<T>): Promise<T> => {
    const pk = `LANE#${lane}`;
    for (let n = 0; n < tries; n += 1) {
      const before = seen.get(pk);
      insistOnShape(pk, before);
      const { set, answer } = await decide(before ?? {});
      if (!set) return answer;
      const written = await write({
        pk,
        // Whoever writes leaves a name of its own: an item with another one has been changed since.
        when: before === undefined ? isAbsent("pk") : equals("writeId", before.writeId as string),
        set: { v: 1, ttl: Math.floor((clock.now() + keepMs) / 1000), ...set },
      });
      seen.set(pk, written.item);
      if (written.won) return answer;
    }
    throw new Error(`${pk} was changed by others ${tries} times in a row`);
  };

  return {
    async change(lane, decide) {
      const pk = `LANE#${lane}`;
      seen.set(pk, await table.get(pk));
      return decideUntilWritten(lane, decide);
    },
    changeSeen: decideUntilWritten,
  };
};
