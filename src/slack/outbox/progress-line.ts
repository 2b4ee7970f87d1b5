import { printDuration } from "../../domain/duration.ts";
import type { JobView, StepView } from "../../jobs/job.ts";
import { itemsOf, itemWords } from "../views/item-words.ts";
import { isStopping, stoppedStep } from "../views/job-words.ts";

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
  const unclear = step.status === "waiting" && step.problem !== undefined ? " (no clear answer yet)" : "";
  const doing =
    step.turnOf === undefined ? `${lowerFirst(step.title)}${unclear}` : `waiting for its turn: ${step.turnOf}`;
  return `step ${shown.indexOf(step) + 1} of ${shown.length}, ${doing}${step.items ? `: ${itemWords(step.items)}` : ""}`;
};

/** How a job stands, in a few words that make sense without anything around them. */
export const progressLine = (job: JobView): string => {
  const { state, stopAsked, endedAt, createdAt } = job;
  if (stopAsked && isStopping(job)) return `cancelling, asked by ${stopAsked.by.name}`;
  const at = stoppedStep(job);
  const took = endedAt === undefined ? "" : ` in ${printDuration(endedAt - createdAt)}`;
  switch (state) {
    case "queued":
      return job.retries.length > 0 ? "going on" : "starting";
    case "running":
    case "waiting":
      return atStep(job);
    case "needs-approval":
      return `${atStep(job)} (waiting for a person)`;
    case "succeeded":
      return job.dryRun ? "looked through, nothing was changed" : `done${took}${itemsOf(job)}`;
    case "partly":
      return `partly done${took}${itemsOf(job)}`;
    case "failed":
      return `${at ? `failed: ${lowerFirst(at.title)}` : "failed"}${itemsOf(job)}`;
    case "cancelled":
      return `cancelled${stopAsked ? ` by ${stopAsked.by.name}` : ""}${itemsOf(job)}`;
    case "parked":
      return at ? `stopped, outcome unknown: ${lowerFirst(at.title)}` : "stopped, outcome unknown";
  }
};
