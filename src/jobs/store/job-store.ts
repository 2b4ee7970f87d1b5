import type { Clock } from "../../domain/clock.ts";
import type { JobState } from "../job.ts";
import { all, below, equals, isThere } from "../table/condition.ts";
import { createMarkedWrites } from "../table/marked-writes.ts";
import type { Item, Table } from "../table/table.ts";
import { takeOverMarginMs } from "../timings.ts";
import { createBlobs } from "./blobs.ts";
import { createChildren } from "./children.ts";
import { createDue } from "./due.ts";
import { createFence } from "./fence.ts";
import { jobKey, mapsOfNewest, newJobItem, nobodysLease, recordOf, rootOperation } from "./item.ts";
import { outlineOf } from "./laid-operations.ts";
import { createLettingGo } from "./letting-go.ts";
import { listJobs } from "./list-jobs.ts";
import { createOutboxRights } from "./outbox-rights.ts";
import { createPersonsWishes } from "./persons-wishes.ts";
import type { JobRecord } from "./record.ts";
import { isReadable, newestShape, oldestShape, type Shape } from "./shape.ts";
import type { JobStore } from "./store.ts";
import { createWakeUps } from "./wake-ups.ts";

export interface JobStoreDeps {
  table: Table;
  clock: Clock;
  newId: () => string;
  /** The shape to write items in; by default the newest. */
  shape?: () => Shape;
  /** Rung after a write that people can see. */
  onVisible?: () => void;
}

export const createJobStore = ({
  table,
  clock,
  newId,
  shape = () => newestShape,
  onVisible,
}: JobStoreDeps): JobStore => {
  const { write, create } = createMarkedWrites(table, newId);
  const blobs = createBlobs({ table, create, clock, newId });
  const wholeOf = async (item: Item): Promise<JobRecord> => {
    const record = recordOf(item);
    await blobs.fetch(record);
    return record;
  };

  const fence = createFence({ write, clock });
  const { fenced, shown, insist } = fence;

  /** A write beside which it is told, at no cost of its own, whether somebody wants the job to end. */
  const hearsOfStop = { stopSeen: { from: "stop", or: null } };
  const hear = (record: JobRecord, { stopSeen }: Item): void => {
    if (stopSeen) record.stop = stopSeen as NonNullable<JobRecord["stop"]>;
  };

  const leased = (leaseUntil: number) => ({ leaseUntil, wakeAt: leaseUntil + clock.wire(takeOverMarginMs) });

  const wakeUps = createWakeUps({ write, clock, newId });
  const children = createChildren({ table, clock, nudge: wakeUps.nudge, onVisible });
  const lettingGo = createLettingGo({ fence, blobs, clock, onVisible, tellParent: children.tellParent });

  return {
    async create(job) {
      const now = clock.now();
      // What the shape before cannot say is not said in it: a build that reads no other would act on a dry run.
      const v = job.dryRun || job.parent ? newestShape : shape();
      const root = rootOperation(job, now);
      const text = JSON.stringify(root);
      const blob = v > oldestShape ? await blobs.layBeside(job.id, text) : undefined;
      return create(newJobItem(job, now, v, blob === undefined ? text : outlineOf(root, blob)));
    },

    async get(id) {
      const item = await table.get(jobKey(id));
      return item && wholeOf(item);
    },

    list: (filter) => listJobs(table, wholeOf, filter),

    async claim(id, seenWakeAt, leaseUntil) {
      const isNewest = shape() === newestShape;
      const taken = await write({
        pk: jobKey(id),
        // An item of a shape this build does not read is left to a build that does.
        when: all(equals("wakeAt", seenWakeAt), isThere("due"), isReadable),
        set: { ...leased(leaseUntil), state: "running" satisfies JobState, ...(isNewest ? { v: newestShape } : {}) },
        setIfAbsent: mapsOfNewest,
        copy: { leaseBefore: { from: "leaseUntil", or: nobodysLease } },
        add: { epoch: 1, claims: 1 },
      });
      if (!taken.won) return undefined;
      const record = recordOf(taken.item);
      if (!(await blobs.fetch(record, { renew: true }))) record.partMissing = true;
      return record;
    },

    async checkpoint(record, { changed, added, leaseUntil, visible, urgent = false }) {
      const set: Record<string, unknown> = {
        ...(leaseUntil === undefined ? {} : leased(leaseUntil)),
        ...(record.claims === 0 ? {} : { claims: 0 }),
      };
      const { texts, laid } = await blobs.layOut(record, changed);
      for (const [operation, text] of texts) set[`operations.${operation}`] = text;
      const seen = shown(visible, record, urgent);
      const written = await fenced(record, {
        ...seen,
        set: { ...seen.set, ...set },
        copy: hearsOfStop,
        ...(added.length > 0 ? { append: { order: added } } : {}),
        reply: "touched",
      });
      hear(record, insist(written, record));
      for (const [operation, how] of laid) record.layout.operations.set(operation, how);
      record.seq += 1;
      record.claims = 0;
      if (leaseUntil !== undefined) record.leaseUntil = leaseUntil;
      record.nudged = false;
      if (visible) {
        record.rev += 1;
        onVisible?.();
      }
    },

    async heartbeat(record, leaseUntil) {
      const beat = await write({
        pk: jobKey(record.id),
        when: all(equals("epoch", record.epoch), below("leaseUntil", leaseUntil)),
        set: leased(leaseUntil),
        copy: hearsOfStop,
        reply: "touched",
      });
      if (beat.won) hear(record, beat.item);
      // A lease already longer than that was asked for on account of a call; it stays.
      return beat.won || (beat.item?.epoch === record.epoch && beat.item.leaseUntil !== undefined);
    },

    ...createDue({ table }),
    ...lettingGo,
    ...wakeUps,
    ...children,
    ...createPersonsWishes({ table, wholeOf, blobs, write, clock, newId, onVisible, tellParent: children.tellParent }),
    ...createOutboxRights({ wholeOf, write, clock, newId }),
  };
};
