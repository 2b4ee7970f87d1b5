import type { Clock } from "../../domain/clock.ts";
import type { JobState } from "../job.ts";
import { all, below, type Condition, equals, isAbsent, isThere } from "../table/condition.ts";
import { createMarkedWrites, type Written } from "../table/marked-writes.ts";
import type { Change, Item, Table } from "../table/table.ts";
import { takeOverMarginMs } from "../timings.ts";
import { createBlobs } from "./blobs.ts";
import { childStateOf, createChildren } from "./children.ts";
import { createDue } from "./due.ts";
import {
  expiryAt,
  jobKey,
  mapsOfNewest,
  newJobItem,
  nobodysLease,
  outboxPlace,
  recordOf,
  rootOperation,
} from "./item.ts";
import { outlineOf } from "./laid-operations.ts";
import { listJobs } from "./list-jobs.ts";
import { createOutboxRights } from "./outbox-rights.ts";
import { createPersonsWishes } from "./persons-wishes.ts";
import type { JobRecord } from "./record.ts";
import { isReadable, newestShape, oldestShape, type Shape } from "./shape.ts";
import { FenceLost, type JobStore } from "./store.ts";
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

  const fenced = async (
    record: JobRecord,
    { when, set, ...change }: Omit<Change, "pk" | "when"> & { when?: Condition },
  ) => {
    const ours = all(equals("epoch", record.epoch), equals("seq", record.seq), ...(when ? [when] : []));
    const pk = jobKey(record.id);
    const next = { ...set, seq: record.seq + 1 };
    const written = await write({ ...change, pk, when: ours, set: next, mark: "ownerWriteId" });
    // Read back, and found to have landed just before somebody else's claim: it counts, and yet the job is theirs.
    const epoch = written.item?.epoch;
    const lost = written.won && epoch !== undefined && epoch !== record.epoch;
    return lost ? { won: false as const, item: written.item } : written;
  };

  /** A write beside which it is told, at no cost of its own, whether somebody wants the job to end. */
  const hearsOfStop = { stopSeen: { from: "stop", or: null } };
  const hear = (record: JobRecord, { stopSeen }: Item): void => {
    if (stopSeen) record.stop = stopSeen as NonNullable<JobRecord["stop"]>;
  };

  const leased = (leaseUntil: number) => ({ leaseUntil, wakeAt: leaseUntil + clock.wire(takeOverMarginMs) });

  /** Adds to a change what tells the outbox that people can see a difference. A place in its queue that is there already is kept. */
  const shown = (visible: boolean, record: JobRecord, urgent = false) =>
    visible ? { add: { rev: 1 }, ...outboxPlace(record, clock.now(), { urgent }) } : { set: {} };

  const insist = (written: Written, record: JobRecord): Item => {
    if (!written.won) throw new FenceLost(record.id);
    return written.item;
  };

  const wakeUps = createWakeUps({ write, clock, newId });
  const children = createChildren({ table, clock, nudge: wakeUps.nudge, onVisible });

  const end: JobStore["end"] = async (record, ending) => {
    const now = clock.now();
    const isParked = ending.state === "parked";
    const text = ending.result === undefined ? undefined : JSON.stringify(ending.result);
    const blob = text && record.v > oldestShape ? await blobs.layBeside(record.id, text) : undefined;
    // What lies beside a job that is left to a person stays however long that takes.
    const ttl = isParked ? undefined : expiryAt(now);
    await blobs.keep(record, ttl);
    // Whoever asked for the end of a job at work is not left with one that waits for a person.
    const stopIsKnown = record.stop ? equals("stop.at", record.stop.at) : isAbsent("stop");
    const seen = shown(true, record, true);
    const written = await fenced(record, {
      ...seen,
      ...(isParked ? { when: stopIsKnown } : {}),
      set: {
        ...seen.set,
        state: ending.state,
        ...(blob ? { resultBeside: blob } : text ? { result: text } : {}),
        ...(ending.problem ? { problem: ending.problem } : {}),
        ...(isParked ? {} : { endedAt: now, ttl }),
      },
      remove: ["due", "leaseUntil", "nudged", ...(ending.problem ? [] : ["problem"])],
    });
    if (!written.won && isParked && written.item?.epoch === record.epoch && written.item.seq === record.seq) {
      const again = { set: { wakeAt: now, state: "running" satisfies JobState }, remove: ["leaseUntil"] };
      insist(await fenced(record, again), record);
      return;
    }
    insist(written, record);
    onVisible?.();
    // Told by whoever ended it; where that does not come about, the parent finds it.
    if (record.parent) {
      const { id, parent, epoch, title } = record;
      const state = childStateOf(ending.state);
      const news = { id, parent, epoch, title, state, problem: ending.problem };
      await children.tellParent(news).catch(() => undefined);
    }
  };

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

    async suspend(record, wakeAt, state) {
      const letGo = (at: number, when?: Condition, usedUp: readonly string[] = []) =>
        fenced(record, {
          ...(when ? { when } : {}),
          set: { wakeAt: at, state, claims: 0 },
          remove: ["leaseUntil", ...usedUp],
        });
      // A nudge that was looked into is used up; one that came since makes the job due at once.
      const lookedInto = record.nudged ? undefined : record.nudge;
      const quiet =
        lookedInto === undefined
          ? await letGo(wakeAt, isAbsent("nudged"))
          : await letGo(wakeAt, equals("nudged", lookedInto), ["nudged"]);
      if (quiet.won) return;
      const nudged = quiet.item?.nudged !== undefined && (await letGo(clock.now())).won;
      if (!nudged) throw new FenceLost(record.id);
    },

    async leave(record, wakeAt, state) {
      insist(await fenced(record, { set: { wakeAt, state, claims: 0 }, remove: ["leaseUntil"] }), record);
    },

    end,

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
    ...wakeUps,
    ...children,
    ...createPersonsWishes({ table, wholeOf, blobs, write, clock, newId, onVisible, tellParent: children.tellParent }),
    ...createOutboxRights({ wholeOf, write, clock, newId }),
  };
};
