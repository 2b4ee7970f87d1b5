import { setImmediate as turn } from "node:timers/promises";
import type { Table } from "../../src/jobs/table/table.ts";
import { createLossyTable } from "../fakes/lossy-table.ts";
import type { ManualClock } from "../fakes/manual-clock.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { until } from "../fakes/pump.ts";
import { startTable } from "../servers/table.ts";

/** A table, and what a test can do to it. */
export interface TableUnderTest {
  table: Table;
  /** The next write lands, and its reply is lost. */
  loseNextReply(meanwhile?: () => Promise<unknown>): void;
  /** From now on every call fails, or none again. */
  cutOff(isCut: boolean): void;
  /** Moves the world on in steps, each when nobody waits for the table, until something is so. */
  pass(clock: ManualClock, isSo: () => boolean, how?: { stepMs?: number; mostMs?: number }): Promise<void>;
  close(): Promise<void>;
}

const underTest = (inner: Table, close: () => Promise<void>): TableUnderTest => {
  const { table: lossy, loseNextReply } = createLossyTable(inner);
  let calls = 0;
  let cut = false;
  const watched = async <T>(call: () => Promise<T>): Promise<T> => {
    if (cut) throw new Error("the table cannot be reached");
    calls += 1;
    try {
      return await call();
    } finally {
      calls -= 1;
    }
  };
  return {
    table: {
      update: (change) => watched(() => lossy.update(change)),
      put: (item, when) => watched(() => lossy.put(item, when)),
      remove: (pk, when) => watched(() => lossy.remove(pk, when)),
      get: (pk) => watched(() => lossy.get(pk)),
      query: (query) => watched(() => lossy.query(query)),
    },
    loseNextReply,
    cutOff(isCut) {
      cut = isCut;
    },
    async pass(clock, isSo, { stepMs = 50, mostMs = 600_000 } = {}) {
      for (let moved = 0; !isSo(); moved += stepMs) {
        if (moved > mostMs) throw new Error(`it was not so after ${moved} ms of the world`);
        await turn();
        await until(() => calls === 0);
        await clock.advance(stepMs);
      }
    },
    close,
  };
};

/** Every kind of table, by name. */
export const tables: readonly (readonly [name: string, open: () => Promise<TableUnderTest>])[] = [
  ["in memory", async () => underTest(createMemoryTable(), async () => undefined)],
  [
    "in DynamoDB",
    async () => {
      const { table, close } = await startTable();
      return underTest(table, close);
    },
  ],
];
