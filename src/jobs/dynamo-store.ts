import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../domain/clock.ts";
import { days } from "../domain/duration.ts";
import { type Change, conditionalWrite, type Written } from "./conditional-write.ts";
import { dueShard, type Item, jobKey, keepDays, newJobItem, recordOf } from "./item.ts";
import type { JobState } from "./job.ts";
import type { JobRecord, NewJob } from "./record.ts";
import { type Due, type Ending, FenceLost, type JobFilter, type JobPage, type JobStore } from "./store.ts";
import { dueIndex, listedIndex, outboxIndex } from "./table.ts";

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
/** Clocks differ a little: a job is taken over only this long after its lease ran out, milliseconds of the wall clock. */
const takeOverMarginMs = 5_000;

export const createDynamoStore = ({ client, table, clock, newId, onVisible }: DynamoStoreDeps): JobStore => {
  const write = (change: Change): Promise<Written> => conditionalWrite(client, table, change, newId);

  const fenced = async (
    record: JobRecord,
    change: Omit<Change, "pk" | "condition"> & { and?: string },
  ): Promise<Written> => {
    const { and, ...rest } = change;
    return write({
      ...rest,
      pk: jobKey(record.id),
      condition: and ? `${ours} AND ${and}` : ours,
      values: { epoch: record.epoch, seq: record.seq, one: 1, ...rest.values },
      compute: { ...nextSeq, ...rest.compute },
    });
  };

  const leased = (leaseUntil: number) => ({ leaseUntil, wakeAt: leaseUntil + clock.wire(takeOverMarginMs) });

  /** Adds to a change what tells the outbox that people can see a difference. */
  const shown = (visible: boolean): Pick<Change, "set" | "compute"> =>
    visible ? { set: { outboxDue: dueShard, outboxAt: clock.now() }, compute: { rev: "rev + :one" } } : {};

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
    async create(job: NewJob) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: newJobItem(job, clock.now()),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
        return true;
      } catch (error) {
        if ((error as Error).name === "ConditionalCheckFailedException") return false;
        throw error;
      }
    },

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
        condition: "wakeAt = :seen AND attribute_exists(due)",
        values: { one: 1, seen: seenWakeAt },
        returnItem: true,
      });
      return taken.won && taken.item ? recordOf(taken.item) : undefined;
    },

    async checkpoint(record, { changed, added, leaseUntil, visible }) {
      const outbox = shown(visible);
      const set: Record<string, unknown> = { ...leased(leaseUntil), claims: 0, ...outbox.set };
      for (const operation of changed) set[`operations.${operation.Id}`] = JSON.stringify(operation);
      const appended = added.length > 0;
      const done = await fenced(record, {
        set,
        compute: { ...outbox.compute, ...(appended ? { order: "list_append(#order, :added)" } : {}) },
        ...(appended ? { values: { added } } : {}),
        ...(record.nudged ? { remove: ["nudged"] } : {}),
      });
      if (!done.won) throw new FenceLost(record.id);
      record.seq += 1;
      record.claims = 0;
      record.leaseUntil = leaseUntil;
      record.nudged = false;
      if (visible) {
        record.rev += 1;
        onVisible?.();
      }
    },

    async suspend(record, wakeAt, state, visible) {
      const outbox = shown(visible);
      const letGo = (at: number, and?: string) =>
        fenced(record, {
          set: { wakeAt: at, state, ...outbox.set },
          ...(outbox.compute ? { compute: outbox.compute } : {}),
          remove: ["leaseUntil"],
          ...(and ? { and } : {}),
        });
      const quiet = await letGo(wakeAt, "attribute_not_exists(nudged)");
      if (quiet.won) return;
      const nudged = quiet.item?.nudged === true && (await letGo(clock.now())).won;
      if (!nudged) throw new FenceLost(record.id);
    },

    async end(record, ending: Ending) {
      const now = clock.now();
      const outbox = shown(true);
      const done = await fenced(record, {
        set: {
          state: ending.state,
          ...(ending.result === undefined ? {} : { result: JSON.stringify(ending.result) }),
          ...(ending.problem ? { problem: ending.problem } : {}),
          ...(ending.state === "parked" ? {} : { endedAt: now, ttl: Math.floor((now + days(keepDays)) / 1000) }),
          ...outbox.set,
        },
        ...(outbox.compute ? { compute: outbox.compute } : {}),
        remove: ["due", "leaseUntil", "nudged"],
      });
      if (!done.won) throw new FenceLost(record.id);
      onVisible?.();
    },

    async heartbeat(record, leaseUntil) {
      const beat = await write({
        pk: jobKey(record.id),
        set: leased(leaseUntil),
        condition: "epoch = :epoch AND attribute_exists(leaseUntil)",
        values: { epoch: record.epoch },
      });
      return beat.won;
    },

    async nudge(id) {
      const idle = await write({
        pk: jobKey(id),
        set: { nudged: true, wakeAt: clock.now() },
        condition: "attribute_exists(due) AND attribute_not_exists(leaseUntil)",
      });
      if (idle.won) return;
      await write({ pk: jobKey(id), set: { nudged: true }, condition: "attribute_exists(due)" });
    },

    async outboxDue(now, limit) {
      const items = await query(outboxIndex, "outboxDue", "outboxAt", now, limit);
      return items.map((item) => String(item.pk).slice("JOB#".length));
    },

    async claimOutbox(id, until) {
      const claim = newId();
      // ALL_NEW cannot show the holder before, so the claim keeps that name beside its own.
      const taken = await write({
        pk: jobKey(id),
        set: { outboxClaim: claim, outboxUntil: until, outboxAt: until },
        compute: { outboxBefore: "if_not_exists(outboxClaim, :nobody)" },
        condition: "attribute_exists(outboxDue) AND (attribute_not_exists(outboxUntil) OR outboxUntil < :now)",
        values: { now: clock.now(), nobody: "" },
        returnItem: true,
      });
      if (!taken.won || !taken.item) return undefined;
      return { record: recordOf(taken.item), tookOver: taken.item.outboxBefore !== "", claim };
    },

    async noteSent(id, claim, key, sent) {
      await write({
        pk: jobKey(id),
        set: { [`sent.${key}`]: sent },
        condition: "outboxClaim = :claim",
        values: { claim },
      });
    },

    async releaseOutbox(id, claim, outcome) {
      const free = ["outboxClaim", "outboxUntil", "outboxBefore"] as const;
      const pk = jobKey(id);
      if ("sentRev" in outcome) {
        const all = await write({
          pk,
          set: { sentRev: outcome.sentRev },
          remove: [...free, "outboxDue", "outboxAt"],
          condition: "outboxClaim = :claim AND rev = :rev",
          values: { claim, rev: outcome.sentRev },
        });
        if (all.won) return;
      }
      const at = "retryAt" in outcome ? outcome.retryAt : clock.now();
      await write({
        pk,
        set: { outboxAt: at, ...("sentRev" in outcome ? { sentRev: outcome.sentRev } : {}) },
        remove: free,
        condition: "outboxClaim = :claim",
        values: { claim },
      });
    },
  };
  return store;
};

const listJobs = async (client: DynamoDBDocumentClient, table: string, filter: JobFilter): Promise<JobPage> => {
  const wanted = filter.limit ?? 20;
  const rules: string[] = [];
  const values: Record<string, unknown> = { ":listed": "job" };
  const names: Record<string, string> = {};
  if (filter.slackId) {
    rules.push("#owner = :owner");
    names["#owner"] = "owner";
    values[":owner"] = filter.slackId;
  }
  if (filter.state) {
    rules.push("#state = :state");
    names["#state"] = "state";
    values[":state"] = filter.state;
  }
  const keys: Item[] = [];
  let from = filter.cursor ? (JSON.parse(Buffer.from(filter.cursor, "base64url").toString()) as Item) : undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: listedIndex,
        KeyConditionExpression: "listed = :listed",
        ...(rules.length > 0 ? { FilterExpression: rules.join(" AND "), ExpressionAttributeNames: names } : {}),
        ExpressionAttributeValues: values,
        ScanIndexForward: false,
        Limit: rules.length > 0 ? 100 : wanted - keys.length,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    keys.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from && keys.length < wanted);
  const shownKeys = keys.slice(0, wanted);
  const last = shownKeys.at(-1);
  const more = from !== undefined || keys.length > wanted;
  const jobs = await Promise.all(
    shownKeys.map((key) => client.send(new GetCommand({ TableName: table, Key: { pk: key.pk } }))),
  );
  return {
    jobs: jobs.flatMap(({ Item: item }) => (item ? [recordOf(item)] : [])),
    ...(more && last
      ? {
          cursor: Buffer.from(JSON.stringify({ pk: last.pk, listed: "job", createdAt: last.createdAt })).toString(
            "base64url",
          ),
        }
      : {}),
  };
};
