import type { JobState, StepStatus } from "../../jobs/job.ts";

const states: Readonly<Record<JobState, string>> = {
  queued: "about to start",
  running: "running",
  waiting: "waiting",
  "needs-approval": "needs somebody's approval",
  parked: "stopped, needs an operator",
  succeeded: "succeeded",
  partly: "partly done",
  failed: "failed",
  cancelled: "cancelled",
};
export const jobStateWords = (state: JobState): string => states[state];

const statuses: Readonly<Record<StepStatus, string>> = {
  pending: "not yet",
  running: "in progress",
  waiting: "waiting",
  done: "done",
  failed: "failed",
  unknown: "outcome unknown",
  skipped: "left out",
  planned: "would be done",
  stopped: "not done, as the job was cancelled",
};
export const stepStatusWords = (status: StepStatus): string => statuses[status];
