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

/** "unknown": nobody could find out what became of it; never shown as failed or done. */
export type StepStatus = "pending" | "running" | "waiting" | "done" | "failed" | "unknown" | "skipped";

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
}

/** What a command hands over to have work done. */
export interface JobRequest {
  workflow: string;
  title: string;
  input: unknown;
}
