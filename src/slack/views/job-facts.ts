import { printDuration } from "../../domain/duration.ts";
import type { JobView } from "../../jobs/job.ts";
import { code, lines, type Mrkdwn, md } from "../blocks/escape.ts";
import type { AtMs } from "./job-steps.ts";
import { jobStateWords } from "./job-words.ts";

/** Who asked for a job, who cancelled it or had it go on, and when. */
export const jobFacts = (job: JobView, at: AtMs): (readonly [name: string, value: Mrkdwn])[] => {
  const { requester, createdAt, endedAt, stopAsked, retries, parent, holds } = job;
  const last = retries.at(-1);
  const times = retries.length > 1 ? ` (${retries.length} times)` : "";
  return [
    ["State", md`${jobStateWords(job)}`],
    ["Asked by", md`${requester.name}, as ${requester.role}`],
    ["Asked at", at(createdAt)],
    ...(endedAt === undefined
      ? []
      : [["Ended", md`${at(endedAt)}, after ${printDuration(endedAt - createdAt)}`] as const]),
    ...(stopAsked ? [["Cancelled by", md`${stopAsked.by.name}, ${at(stopAsked.at)}`] as const] : []),
    ...(last ? [["Retried by", md`${last.by.name}, ${at(last.at)}${times}`] as const] : []),
    ...(holds ? [["Holds", md`${holds.join(", ")}`] as const] : []),
    ...(parent ? [["Part of job", code(parent.jobId)] as const] : []),
  ];
};

export const problemLines = ({ problem }: JobView): Mrkdwn | undefined =>
  problem && lines(md`*Problem:* ${problem.message}`, md`*What you can do:* ${problem.next}`);

/** What a cancelled job leaves behind, each with how to undo it. */
export const remainsLines = ({ remains }: Pick<JobView, "remains">): Mrkdwn | undefined =>
  remains.length === 0 ? undefined : lines(md`*What stays behind:*`, ...remains.map((each) => md`• ${each}`));
