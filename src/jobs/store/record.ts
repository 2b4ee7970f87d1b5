import type { WireOperation } from "@aws/durable-execution-sdk-js";
import type { ProblemRecord } from "../../domain/problem.ts";
import type { Actor, JobState, Origin, Requester } from "../job.ts";
import type { Inbox } from "./inbox.ts";
import type { Layout } from "./layout.ts";
import type { Shape } from "./shape.ts";
import type { ParentLink, StepChildren } from "./step-children.ts";

/** One try of a step: what a later try must know before it repeats an effect. Times are world milliseconds. */
export interface Try {
  startedAt: number;
  /** Absent while it runs. */
  endedAt?: number;
  /** The latest moment at which a call of this try can have begun, when no reply said what became of it. */
  doubtFrom?: number;
  /** With `doubtFrom`: how long after it the outcome can still change; absent means as long as the step says. */
  settlesAfterMs?: number;
}

/** The SDK's operation as we store it, with the tries beside it. */
export interface StoredOperation extends WireOperation {
  Tries?: Try[];
  /** When a callback that nobody answered is given up, world milliseconds, and with which words. */
  Deadline?: { at: number; says: string };
}

/** Which posts of a job are where. `print` is a hash of what was last sent. */
export interface SentMessage {
  channel: string;
  ts: string;
  print: string;
}

/** A job as it lies in the table: one item, never over 300 KB, and what is too large for it beside it. Times are world milliseconds. */
export interface JobRecord {
  id: string;
  /** Shape of its item. */
  v: Shape;
  workflow: string;
  major: number;
  title: string;
  input: unknown;
  state: JobState;
  requester: Requester;
  origin: Origin;
  createdAt: number;
  endedAt?: number;
  result?: unknown;
  problem?: ProblemRecord;
  /** Rises by one with each claim; with `seq` it is the fence that every write must pass. */
  epoch: number;
  seq: number;
  leaseUntil?: number;
  wakeAt: number;
  /** True for a claim that took the job from a worker which had not let it go. */
  tookOver: boolean;
  /** Claims since the last progress: a job that kills its workers is parked. */
  claims: number;
  /** Somebody says it is worth looking now rather than at `wakeAt`, and nobody has looked since. */
  nudged: boolean;
  /** The nudge that this record was claimed with: a later one has another name. */
  nudge?: string;
  /** Somebody wants it to end at the next safe step. */
  stop?: { by: Actor; at: number };
  /** Each time that a person had it go on from where it had stopped. */
  retries: readonly { by: Actor; at: number }[];
  /** Tries of steps from before the last time it was had to go on, by step. */
  triesBefore: Readonly<Record<string, readonly Try[]>>;
  /** Every look and no act. */
  dryRun: boolean;
  /** The job that this one is an item of. */
  parent?: ParentLink;
  /** What is known of child jobs, by step. */
  children: Readonly<Record<string, StepChildren>>;
  operations: Map<string, StoredOperation>;
  /** How these lie in the table. */
  layout: Layout;
  /** Set by a claim: something that lay beside the item is gone, so nobody can work on the job. */
  partMissing?: true;
  /** What the outside answered since, to callbacks among the operations. */
  inbox: Inbox;
  /** Bumped when what people can see has changed. */
  rev: number;
  sentRev: number;
  sent: Record<string, SentMessage>;
}

/** Everything of a new job that its asker decides. */
export type NewJob = Pick<JobRecord, "id" | "workflow" | "major" | "title" | "input" | "requester" | "origin"> & {
  dryRun?: boolean;
  parent?: ParentLink;
  /** Why it cannot even begin: it is there as failed, so that it can be looked at and had to go on. */
  problem?: ProblemRecord;
};

export const rootOperationId = (jobId: string): string => `root-${jobId}`;
