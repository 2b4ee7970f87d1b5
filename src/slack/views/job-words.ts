import {
  hasStopped,
  isAtRest,
  isOver,
  type JobState,
  type JobView,
  type StepStatus,
  type StepView,
} from "../../jobs/job.ts";

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
/** How a job stands; one that was asked to end says so until it has. */
export const jobStateWords = (job: JobView): string => (isStopping(job) ? "being cancelled" : states[job.state]);

/** Somebody has asked for its end, and it goes there by itself. */
export const isStopping = ({ state, stopAsked }: JobView): boolean => stopAsked !== undefined && !isAtRest(state);

/** What it is about, for everybody; of a dry run nobody may think that it does something. */
export const jobTitle = ({ title, dryRun }: Pick<JobView, "title" | "dryRun">): string =>
  dryRun ? `Dry run: ${title}` : title;

const statuses: Readonly<Record<StepStatus, string>> = {
  pending: "not yet",
  running: "in progress",
  waiting: "waiting",
  done: "done",
  failed: "failed",
  unknown: "outcome unknown",
  skipped: "not done",
  planned: "would be done",
  stopped: "not done, because the job was cancelled",
};
export const stepStatusWords = (status: StepStatus): string => statuses[status];

/** The step that a failed or parked job stands at. */
export const stoppedStep = ({ steps }: JobView): StepView | undefined =>
  steps.find(({ status }) => status === "failed" || status === "unknown");

/** Ended with something left that can be done again, or left alone in the middle. */
export const canGoOn = ({ state }: JobView): boolean => hasStopped(state);

/** Not over, and nobody has asked for its end yet. */
export const canBeCancelled = ({ state, stopAsked }: JobView): boolean => !isOver(state) && stopAsked === undefined;
