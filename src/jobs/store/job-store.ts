import type { Clock } from "../../domain/clock.ts";
import type { JobState } from "../job.ts";
import { all, below, type Condition, equals, isAbsent, isThere } from "../table/condition.ts";
import { dueIndex, outboxIndex } from "../table/definition.ts";
import { createMarkedWrites, type Written } from "../table/marked-writes.ts";
import type { Change, Item, Table } from "../table/table.ts";
import { takeOverMarginMs } from "../timings.ts";
import { childStateOf, createChildren } from "./children.ts";
import { dueShard, expiryAt, jobIdOf, jobKey, newJobItem, recordOf } from "./item.ts";
import { listJobs } from "./list-jobs.ts";
import { createOutboxRights } from "./outbox-rights.ts";
import { createPersonsWishes } from "./persons-wishes.ts";
import type { JobRecord } from "./record.ts";
import { type Due, FenceLost, type JobStore } from "./store.ts";
import { createWakeUps } from "./wake-ups.ts";

export interface JobStoreDeps {
  table: Table;
  clock: Clock;
  newId: () => string;
  /** Rung after a write that people can see. */
  onVisible?: () => void;
}

export const createJobStore = ({ table, clock, newId, onVisible }: JobStoreDeps): JobStore => {
  const { write, create } = createMarkedWrites(table, newId);

  const fenced = async (
    record: JobRecord,
    { when, add, ...change }: Omit<Change, "pk" | "when"> & { when?: Condition },
  ) => {
    const ours = all(equals("epoch", record.epoch), equals("seq", record.seq), ...(when ? [when] : []));
    const pk = jobKey(record.id);
    const written = await write({ ...change, pk, when: ours, add: { seq: 1, ...add }, mark: "ownerWriteId" });
    // Read back, and found to have landed just before somebody else's claim: it counts, and yet the job is theirs.
    const epoch = written.item?.epoch;
    const lost = written.won && epoch !== undefined && epoch !== record.epoch;
    return lost ? { won: false as const, item: written.item } : written;
  };

  const leased = (leaseUntil: number) => ({ leaseUntil, wakeAt: leaseUntil + clock.wire(takeOverMarginMs) });

  /** Adds to a change what tells the outbox that people can see a difference. A place in its queue that is there already is kept. */
  const shown = (visible: boolean, { parent }: JobRecord): Pick<Change, "add" | "setIfAbsent"> => ({
    ...(visible ? { add: { rev: 1 } } : {}),
    ...(visible && !parent ? { setIfAbsent: { outboxDue: dueShard, outboxAt: clock.now() } } : {}),
  });

  const insist = (written: Written, record: JobRecord): Item => {
    if (!written.won) throw new FenceLost(record.id);
    return written.item;
  };

  const due = (index: string, key: string, range: string, now: number, limit: number) =>
    table.query({ index, key: [key, dueShard], upTo: [range, now], limit });

  const wakeUps = createWakeUps({ write, clock, newId });
  const children = createChildren({ table, clock, nudge: wakeUps.nudge, onVisible });

  return {
    create: (job) => create(newJobItem(job, clock.now())),

    async get(id) {
      const item = await table.get(jobKey(id));
      return item && recordOf(item);
    },

    list: (filter) => listJobs(table, filter),

    async due(now, limit) {
      const { rows } = await due(dueIndex, "due", "wakeAt", now, limit);
      return rows.map((row): Due => {
        const [prefix, id] = String(row.pk).split(/#(.*)/s) as [string, string];
        return { kind: prefix === "JOB" ? "job" : "intake", id, wakeAt: row.wakeAt as number };
      });
    },

    async claim(id, seenWakeAt, leaseUntil) {
      const taken = await write({
        pk: jobKey(id),
        // An item of a shape this build does not read is left to a build that does.
        when: all(equals("wakeAt", seenWakeAt), isThere("due"), equals("v", 1)),
        set: { ...leased(leaseUntil), state: "running" satisfies JobState },
        add: { epoch: 1, claims: 1 },
      });
      return taken.won ? recordOf(taken.item) : undefined;
    },

    async checkpoint(record, { changed, added, leaseUntil, visible }) {
      const set: Record<string, unknown> = { ...(leaseUntil === undefined ? {} : leased(leaseUntil)), claims: 0 };
      for (const operation of changed) set[`operations.${operation.Id}`] = JSON.stringify(operation);
      const written = await fenced(record, {
        ...shown(visible, record),
        set,
        ...(added.length > 0 ? { append: { order: added } } : {}),
        reply: "touched",
      });
      insist(written, record);
      record.seq += 1;
      record.claims = 0;
      if (leaseUntil !== undefined) record.leaseUntil = leaseUntil;
      record.nudged = false;
      if (visible) {
        record.rev += 1;
        onVisible?.();
      }
    },

    async suspend(record, wakeAt, state, visible) {
      const letGo = (at: number, when?: Condition, usedUp: readonly string[] = []) =>
        fenced(record, {
          ...shown(visible, record),
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

    async end(record, ending) {
      const now = clock.now();
      const written = await fenced(record, {
        ...shown(true, record),
        set: {
          state: ending.state,
          ...(ending.result === undefined ? {} : { result: JSON.stringify(ending.result) }),
          ...(ending.problem ? { problem: ending.problem } : {}),
          ...(ending.state === "parked" ? {} : { endedAt: now, ttl: expiryAt(now) }),
        },
        remove: ["due", "leaseUntil", "nudged"],
      });
      insist(written, record);
      onVisible?.();
      // Told by whoever ended it; where that does not come about, the parent finds it.
      if (record.parent) {
        const { id, parent, epoch, title } = record;
        const state = childStateOf(ending.state);
        await children.tellParent({ id, parent, epoch, title, state, problem: ending.problem });
      }
    },

    async heartbeat(record, leaseUntil) {
      const beat = await write({
        pk: jobKey(record.id),
        when: all(equals("epoch", record.epoch), below("leaseUntil", leaseUntil)),
        set: leased(leaseUntil),
        reply: "touched",
      });
      // A lease already longer than that was asked for on account of a call; it stays.
      return beat.won || (beat.item?.epoch === record.epoch && beat.item.leaseUntil !== undefined);
    },

    outboxDue: async (now, limit) =>
      (await due(outboxIndex, "outboxDue", "outboxAt", now, limit)).rows.map((row) => jobIdOf(String(row.pk))),

    ...wakeUps,
    ...children,
    ...createPersonsWishes({ table, write, clock, newId, onVisible, tellParent: children.tellParent }),
    ...createOutboxRights({ write, clock, newId }),
  };
};
