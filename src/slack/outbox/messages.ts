import type { Button } from "@slack/types";
import { isHandover } from "../../domain/handover.ts";
import type { ProblemCode } from "../../domain/problem-codes.ts";
import { isOver, type JobView } from "../../jobs/job.ts";
import { buttonRow, formButton } from "../blocks/buttons.ts";
import { type Mrkdwn, md, mention } from "../blocks/escape.ts";
import { section } from "../blocks/text.ts";
import type { Content } from "../poster.ts";
import { cardContent } from "./card.ts";
import { handoverContent } from "./handover.ts";
import { payloadOf } from "./payload.ts";

/** Where a message belongs. "origin": the channel of the request, or its asker's direct messages where the bot cannot write. */
export type Place =
  | { is: "origin" }
  | { is: "thread" }
  | { is: "channel"; id: string }
  | { is: "person"; slackId: string };

/** One message as it should be now. `key` tells it from the job's others, and never changes. */
export interface Desired {
  key: "card" | "needs" | "ask" | "handover" | "why" | "end";
  place: Place;
  content: Content;
  /** Written once: what it said was true then. */
  once?: boolean;
}

export interface MessageRules {
  /** Channels of the operators: everything may be said there. The first is where approvals are asked for. */
  opsChannels: readonly string[];
  timeZone: string;
  /** Where the card is, when it is anywhere yet. */
  cardChannel: string | undefined;
  /** Messages that are out already. */
  sent: ReadonlySet<string>;
}

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

const message = (job: JobView, key: Desired["key"], text: Mrkdwn, buttons: readonly Button[] = []): Content => ({
  text: text.mrkdwn,
  blocks: [section(text), ...buttonRow(buttons)],
  payload: payloadOf(job, key),
});

/** True when the reason is not for everybody who reads here. */
const saysItPrivately = ({ problem }: JobView, detailed: boolean): boolean =>
  problem !== undefined && !detailed && quotesOthers.has(problem.code);

const why = (job: JobView, detailed: boolean): string => {
  if (!job.problem) return "";
  return saysItPrivately(job, detailed)
    ? "Why is in your direct messages."
    : `${job.problem.message} ${job.problem.next}`;
};

/** What became of a request that others were asked about. */
const decisionOf = ({ steps, problem }: JobView): string =>
  steps.find(({ decision }) => decision !== undefined)?.decision ??
  (problem ? problem.message.replace(/\.$/, "") : "it no longer waits");

const handedOver = ({ title, requester, result }: JobView): Mrkdwn => {
  const asker = mention(requester.slackId);
  if (!isHandover(result)) return md`${asker} ${title} is done.`;
  const { slackId } = result.holder;
  if (!slackId)
    return md`${asker} ${title} is ready. Its holder was not found in Slack, so the details went to you: please pass them on.`;
  return slackId === requester.slackId
    ? md`${asker} ${title} is ready. How to enter it is in your direct messages.`
    : md`${asker} ${title} is ready. How to enter it went to ${mention(slackId)} in a direct message.`;
};

const endText = (job: JobView, detailed: boolean): Mrkdwn => {
  const asker = mention(job.requester.slackId);
  switch (job.state) {
    case "succeeded":
      return handedOver(job);
    case "parked":
      return md`${asker} ${job.title} stopped, and what became of it is not known. ${why(job, detailed)}`;
    case "cancelled":
      return md`${asker} ${job.title} was cancelled.`;
    default:
      return md`${asker} ${job.title} did not work. ${why(job, detailed)}`;
  }
};

/** Everything a job wants to have said at this moment, in the order it should be sent. Pure: the outbox makes it so. */
export const desiredMessages = (
  job: JobView,
  { opsChannels, timeZone, cardChannel, sent }: MessageRules,
): Desired[] => {
  const direct = cardChannel?.startsWith("D") ?? false;
  const detailed = direct || opsChannels.includes(cardChannel ?? job.origin.channelId);
  const list: Desired[] = [{ key: "card", place: { is: "origin" }, content: cardContent(job, { detailed }) }];

  const wait = job.state === "needs-approval" ? job.steps.find(({ status }) => status === "waiting") : undefined;
  const note = wait?.note ?? "";
  const review = wait?.suggest ? [formButton("Review", wait.suggest)] : [];
  if (wait) {
    list.push({
      key: "needs",
      place: { is: "thread" },
      once: true,
      content: message(job, "needs", md`${job.title} waits for approval. ${note}`, review),
    });
  }
  const opsChannel = opsChannels[0];
  if (opsChannel && cardChannel !== undefined && !opsChannels.includes(cardChannel) && (wait || sent.has("ask"))) {
    const asks = md`${job.title} for ${mention(job.requester.slackId)}`;
    const words = wait?.aside ? md` They wrote: ${wait.aside}` : md``;
    const text = wait ? md`${asks} waits for approval. ${note}${words}` : md`${asks} is decided: ${decisionOf(job)}.`;
    list.push({ key: "ask", place: { is: "channel", id: opsChannel }, content: message(job, "ask", text, review) });
  }
  if (isOver(job.state) || job.state === "parked") {
    if (isHandover(job.result)) {
      const slackId = job.result.holder.slackId ?? job.requester.slackId;
      list.push({
        key: "handover",
        place: { is: "person", slackId },
        once: true,
        content: handoverContent(job, job.result, timeZone),
      });
    }
    if (saysItPrivately(job, detailed)) {
      list.push({
        key: "why",
        place: { is: "person", slackId: job.requester.slackId },
        once: true,
        content: message(job, "why", endText(job, true)),
      });
    }
    list.push({
      key: "end",
      place: { is: "thread" },
      once: true,
      content: message(job, "end", endText(job, detailed)),
    });
  }
  return list;
};
