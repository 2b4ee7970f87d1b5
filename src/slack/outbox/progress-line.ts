import { printDuration } from "../../domain/duration.ts";
import type { JobView, StepView } from "../../jobs/job.ts";

/** Steps that count: those left out by design are not shown as if something were missing. */
export const shownSteps = (job: JobView): StepView[] =>
  job.steps.filter(({ status, note }) => status !== "skipped" || note !== undefined);

/** The step everybody waits for, or the one that failed. */
export const currentStep = (job: JobView): StepView | undefined =>
  job.steps.find(
    ({ status }) => status === "failed" || status === "unknown" || status === "running" || status === "waiting",
  ) ?? job.steps.find(({ status }) => status === "pending");

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const atStep = (job: JobView): string => {
  const step = currentStep(job);
  if (!step) return "under way";
  const shown = shownSteps(job);
  return `step ${shown.indexOf(step) + 1} of ${shown.length}, ${lowerFirst(step.title)}`;
};

/** How a job stands, in a few words that make sense without anything around them. */
export const progressLine = (job: JobView): string => {
  const stoppedAt = job.steps.find(({ status }) => status === "failed" || status === "unknown");
  const took = job.endedAt === undefined ? "" : ` in ${printDuration(job.endedAt - job.createdAt)}`;
  switch (job.state) {
    case "queued":
      return "starting";
    case "running":
    case "waiting":
      return atStep(job);
    case "needs-approval":
      return `${atStep(job)} (waiting for a person)`;
    case "succeeded":
      return `done${took}`;
    case "partly":
      return `partly done${took}`;
    case "failed":
      return stoppedAt ? `failed: ${lowerFirst(stoppedAt.title)}` : "failed";
    case "cancelled":
      return `cancelled${took}`;
    case "parked":
      return stoppedAt ? `stopped, outcome unknown: ${lowerFirst(stoppedAt.title)}` : "stopped, outcome unknown";
  }
};
