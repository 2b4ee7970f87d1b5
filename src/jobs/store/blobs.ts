import type { Clock } from "../../domain/clock.ts";
import { days } from "../../domain/duration.ts";
import { isThere } from "../table/condition.ts";
import type { MarkedWrites } from "../table/marked-writes.ts";
import { ifItHolds, type Table } from "../table/table.ts";
import { expiryAt, inputOf, keepDays } from "./item.ts";
import { outlineOf } from "./laid-operations.ts";
import { bytesOf, bytesOfItem, type Laid } from "./layout.ts";
import type { JobRecord, StoredOperation } from "./record.ts";
import { oldestShape } from "./shape.ts";
import { Outgrown } from "./store.ts";

/** What is larger lies beside the item; beside one that fills up, much less. Bytes. */
const largeBytes = 8_000;
const largeBesideFullBytes = 1_000;
const fullBytes = 200_000;
/** An item may hold 400 KB. Past this its worker writes nothing more to it; others, who write to it too, have the rest. */
const mostBytes = 300_000;

const blobKey = (jobId: string, name: string): string => `JOB#${jobId}/BLOB#${name}`;

/** What happened inside a context that is over is not replayed, unless the context says so. */
const isReplayed = (operations: JobRecord["operations"], { ParentId }: StoredOperation): boolean => {
  const parent = ParentId === undefined ? undefined : operations.get(ParentId);
  if (!parent) return true;
  const { EndTimestamp: over, ContextDetails: details } = parent;
  return (over === undefined || !details || details.ReplayChildren === true) && isReplayed(operations, parent);
};

/** What is too large for a job's item: it lies beside it, written before the item points to it. */
export interface Blobs {
  /** What to put into the item, by operation id, and how it will lie there then. Throws Outgrown when it does not fit. */
  layOut(
    record: JobRecord,
    changed: readonly StoredOperation[],
  ): Promise<{ texts: ReadonlyMap<string, string>; laid: ReadonlyMap<string, Laid> }>;
  /** The name of a text's blob; undefined while it is small enough to lie in the item. */
  layBeside(jobId: string, text: string): Promise<string | undefined>;
  /**
   * Adds to a record what of it lies beside its item and may be needed. False when something of it is gone: that shows
   * as begun and never ended. `renew`: what would soon expire is kept on, because the job lives.
   */
  fetch(record: JobRecord, more?: { renew: boolean }): Promise<boolean>;
  /** Has them expire at `ttl`, seconds since the epoch, as the item will; undefined: never. */
  keep(record: JobRecord, ttl: number | undefined): Promise<void>;
  /** Has those of these operations, which the job no longer has, expire by themselves. */
  letGo(record: JobRecord, operations: readonly string[]): Promise<void>;
}

export const createBlobs = ({
  table,
  create,
  clock,
  newId,
}: {
  table: Table;
  create: MarkedWrites["create"];
  clock: Clock;
  newId: () => string;
}): Blobs => {
  const put = async (jobId: string, text: string): Promise<string> => {
    if (bytesOf(text) > mostBytes) throw new Outgrown(jobId, bytesOf(text));
    // A name that no other write uses: what the item points to now is left as it is.
    const blob = newId();
    await create({ pk: blobKey(jobId, blob), v: 1, text, ttl: expiryAt(clock.now()) });
    return blob;
  };

  const setTtl = async (pk: string, ttl: number | undefined): Promise<void> => {
    const change = ttl === undefined ? { remove: ["ttl"] } : { set: { ttl } };
    await ifItHolds(table.update({ pk, when: isThere("pk"), ...change, reply: "touched" }));
  };

  const setTtls = async (
    jobId: string,
    blobs: readonly (string | undefined)[],
    ttl: number | undefined,
  ): Promise<void> => {
    await Promise.all(blobs.map((blob) => blob !== undefined && setTtl(blobKey(jobId, blob), ttl)));
  };

  const read = async (jobId: string, blob: string, renew: boolean): Promise<string | undefined> => {
    const pk = blobKey(jobId, blob);
    const item = await table.get(pk);
    const ttl = item?.ttl as number | undefined;
    const fresh = expiryAt(clock.now());
    if (renew && ttl !== undefined && fresh - ttl > days(keepDays) / 1000 / 2) await setTtl(pk, fresh);
    return item?.text as string | undefined;
  };

  return {
    async layOut(record, changed) {
      const texts = new Map<string, string>();
      const laid = new Map<string, Laid>();
      let bytes = bytesOfItem(record.layout);
      for (const operation of changed) {
        const id = operation.Id as string;
        const whole = JSON.stringify(operation);
        const most = bytes > fullBytes ? largeBesideFullBytes : largeBytes;
        const blob = record.v > oldestShape && bytesOf(whole) > most ? await put(record.id, whole) : undefined;
        const text = blob === undefined ? whole : outlineOf(operation, blob);
        texts.set(id, text);
        laid.set(id, { bytes: bytesOf(text), ...(blob === undefined ? {} : { blob }) });
        bytes += bytesOf(text) - (record.layout.operations.get(id)?.bytes ?? 0);
      }
      if (bytes > mostBytes) throw new Outgrown(record.id, bytes);
      return { texts, laid };
    },

    layBeside: async (jobId, text) => (bytesOf(text) > largeBytes ? put(jobId, text) : undefined),

    async fetch(record, { renew } = { renew: false }) {
      const { id: jobId, operations, layout } = record;
      const get = (blob: string) => read(jobId, blob, renew);
      const [result, ...found] = await Promise.all([
        layout.result === undefined ? undefined : get(layout.result),
        ...[...layout.operations].map(async ([id, { blob }]) => {
          const outline = operations.get(id);
          if (blob === undefined || !outline || !isReplayed(operations, outline)) return undefined;
          return { id, outline, text: await get(blob) };
        }),
      ]);
      for (const each of found) {
        if (!each) continue;
        const { EndTimestamp, ...begun } = each.outline;
        operations.set(each.id, each.text === undefined ? { ...begun, Status: "STARTED" } : JSON.parse(each.text));
      }
      record.input = inputOf(record);
      if (result !== undefined) record.result = JSON.parse(result);
      return found.every((each) => each?.text !== undefined || each === undefined);
    },

    async keep({ id, layout }, ttl) {
      const blobs = [...[...layout.operations.values()].map(({ blob }) => blob), layout.result];
      await setTtls(id, blobs, ttl);
    },

    async letGo({ id, layout }, operations) {
      const blobs = operations.map((operation) => layout.operations.get(operation)?.blob);
      await setTtls(id, blobs, expiryAt(clock.now()));
    },
  };
};
