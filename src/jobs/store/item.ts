import { toIso } from "../../domain/timestamp.ts";
import type { Item } from "../table/table.ts";
import { type JobRecord, type NewJob, rootOperationId, type StoredOperation } from "./record.ts";

export const jobKey = (id: string): string => `JOB#${id}`;
export const jobIdOf = (key: string): string => key.slice("JOB#".length);
/** One shard carries about 500 wake-ups a second; the attribute leaves room for more. */
export const dueShard = "0";
/** Finished jobs stay this long. */
export const keepDays = 90;

/** The item of a job nobody has worked on yet; due at once. */
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
    state: "queued",
    listed: "job",
    createdAt: now,
    epoch: 0,
    seq: 0,
    claims: 0,
    due: dueShard,
    wakeAt: now,
    order: [root.Id],
    operations: { [root.Id as string]: JSON.stringify(root) },
    rev: 1,
    sentRev: 0,
    sent: {},
    ...(job.dryRun ? { dryRun: true } : {}),
    outboxDue: dueShard,
    outboxAt: now,
  };
};

const parsed = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : undefined);

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
    ...(item.nudged === undefined ? {} : { nudge: item.nudged as string }),
    operations,
    rev: item.rev as number,
    sentRev: item.sentRev as number,
    sent: item.sent as JobRecord["sent"],
  };
};
