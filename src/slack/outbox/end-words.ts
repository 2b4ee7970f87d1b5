import { isHandover } from "../../domain/handover.ts";
import { isPlan, type Plan } from "../../domain/plan.ts";
import type { ProblemCode } from "../../domain/problem-codes.ts";
import type { JobView } from "../../jobs/job.ts";
import { lines, type Mrkdwn, md, mention } from "../blocks/escape.ts";
import { itemsOf } from "../views/item-words.ts";
import { remainsLines } from "../views/job-facts.ts";
import { jobTitle } from "../views/job-words.ts";

/** Words of other systems are not for everybody. */
const quotesOthers: ReadonlySet<ProblemCode> = new Set([
  "isb-refused",
  "isb-conflict",
  "isb-unexpected",
  "unexpected",
  // They quote what was typed, and templates that not everybody may know of.
  "template-unknown",
  "template-ambiguous",
]);

/** True when the reason, or what stays behind, is not for everybody who reads here. */
export const saysItPrivately = ({ problem, remains }: JobView, detailed: boolean): boolean =>
  !detailed && (remains.length > 0 || (problem !== undefined && quotesOthers.has(problem.code)));

const why = (job: JobView, detailed: boolean): string => {
  if (!job.problem) return "";
  return saysItPrivately(job, detailed)
    ? "Why is in your direct messages."
    : `${job.problem.message} ${job.problem.next}`;
};

const left = (job: JobView, detailed: boolean): Mrkdwn | undefined => {
  if (job.remains.length === 0) return undefined;
  return detailed ? remainsLines(job) : md`What stays behind is in your direct messages.`;
};

const handedOver = (job: JobView): Mrkdwn => {
  const { requester, result } = job;
  const asker = mention(requester.slackId);
  const title = jobTitle(job);
  if (!isHandover(result)) return md`${asker} ${title} is done.`;
  const { slackId } = result.holder;
  if (!slackId)
    return md`${asker} ${title} is ready. Its holder was not found in Slack, so the details went to you: please pass them on.`;
  return slackId === requester.slackId
    ? md`${asker} ${title} is ready. How to enter it is in your direct messages.`
    : md`${asker} ${title} is ready. How to enter it went to ${mention(slackId)} in a direct message.`;
};

/** A dry run's answer: the titles of what would be done, which everybody may read. */
const planned = ({ requester, title }: JobView, { wouldDo, always }: Plan): Mrkdwn => {
  const opening = md`${mention(requester.slackId)} Dry run of ${title}: nothing was changed.`;
  if (wouldDo.length + always.length === 0) return md`${opening} There is nothing left to do.`;
  return lines(md`${opening} It would:`, ...[...wouldDo, ...always].map((line) => md`• ${line.title}`));
};

/** What is said when a job stops, to whoever asked for it. */
export const endText = (job: JobView, detailed: boolean): Mrkdwn => {
  const { requester, state, stopAsked, result } = job;
  const asker = mention(requester.slackId);
  const title = jobTitle(job);
  switch (state) {
    case "succeeded": {
      const said = isPlan(result) ? planned(job, result) : handedOver(job);
      return stopAsked ? md`${said} The wish to cancel it came too late.` : said;
    }
    case "parked":
      return lines(
        md`${asker} ${title} stopped, and what became of it is not known. ${why(job, detailed)}`,
        left(job, detailed),
      );
    case "cancelled": {
      const by = stopAsked ? md` by ${mention(stopAsked.by.slackId)}` : md``;
      return lines(md`${asker} ${title} was cancelled${by}${itemsOf(job)}.`, left(job, detailed));
    }
    case "partly":
      return md`${asker} ${title} is partly done${itemsOf(job)}. ${why(job, detailed)}`;
    default:
      return lines(md`${asker} ${title} did not work. ${why(job, detailed)}`, left(job, detailed));
  }
};
