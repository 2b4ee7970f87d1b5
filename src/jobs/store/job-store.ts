import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../domain/clock.ts";
import { days } from "../../domain/duration.ts";
import type { JobState } from "../job.ts";
import { type Change, conditionalWrite, createItem, type Written } from "../table/conditional-write.ts";
import { dueIndex, outboxIndex } from "../table/definition.ts";
import { dueShard, type Item, jobIdOf, jobKey, keepDays, newJobItem, recordOf } from "./item.ts";
import { listJobs } from "./list-jobs.ts";
import { createOutboxRights } from "./outbox-rights.ts";
import type { JobRecord } from "./record.ts";
import { type Due, type Ending, FenceLost, type JobStore } from "./store.ts";

export interface DynamoStoreDeps {
  client: DynamoDBDocumentClient;
  table: string;
  clock: Clock;
  newId: () => string;
  /** Rung after a write that people can see. */
  onVisible?: () => void;
}

const ours = "epoch = :epoch AND seq = :seq";
const nextSeq = { seq: "seq + :one" } as const;
/** A job falls asleep or is claimed only so often while it is being nudged. */
const nudgeTries = 5;
/** Clocks differ a little: a job is taken over only this long after its lease ran out, milliseconds of the wall clock. */
const takeOverMarginMs = 5_000;

export const createDynamoStore = ({ client, table, clock, newId, onVisible }: DynamoStoreDeps): JobStore => {
  const write = (change: Change): Promise<Written> => conditionalWrite(client, table, change, newId);

  const fenced = async (
    record: JobRecord,
    change: Omit<Change, "pk" | "condition"> & { and?: string },
  ): Promise<Written> => {
    const { and, ...rest } = change;
    const written = await write({
      ...rest,
      pk: jobKey(record.id),
      condition: and ? `${ours} AND ${and}` : ours,
      values: { epoch: record.epoch, seq: record.seq, one: 1, ...rest.values },
      compute: { ...nextSeq, ...rest.compute },
      mark: "ownerWriteId",
    });
    // Read back, and found to have landed just before somebody else's claim: it counts, and yet the job is theirs.
    const lost = written.won && written.item !== undefined && written.item.epoch !== record.epoch;
    return lost ? { won: false, item: written.item } : written;
  };

  const leased = (leaseUntil: number) => ({ leaseUntil, wakeAt: leaseUntil + clock.wire(takeOverMarginMs) });

  /** Adds to a change what tells the outbox that people can see a difference. A place in its queue that is there already is kept. */
  const shown = (visible: boolean): Pick<Change, "compute" | "values"> =>
    visible
      ? {
          compute: {
            rev: "rev + :one",
            outboxDue: "if_not_exists(outboxDue, :shard)",
            outboxAt: "if_not_exists(outboxAt, :now)",
          },
          values: { shard: dueShard, now: clock.now() },
        }
      : {};

  const read = async (pk: string): Promise<Item | undefined> =>
    (await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }))).Item;

  const query = async (index: string, key: string, range: string, now: number, limit: number): Promise<Item[]> => {
    const reply = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: "#key = :key AND #range <= :now",
        ExpressionAttributeNames: { "#key": key, "#range": range },
        ExpressionAttributeValues: { ":key": dueShard, ":now": now },
        Limit: limit,
      }),
    );
    return reply.Items ?? [];
  };

  const store: JobStore = {
    create: (job) => createItem(client, table, newJobItem(job, clock.now()), newId),

    async get(id) {
      const item = await read(jobKey(id));
      return item && recordOf(item);
    },

    list: (filter) => listJobs(client, table, filter),

    async due(now, limit) {
      const items = await query(dueIndex, "due", "wakeAt", now, limit);
      return items.map((item): Due => {
        const [prefix, id] = String(item.pk).split(/#(.*)/s) as [string, string];
        return { kind: prefix === "JOB" ? "job" : "intake", id, wakeAt: item.wakeAt as number };
      });
    },

    async claim(id, seenWakeAt, leaseUntil) {
      const taken = await write({
        pk: jobKey(id),
        set: { ...leased(leaseUntil), state: "running" satisfies JobState },
        compute: { epoch: "epoch + :one", claims: "claims + :one" },
        // An item of a shape this build does not read is left to a build that does.
        condition: "wakeAt = :seen AND attribute_exists(due) AND v = :v",
        values: { one: 1, seen: seenWakeAt, v: 1 },
        returnItem: true,
      });
      return taken.won && taken.item ? recordOf(taken.item) : undefined;
    },

    async checkpoint(record, { changed, added, leaseUntil, visible }) {
      const outbox = shown(visible);
      const set: Record<string, unknown> = { ...(leaseUntil === undefined ? {} : leased(leaseUntil)), claims: 0 };
      for (const operation of changed) set[`operations.${operation.Id}`] = JSON.stringify(operation);
      const appended = added.length > 0;
      const done = await fenced(record, {
        set,
        compute: { ...outbox.compute, ...(appended ? { order: "list_append(#order, :added)" } : {}) },
        values: { ...outbox.values, ...(appended ? { added } : {}) },
      });
      if (!done.won) throw new FenceLost(record.id);
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
      // A nudge that was looked into is used up; one that came since makes the job due at once.
      const usedUp = record.nudged ? undefined : record.nudge;
      const letGo = (at: number, more: { and?: string; values?: Record<string, unknown>; remove?: string[] } = {}) => {
        const { values, compute } = shown(visible);
        return fenced(record, {
          ...(compute ? { compute } : {}),
          ...more,
          values: { ...values, ...more.values },
          set: { wakeAt: at, state, claims: 0 },
          remove: ["leaseUntil", ...(more.remove ?? [])],
        });
      };
      const quiet = await letGo(
        wakeAt,
        usedUp === undefined
          ? { and: "attribute_not_exists(nudged)" }
          : { and: "nudged = :usedUp", values: { usedUp }, remove: ["nudged"] },
      );
      if (quiet.won) return;
      const nudged = quiet.item?.nudged !== undefined && (await letGo(clock.now())).won;
      if (!nudged) throw new FenceLost(record.id);
    },

    async end(record, ending: Ending) {
      const now = clock.now();
      const done = await fenced(record, {
        ...shown(true),
        set: {
          state: ending.state,
          ...(ending.result === undefined ? {} : { result: JSON.stringify(ending.result) }),
          ...(ending.problem ? { problem: ending.problem } : {}),
          ...(ending.state === "parked" ? {} : { endedAt: now, ttl: Math.floor((now + days(keepDays)) / 1000) }),
        },
        remove: ["due", "leaseUntil", "nudged"],
      });
      if (!done.won) throw new FenceLost(record.id);
      onVisible?.();
    },

    async heartbeat(record, leaseUntil) {
      const beat = await write({
        pk: jobKey(record.id),
        set: leased(leaseUntil),
        condition: "epoch = :epoch AND leaseUntil < :until",
        values: { epoch: record.epoch, until: leaseUntil },
      });
      // A lease already longer than that was asked for on account of a call; it stays.
      return beat.won || (beat.item?.epoch === record.epoch && beat.item.leaseUntil !== undefined);
    },

    async nudge(id) {
      const pk = jobKey(id);
      const nudged = newId();
      // Asleep it is due now; at work its worker sees it on letting go. It may go from one to the other in between.
      for (let tries = 0; tries < nudgeTries; tries += 1) {
        const asleep = await write({
          pk,
          set: { nudged, wakeAt: clock.now() },
          condition: "attribute_exists(due) AND attribute_not_exists(leaseUntil)",
        });
        if (asleep.won || asleep.item?.due === undefined) return;
        const atWork = await write({
          pk,
          set: { nudged },
          condition: "attribute_exists(due) AND attribute_exists(leaseUntil)",
        });
        if (atWork.won || atWork.item?.due === undefined) return;
      }
    },

    outboxDue: async (now, limit) =>
      (await query(outboxIndex, "outboxDue", "outboxAt", now, limit)).map((item) => jobIdOf(String(item.pk))),

    ...createOutboxRights({ write, clock, newId }),
  };
  return store;
};
