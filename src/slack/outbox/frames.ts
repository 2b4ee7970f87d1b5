import type { Clock } from "../../domain/clock.ts";
import { minutes, seconds } from "../../domain/duration.ts";
import { isAtRest, type JobView } from "../../jobs/job.ts";

/** Between two edits of a message under way: milliseconds, and a part of what its job has taken so far. */
const shortestMs = 1_200;
const usual = { partOfAge: 10, longestMs: seconds(10) };
/** A job made of many lasts, and each of its edits says little more than the one before. */
const ofMany = { partOfAge: 5, longestMs: minutes(2) };

/**
 * How long a job's message waits for its next edit, wall-clock milliseconds. Slack takes about 50 edits a minute, of all jobs
 * together: a young job is watched closely, an old one is looked at now and then.
 */
export const frameGap = ({ createdAt, steps }: Pick<JobView, "createdAt" | "steps">, clock: Clock): number => {
  const ageMs = (clock.now() - createdAt) / clock.wire(1);
  const { partOfAge, longestMs } = steps.some(({ items }) => items !== undefined) ? ofMany : usual;
  return Math.min(Math.max(shortestMs, ageMs / partOfAge), longestMs);
};

/** What a person waits to see of a job: it goes before progress, and its first showing is not held back. "" while it merely goes on. */
export const alertOf = ({ state, stopAsked }: Pick<JobView, "state" | "stopAsked">): string => {
  if (isAtRest(state)) return state;
  return stopAsked ? "stopping" : state === "needs-approval" ? state : "";
};
