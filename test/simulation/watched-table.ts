import type { Change, IndexQuery, Item, Table } from "../../src/jobs/table/table.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import type { Dice } from "./dice.ts";
import type { Host } from "./host.ts";

/** Whose write it is. */
export interface Writer {
  process: string;
  /** The claim under which it was made, for writes that need one. */
  claim: Claimed | undefined;
}

/** A job in one of its claims. */
export interface Claimed {
  job: string;
  epoch: number;
}

/** One item before and after a write that landed. */
export type Look = (write: { pk: string; before: Item | undefined; after: Item | undefined; by: Writer }) => void;

/** The table itself, at the far end of every wire. It shows each write that landed, and remembers what it held before. */
export interface WatchedTable {
  readonly items: ReadonlyMap<string, Item>;
  /** Writes that landed. */
  readonly writes: number;
  by(writer: Writer): Pick<Table, "update" | "put" | "remove">;
  get: Table["get"];
  query(query: IndexQuery): ReturnType<Table["query"]>;
  /** The same query, on an index that for some items lags behind by up to `mostMs`. */
  staleQuery(query: IndexQuery, mostMs: number, dice: Dice): ReturnType<Table["query"]>;
}

/** No index lags further behind than that. */
const remembersMs = 60_000;

export const createWatchedTable = (host: Host, look: Look): WatchedTable => {
  const table = createMemoryTable();
  let writes = 0;
  const past = new Map<string, { at: number; item: Item | undefined }[]>();

  const remember = (pk: string): void => {
    const versions = past.get(pk) ?? [];
    versions.push({ at: host.now(), item: table.items.get(pk) });
    while ((versions[1]?.at ?? host.now()) < host.now() - remembersMs) versions.shift();
    past.set(pk, versions);
  };

  const watched = <T>(pk: string, by: Writer, write: () => Promise<T>): Promise<T> => {
    const before = table.items.get(pk);
    // In memory a write has landed, or has not, when the call returns.
    const written = write();
    const after = table.items.get(pk);
    if (after !== before) {
      writes += 1;
      remember(pk);
      look({ pk, before, after, by });
    }
    return written;
  };

  const asItWas = (pk: string, at: number): Item | undefined =>
    past.get(pk)?.findLast((version) => version.at <= at)?.item;

  return {
    items: table.items,
    get writes() {
      return writes;
    },
    by: (writer) => ({
      update: (change: Change) => watched(change.pk, writer, () => table.update(change)),
      put: (item, when) => watched(item.pk, writer, () => table.put(item, when)),
      remove: (pk, when) => watched(pk, writer, () => table.remove(pk, when)),
    }),
    get: table.get,
    query: table.query,
    async staleQuery(query, mostMs, dice) {
      const view = createMemoryTable();
      for (const pk of past.keys()) {
        const item = asItWas(pk, host.now() - dice.between(0, mostMs));
        if (item) await view.put(item as Item & { pk: string }, { is: "absent", path: "pk" });
      }
      return view.query(query);
    },
  };
};
