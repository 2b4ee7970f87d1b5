import type { Condition, Path } from "./condition.ts";

/** Plain values of one item: strings, numbers, booleans, lists, maps, and `Set<string>`. */
export type Item = Record<string, unknown>;

/** A change of one item under one condition. Whatever it names with `add`, `append` or inside a map must be there already. */
export interface Change {
  pk: string;
  when: Condition;
  set?: Record<Path, unknown>;
  /** Set only where there is nothing yet. */
  setIfAbsent?: Record<Path, unknown>;
  /** Set to what another attribute holds before this change, or to `or` where it holds nothing. */
  copy?: Record<Path, { from: Path; or: unknown }>;
  add?: Record<Path, number>;
  append?: Record<Path, readonly unknown[]>;
  remove?: readonly Path[];
  /** What the reply holds: the whole item (so by default), or only what this change touched. */
  reply?: "whole" | "touched";
}

export interface IndexQuery {
  index: string;
  /** Name and value of the index's partition key. */
  key: readonly [name: string, value: string];
  /** Name of the sort key and its highest value wanted. */
  upTo?: readonly [name: string, value: number];
  /** Only rows with these values; `limit` counts rows looked at. */
  only?: Record<string, readonly string[]>;
  newestFirst?: boolean;
  limit: number;
  /** Where the page before ended. */
  from?: Item;
}

/** Thrown when the condition of a write did not hold: nothing was written. */
export class ConditionFailed extends Error {
  constructor(pk: string) {
    super(`the condition on ${pk} did not hold`);
    this.name = "ConditionFailed";
  }
}

/** What came of a write; undefined when its condition did not hold, which is as good to whoever may repeat it. */
export const ifItHolds = async <T>(write: Promise<T>): Promise<T | undefined> => {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/**
 * The one table, as small as everything here can be built on: single-item conditional writes, reads of one item, index queries.
 * A write that throws anything but ConditionFailed may have landed.
 */
export interface Table {
  /** Resolves with the item, or what was touched of it, as it is after the change. A change that names no item there makes one, if its condition holds. */
  update(change: Change): Promise<Item>;
  put(item: Item & { pk: string }, when: Condition): Promise<void>;
  /** Throws ConditionFailed where it is not as expected; an item that is not there counts as empty. */
  remove(pk: string, when: Condition): Promise<void>;
  /** As it is now, not as it was a moment ago. */
  get(pk: string): Promise<Item | undefined>;
  /** May be stale. Rows hold their keys and what the index keeps beside them. */
  query(query: IndexQuery): Promise<{ rows: Item[]; next?: Item }>;
}
