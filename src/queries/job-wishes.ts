import type { Clock } from "../domain/clock.ts";
import { printDuration } from "../domain/duration.ts";
import { Problem } from "../domain/problem.ts";
import type { Actor, JobView } from "../jobs/job.ts";
import { isOver } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";

interface Wish {
  jobs: Pick<Jobs, "get" | "cancel" | "retry">;
  clock: Clock;
  /** As it was when it was found; the table decides by how it is now. */
  job: JobView;
  by: Actor;
}

const agoWords = (clock: Clock, at: number): string => `${printDuration(clock.now() - at)} ago`;
const details = (id: string): string => `\`/isb job show ${id}\``;

/** How an ended job ended, as a sentence. */
const endWords = ({ state, endedAt, stopAsked }: JobView, clock: Clock): string => {
  const when = endedAt === undefined ? "" : ` ${agoWords(clock, endedAt)}`;
  if (state === "cancelled") return `was cancelled${when}${stopAsked ? ` on the word of ${stopAsked.by.name}` : ""}`;
  if (state === "succeeded") return `ended well${when}`;
  return state === "partly" ? `ended${when}, with a part of it not done` : `failed${when}`;
};

const gone = ({ id }: JobView): Problem =>
  new Problem("job-unknown", `Job ${id} is not there any more.`, { next: "`/isb job list` shows yours." });

const over = (job: JobView, clock: Clock): Problem =>
  new Problem("job-over", `Job ${job.id} ${endWords(job, clock)}, so there is nothing to cancel.`, {
    next: `${details(job.id)} shows what it did.`,
  });

const askedBefore = ({ id, stopAsked }: JobView, clock: Clock): Problem =>
  new Problem(
    "job-stop-asked",
    stopAsked
      ? `${stopAsked.by.name} asked ${agoWords(clock, stopAsked.at)} to cancel job ${id}.`
      : `Somebody has asked to cancel job ${id}.`,
    { next: `It ends at its next safe step: ${details(id)} shows how far it is.` },
  );

/** Why a job cannot be had to go on. */
const notStopped = (job: JobView, clock: Clock): Problem => {
  const { id, state, retries } = job;
  if (isOver(state)) {
    return new Problem("job-not-stopped", `Job ${id} ${endWords(job, clock)}, so it cannot go on.`, {
      next: `${state === "cancelled" ? "Ask for it anew if it is still wanted. " : ""}${details(id)} shows what it did.`,
    });
  }
  const last = retries.at(-1);
  const before = last ? ` ${last.by.name} had it go on ${agoWords(clock, last.at)}.` : "";
  return new Problem("job-not-stopped", `Job ${id} is at work, so there is nothing to do again.${before}`, {
    next: `${details(id)} shows how far it is.`,
  });
};

/** Has a job asked to end at its next safe step, or says why not. */
export const cancelJob = async ({ jobs, clock, job, by }: Wish): Promise<void> => {
  const outcome = await jobs.cancel(job.id, by);
  if (outcome === "asked") return;
  const now = outcome === "unknown-job" ? undefined : await jobs.get(job.id);
  if (now === undefined) throw gone(job);
  throw outcome === "over" ? over(now, clock) : askedBefore(now, clock);
};

/** Has a stopped job go on from the step it stopped at, or says why not. */
export const retryJob = async ({ jobs, clock, job, by }: Wish): Promise<void> => {
  const outcome = await jobs.retry(job.id, by);
  if (outcome === "going-on") return;
  const now = outcome === "unknown-job" ? undefined : await jobs.get(job.id);
  throw now === undefined ? gone(job) : notStopped(now, clock);
};
