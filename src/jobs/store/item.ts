import { days } from "../../domain/duration.ts";
import { toIso } from "../../domain/timestamp.ts";
import type { Item } from "../table/table.ts";
import type { CallbackOutcome, Inbox } from "./inbox.ts";
import { readOperations } from "./laid-operations.ts";
import { type JobRecord, type NewJob, rootOperationId, type StoredOperation } from "./record.ts";
import { type Shape, shapeOf } from "./shape.ts";
import type { ParentLink } from "./step-children.ts";

export const jobKey = (id: string): string => `JOB#${id}`;
export const jobIdIn = (key: string): string => key.slice("JOB#".length);
/** One shard carries about 500 wake-ups a second; the attribute leaves room for more. */
export const dueShard = "0";
/** A place in the outbox's queue: what a person waits for goes before all progress, which comes in the order it happened. */
export const outboxPlace = (
  { parent }: Pick<JobRecord, "parent">,
  now: number,
  { urgent }: { urgent: boolean },
): { set: Record<string, unknown>; setIfAbsent: Record<string, unknown> } => {
  // A job that is an item of another has no messages of its own.
  if (parent) return { set: {}, setIfAbsent: {} };
  return urgent
    ? { set: { outboxAt: 0 }, setIfAbsent: { outboxDue: dueShard } }
    : { set: {}, setIfAbsent: { outboxDue: dueShard, outboxAt: now } };
};
/** In `leaseBefore`: whoever had the job before this claim had let it go. */
export const nobodysLease = 0;
/** Finished jobs stay this long. */
export const keepDays = 90;
/** Lists hold jobs by this: those of persons together, children with their parent. */
export const listedUnder = (parentId: string | undefined): string =>
  parentId === undefined ? "job" : `child#${parentId}`;
export const expiryAt = (endedAt: number): number => Math.floor((endedAt + days(keepDays)) / 1000);

/** The operation that holds what a job is started with. */
export const rootOperation = (job: NewJob, now: number): StoredOperation => ({
  Id: rootOperationId(job.id),
  Type: "EXECUTION",
  Status: "STARTED",
  StartTimestamp: toIso(now),
  ExecutionDetails: { InputPayload: JSON.stringify(job.input) },
});

/** The item of a job nobody has worked on yet; due at once, unless it is over already. `root`: that operation, as it is to lie there. */
export const newJobItem = (job: NewJob, now: number, v: Shape, root: string): Item & { pk: string } => {
  const rootId = rootOperationId(job.id);
  return {
    pk: jobKey(job.id),
    v,
    workflow: job.workflow,
    major: job.major,
    title: job.title,
    requester: job.requester,
    origin: job.origin,
    owner: job.requester.slackId,
    listed: listedUnder(job.parent?.jobId),
    createdAt: now,
    epoch: 0,
    seq: 0,
    claims: 0,
    wakeAt: now,
    order: [rootId],
    operations: { [rootId]: root },
    ...mapsOfNewest,
    rev: 1,
    sentRev: 0,
    sent: {},
    ...(job.dryRun ? { dryRun: true } : {}),
    // A child has no messages of its own: its parent's card speaks of it.
    ...(job.parent ? { parent: job.parent } : { outboxDue: dueShard, outboxAt: now }),
    ...(job.problem
      ? { state: "failed", problem: job.problem, endedAt: now, ttl: expiryAt(now) }
      : { state: "queued", due: dueShard }),
  };
};

/** Maps that the newest shape has and the one before need not have. */
export const mapsOfNewest = { inbox: {}, children: {} } as const;

const parsed = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : undefined);

const inboxOf = (answers: Readonly<Record<string, string>>): Inbox =>
  Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, JSON.parse(answer) as CallbackOutcome]));

/** What the job was started with; undefined while that lies beside the item. */
export const inputOf = ({ id, operations }: Pick<JobRecord, "id" | "operations">): unknown =>
  parsed(operations.get(rootOperationId(id))?.ExecutionDetails?.InputPayload);

/** The job as its item tells it, without what lies beside it. Throws UnreadShape. */
export const recordOf = (item: Item): JobRecord => {
  const v = shapeOf(item);
  const id = jobIdIn(String(item.pk));
  const { operations, layout } = readOperations(item);
  return {
    id,
    v,
    workflow: item.workflow as string,
    major: item.major as number,
    title: item.title as string,
    input: inputOf({ id, operations }),
    state: item.state as JobRecord["state"],
    requester: item.requester as JobRecord["requester"],
    origin: item.origin as JobRecord["origin"],
    createdAt: item.createdAt as number,
    ...(item.endedAt === undefined ? {} : { endedAt: item.endedAt as number }),
    ...(item.result === undefined ? {} : { result: parsed(item.result) }),
    ...(item.problem === undefined ? {} : { problem: item.problem as NonNullable<JobRecord["problem"]> }),
    epoch: item.epoch as number,
    seq: item.seq as number,
    ...(item.leaseUntil === undefined ? {} : { leaseUntil: item.leaseUntil as number }),
    wakeAt: item.wakeAt as number,
    tookOver: (item.leaseBefore ?? nobodysLease) !== nobodysLease,
    claims: item.claims as number,
    nudged: item.nudged !== undefined,
    ...(item.stop === undefined ? {} : { stop: item.stop as NonNullable<JobRecord["stop"]> }),
    retries: (item.retries ?? []) as JobRecord["retries"],
    triesBefore: (item.triesBefore ?? {}) as JobRecord["triesBefore"],
    dryRun: item.dryRun === true,
    ...(item.parent === undefined ? {} : { parent: item.parent as ParentLink }),
    children: (item.children ?? {}) as JobRecord["children"],
    ...(item.nudged === undefined ? {} : { nudge: item.nudged as string }),
    operations,
    layout,
    inbox: inboxOf((item.inbox ?? {}) as Record<string, string>),
    rev: item.rev as number,
    sentRev: item.sentRev as number,
    sent: item.sent as JobRecord["sent"],
  };
};
