import type { ProblemRecord } from "../../domain/problem.ts";
import type { Actor, JobState } from "../job.ts";
import type { CallbackOutcome } from "./inbox.ts";
import type { JobRecord, NewJob, SentMessage, StoredOperation } from "./record.ts";
import type { ChildNews, ParentLink } from "./step-children.ts";

/** A pointer out of the due index; the item itself decides whether it still is. */
export interface Due {
  kind: "job" | "intake" | "claim";
  id: string;
  wakeAt: number;
}

/** What a running job writes at a checkpoint. */
export interface Progress {
  changed: readonly StoredOperation[];
  /** Operations that were not there before, in order. */
  added: readonly string[];
  /** A longer lease than the one held; absent: that one is long enough. */
  leaseUntil?: number;
  /** True when people can see the difference. */
  visible: boolean;
  /** True when what they can see then is that one of them must act: that goes before all other progress. */
  urgent?: boolean;
}

export interface Ending {
  state: Extract<JobState, "succeeded" | "partly" | "failed" | "cancelled" | "parked">;
  result?: unknown;
  problem?: ProblemRecord;
}

export interface JobFilter {
  slackId?: string;
  state?: JobState;
  /** Of this job the children, which no other list holds. */
  parent?: string;
  /** At most this many; default 20. */
  limit?: number;
  /** Opaque, from the page before. */
  cursor?: string;
}

/** The state in which a job lies in the table says no more than that it is at work, while it is. */
export interface StoredFilter extends Omit<JobFilter, "state"> {
  states?: readonly JobState[];
}

export interface JobPage {
  jobs: JobRecord[];
  cursor?: string;
}

/** How a job that stopped goes on. */
export interface Resumption {
  /** Operations to begin anew. */
  forget: readonly string[];
  /** What is still known of them: the tries of steps, by step. */
  triesBefore: JobRecord["triesBefore"];
  /** True when it goes on only to the end that a person wanted. */
  keepsStop: boolean;
}

/** Raised when another worker has taken the job over: stop at once, write nothing more. */
export class FenceLost extends Error {
  constructor(jobId: string) {
    super(`job ${jobId} belongs to another worker now`);
    this.name = "FenceLost";
  }
}

/** Raised when a job has more to keep than the table can hold of one: it cannot go on. */
export class Outgrown extends Error {
  constructor(jobId: string, bytes: number) {
    super(`job ${jobId} has outgrown its place in the table (${bytes} bytes)`);
    this.name = "Outgrown";
  }
}

/**
 * Where jobs lie. Every write of a running job passes the fence (`epoch`, `seq`) or throws FenceLost;
 * all other failures are the database's own and say nothing about the outcome.
 */
export interface JobStore {
  /** False when a job of that id is there already: the same delivery came twice. */
  create(job: NewJob): Promise<boolean>;
  get(id: string): Promise<JobRecord | undefined>;
  list(filter: StoredFilter): Promise<JobPage>;
  /** What is due by `now`, oldest first, at most `limit`, without what `isLeftOut` says. May be stale. */
  due(now: number, limit: number, isLeftOut?: (due: Due) => boolean): Promise<Due[]>;
  /** Takes the job if its wake time is still `seenWakeAt`; undefined when somebody else was faster, and for a shape that this build does not read. */
  claim(id: string, seenWakeAt: number, leaseUntil: number): Promise<JobRecord | undefined>;
  /** Writes progress and moves `record` along with it. */
  checkpoint(record: JobRecord, progress: Progress): Promise<void>;
  /** Lets go until `wakeAt`; at once instead when somebody nudged it meanwhile. */
  suspend(record: JobRecord, wakeAt: number, state: JobState): Promise<void>;
  /** Leaves it to others until `wakeAt`, also when somebody nudged it: whoever takes it up next has that to look into. */
  leave(record: JobRecord, wakeAt: number, state: JobState): Promise<void>;
  end(record: JobRecord, ending: Ending): Promise<void>;
  /** Renews the lease; false when the job belongs to another worker. */
  heartbeat(record: JobRecord, leaseUntil: number): Promise<boolean>;
  /** Makes a waiting job look now. Harmless for any other. */
  nudge(id: string): Promise<void>;
  /**
   * Answers a callback and has the job look. The first answer counts: false when there is one already, or no such job.
   * Written beside the job's worker, which finds it when it next lets go.
   */
  complete(id: string, callbackId: string, outcome: CallbackOutcome): Promise<boolean>;
  /** Writes down that somebody wants the job to end, and wakes it. A parked job is taken up again for that. */
  askToStop(id: string, by: Actor): Promise<"asked" | "asked-before" | "over" | "unknown-job">;
  /**
   * Has a failed or parked job go on as `stoppedAt` says. `round`: its parent has it go on, in this of its retries; then also after it was stopped.
   */
  resume(
    id: string,
    by: Actor,
    stoppedAt: (record: JobRecord) => Resumption,
    round?: number,
  ): Promise<"going-on" | "not-stopped" | "unknown-job">;
  /** Makes room for what `total` children of a step will tell; once. */
  openChildren(id: string, step: string, total: number): Promise<void>;
  /** Tells a parent how its child stands. Harmless when told before, and when the parent is gone. */
  tellParent(news: ChildNews): Promise<void>;
  /** All children of a job. May be stale. */
  childrenOf(id: string): Promise<{ id: string; state: JobState }[]>;
  /** True when a parent wants the children of this step to end before they act. */
  holdsChildren(parent: ParentLink): Promise<boolean>;
  /** Jobs whose messages lag behind, oldest first, without those that `isLeftOut` says. May be stale. */
  outboxDue(now: number, limit: number, isLeftOut?: (id: string) => boolean): Promise<string[]>;
  /** The right to send this job's messages until `until`. `tookOver`: the holder before died at it or was in doubt. */
  claimOutbox(id: string, until: number): Promise<{ record: JobRecord; tookOver: boolean; claim: string } | undefined>;
  /** Notes one message that is out, while others are still to come; false when somebody else sends them now. */
  noteSent(id: string, claim: string, key: string, sent: SentMessage): Promise<boolean>;
  /**
   * Gives the right back: all sent up to `sentRev`, or try again at `retryAt`. `inDoubt`: something may be out that is not
   * noted, so the next holder is told as if this one had died. `seenRev`: what has become visible since then waits a second at most.
   */
  releaseOutbox(
    id: string,
    claim: string,
    outcome: { sentRev: number; inDoubt?: boolean } | { retryAt: number; inDoubt?: boolean; seenRev?: number },
  ): Promise<void>;
}
