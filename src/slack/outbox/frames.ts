import type { Clock } from "../../domain/clock.ts";
import { isOver, type JobView } from "../../jobs/job.ts";

/** Between two edits of a message under way, wall-clock milliseconds. */
const shortestMs = 1_200;
const longestMs = 10_000;
/** Of a job made of many: it lasts, and each of its edits says little more than the one before. */
const longestOfManyMs = 60_000;
/** A card is never staler than this part of what its job has taken so far. */
const partOfAge = 10;

/**
 * How long a job's message waits for its next edit, wall-clock milliseconds. Slack takes about 50 edits a minute, of all jobs
 * together: a young job is watched closely, an old one is looked at now and then.
 */
export const frameGap = ({ createdAt, steps }: JobView, clock: Clock): number => {
  const ageMs = (clock.now() - createdAt) / clock.wire(1);
  const most = steps.some(({ items }) => items !== undefined) ? longestOfManyMs : longestMs;
  return Math.min(Math.max(shortestMs, ageMs / partOfAge), most);
};

/** A person waits for this to be shown: it goes before progress, and is not held back. */
export const isUrgent = ({ state, stopAsked }: JobView): boolean =>
  isOver(state) || state === "parked" || state === "needs-approval" || stopAsked !== undefined;
