import type { ProblemRecord } from "../domain/problem.ts";
import type { Role } from "../domain/role.ts";

export const jobStates = [
  "queued",
  "running",
  "waiting",
  "needs-approval",
  "parked",
  "succeeded",
  "partly",
  "failed",
  "cancelled",
] as const;
export type JobState = (typeof jobStates)[number];

const ended: ReadonlySet<JobState> = new Set(["succeeded", "partly", "failed", "cancelled"]);
export const isOver = (state: JobState): boolean => ended.has(state);

const stopped: ReadonlySet<JobState> = new Set(["failed", "partly", "parked"]);
/** It did not go well, and a person may have it go on. */
export const hasStopped = (state: JobState): boolean => stopped.has(state);

/** Nobody works on it: it is over, or left to a person. */
export const isAtRest = (state: JobState): boolean => isOver(state) || state === "parked";

/** Who asked, as they were known at that moment. */
export interface Requester {
  slackId: string;
  teamId: string;
  identityId: string;
  email: string;
  name: string;
  role: Role;
}

/** Where the request was made. */
export interface Origin {
  channelId: string;
  /** Short-lived; private answers only. */
  responseUrl?: string;
  /** The delivery that asked, as Slack named it: by it a program finds the job of its own request. */
  request?: string;
}

/** Who asked for something of a job that is there already. */
export type Actor = Pick<Requester, "slackId" | "name">;

/** "unknown": nobody could find out what became of it; never shown as failed or done. */
/** "planned": a dry run, which would do it; "stopped": left out because somebody cancelled the job. */
export type StepStatus =
  | "pending"
  | "running"
  | "waiting"
  | "done"
  | "failed"
  | "unknown"
  | "skipped"
  | "planned"
  | "stopped";

/** How the child jobs of one step stand. */
export interface ItemCounts {
  total: number;
  done: number;
  failed: number;
  /** Ended without being done: cancelled, or never begun. */
  stopped: number;
  /** Left alone until a person has them go on, or cancels them. */
  needPerson?: number;
  /** Those that did not go well, at most 20 of them. */
  failures: readonly { jobId: string; title: string; problem?: ProblemRecord }[];
}

/** One line of a job's progress. Times are world milliseconds. */
export interface StepView {
  name: string;
  title: string;
  status: StepStatus;
  /** Tries so far, 1 or more once it began: more than one means that something went wrong before. */
  attempts: number;
  /** How often a wait has looked. */
  looks?: number;
  startedAt?: number;
  endedAt?: number;
  /** When it is looked at again, while waiting. */
  nextAt?: number;
  /** What it found or waits for, in plain words; may name accounts and people, so it is for ops channels and the people concerned. */
  note?: string;
  /** What a person decided, once one has. */
  decision?: string;
  /** A command by which somebody can move it on, as typed after the slash command. */
  suggest?: string;
  /** What the asker wrote, for those who decide: never shown in public. */
  aside?: string;
  problem?: ProblemRecord;
  /** The lane in which it waits for its turn, in plain words: "organisation writes". */
  turnOf?: string;
  /** With a step of child jobs. */
  items?: ItemCounts;
  /** The latest requests that outside systems gave a name to, at most 5: "ISB 3f2a…". */
  requests?: readonly string[];
}

/** A job as people may see it: nothing here is the engine's own. Times are world milliseconds. */
export interface JobView {
  id: string;
  /** "lease-assign". */
  workflow: string;
  /** Says what it is about, free of anything private: "Lease council-chatbot". */
  title: string;
  state: JobState;
  requester: Requester;
  origin: Origin;
  input: unknown;
  steps: StepView[];
  createdAt: number;
  endedAt?: number;
  result?: unknown;
  problem?: ProblemRecord;
  /** Somebody wants it to end; it does at the next safe step. */
  stopAsked?: { by: Actor; at: number };
  /** Each time that a person had it go on from where it had stopped. */
  retries: readonly { by: Actor; at: number }[];
  /** Every look and no act. */
  dryRun: boolean;
  /** The job that this one is an item of. */
  parent?: { jobId: string };
  /** What no other job may change meanwhile, in plain words; absent when it holds nothing. */
  holds?: readonly string[];
  /** What a cancelled job leaves behind, each with how to undo it or why not. */
  remains: readonly string[];
}

/** What a command hands over to have work done. */
export interface JobRequest {
  workflow: string;
  title: string;
  input: unknown;
  /** Every look and no act. */
  dryRun?: boolean;
}
