import { all, atLeast, below } from "../table/condition.ts";
import type { Item } from "../table/table.ts";

/**
 * Shapes of a job's item, its `v`. 1: all of a job in its item. 2: large outcomes beside it, and what persons and other
 * jobs want of it: stop, retries, dry run, parent. A build reads the newest and the one before; see docs/adr/011.
 */
export type Shape = 1 | 2;
export const oldestShape = 1 satisfies Shape;
export const newestShape = 2 satisfies Shape;

/** The item's shape is one that this build reads: part of every condition that goes on to read or change what lies in it. */
export const isReadable = all(atLeast("v", oldestShape), below("v", newestShape + 1));

/** Thrown for an item that a newer build wrote, or a much older one: this build can tell nothing of it. */
export class UnreadShape extends Error {
  constructor({ pk, v }: Item) {
    super(`job item ${String(pk)} has shape v${String(v)}; this build reads v${oldestShape} and v${newestShape}`);
    this.name = "UnreadShape";
  }
}

export const isRead = ({ v }: Item): boolean => v === oldestShape || v === newestShape;

export const shapeOf = (item: Item): Shape => {
  if (!isRead(item)) throw new UnreadShape(item);
  return item.v as Shape;
};
