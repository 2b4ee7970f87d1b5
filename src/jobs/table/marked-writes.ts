import { isAbsent } from "./condition.ts";
import { type Change, ConditionFailed, type Item, type Table } from "./table.ts";

/** With `won: false`, `item` is as it is now; undefined when there is none. */
export type Written = { won: true; item: Item } | { won: false; item: Item | undefined };

/**
 * Attribute for a write's own id. Parties that write to one item side by side need one each:
 * an id must not be written over before it is read back.
 */
export type Mark = "writeId" | "ownerWriteId" | "senderWriteId" | "wishWriteId";

/** Writes that know their own hand: one that landed though its reply was lost still counts as won. Throws where the table does not tell. */
export interface MarkedWrites {
  write(change: Change & { mark?: Mark }): Promise<Written>;
  /** Puts an item that must not be there yet; false when it is. */
  create(item: Item & { pk: string }): Promise<boolean>;
}

export const createMarkedWrites = (table: Table, newWriteId: () => string): MarkedWrites => {
  return {
    async write({ mark = "writeId", ...change }) {
      const writeId = newWriteId();
      try {
        return { won: true, item: await table.update({ ...change, set: { ...change.set, [mark]: writeId } }) };
      } catch (error) {
        const item = await table.get(change.pk);
        if (item?.[mark] === writeId) return { won: true, item };
        if (error instanceof ConditionFailed) return { won: false, item };
        throw error;
      }
    },
    async create(item) {
      const writeId = newWriteId();
      try {
        await table.put({ ...item, writeId }, isAbsent("pk"));
        return true;
      } catch (error) {
        if ((await table.get(item.pk))?.writeId === writeId) return true;
        if (error instanceof ConditionFailed) return false;
        throw error;
      }
    },
  };
};
