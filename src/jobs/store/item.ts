import { days } from "../../domain/duration.ts";
import { toIso } from "../../domain/timestamp.ts";
import type { Item } from "../table/table.ts";
import type { CallbackOutcome, Inbox } from "./inbox.ts";
import { type JobRecord, type NewJob, rootOperationId, type StoredOperation } from "./record.ts";
import type { ParentLink } from "./step-children.ts";

export const jobKey = (id: string): string => `JOB#${id}`;
export const jobIdOf = (key: string): string => key.slice("JOB#".length);
/** One shard carries about 500 wake-ups a second; the attribute leaves room for more. */
export const dueShard = "0";
/** Finished jobs stay this long. */
export const keepDays = 90;
/** Lists hold jobs by this: those of persons together, children with their parent. */
export const listedUnder = (parentId: string | undefined): string =>
  parentId === undefined ? "job" : `child#${parentId}`;
export const expiryAt = (endedAt: number): number => Math.floor((endedAt + days(keepDays)) / 1000);

/** The item of a job nobody has worked on yet; due at once, unless it is over already. */
export const newJobItem = (job: NewJob, now: number): Item & { pk: string } => {
  const root: StoredOperation = {
    Id: rootOperationId(job.id),
    Type: "EXECUTION",
    Status: "STARTED",
    StartTimestamp: toIso(now),
    ExecutionDetails: { InputPayload: JSON.stringify(job.input) },
  };
  return {
    pk: jobKey(job.id),
    v: 1,
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
    order: [root.Id],
    operations: { [root.Id as string]: JSON.stringify(root) },
    inbox: {},
    rev: 1,
    sentRev: 0,
    sent: {},
    children: {},
    ...(job.dryRun ? { dryRun: true } : {}),
    // A child has no messages of its own: its parent's card speaks of it.
    ...(job.parent ? { parent: job.parent } : { outboxDue: dueShard, outboxAt: now }),
    ...(job.problem
      ? { state: "failed", problem: job.problem, endedAt: now, ttl: expiryAt(now) }
      : { state: "queued", due: dueShard }),
  };
};

const parsed = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : undefined);

const inboxOf = (answers: Readonly<Record<string, string>>): Inbox =>
  Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, JSON.parse(answer) as CallbackOutcome]));

/** Throws when the item is of a shape this build does not read. */
export const recordOf = (item: Item): JobRecord => {
  if (item.v !== 1) throw new Error(`job item ${String(item.pk)} has shape v${String(item.v)}; this build reads v1`);
  const id = jobIdOf(String(item.pk));
  const stored = item.operations as Record<string, string>;
  const operations = new Map<string, StoredOperation>();
  for (const key of item.order as string[]) operations.set(key, JSON.parse(stored[key] as string) as StoredOperation);
  const input = parsed(operations.get(rootOperationId(id))?.ExecutionDetails?.InputPayload);
  return {
    id,
    v: 1,
    workflow: item.workflow as string,
    major: item.major as number,
    title: item.title as string,
    input,
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
    inbox: inboxOf((item.inbox ?? {}) as Record<string, string>),
    rev: item.rev as number,
    sentRev: item.sentRev as number,
    sent: item.sent as JobRecord["sent"],
  };
};
