import { isHandover } from "../../domain/handover.ts";
import { isAtRest, type JobView } from "../../jobs/job.ts";
import { formButton, runButton } from "../blocks/buttons.ts";
import { code, lines, md, mention } from "../blocks/escape.ts";
import { jobTitle } from "../views/job-words.ts";
import { cardContent } from "./card.ts";
import { type Desired, keyAtStop, keyInRun, keyOfWish, type MessageKey, message } from "./desired.ts";
import { endText, saysItPrivately } from "./end-words.ts";
import { handoverContent } from "./handover.ts";

export interface MessageRules {
  /** Channels of the operators: everything may be said there. The first is where approvals are asked for. */
  opsChannels: readonly string[];
  timeZone: string;
  /** Where the card is, when it is anywhere yet. */
  cardChannel: string | undefined;
  /** Messages that are out already. */
  sent: ReadonlySet<string>;
}

/** What became of a request that others were asked about. */
const decisionOf = ({ steps, problem, stopAsked }: JobView): string =>
  steps.find(({ decision }) => decision !== undefined)?.decision ??
  (stopAsked ? `cancelled by ${stopAsked.by.name}` : (problem?.message.replace(/\.$/, "") ?? "it no longer waits"));

/** Whose word it was that the job went on or ends: everybody sees it, at the moment it is given. */
const wishes = (job: JobView): Desired[] => {
  const { stopAsked, retries } = job;
  const told = (key: MessageKey, by: string, what: string): Desired => ({
    key,
    place: { is: "thread" },
    once: true,
    content: message(job, key, md`${mention(by)} ${what}`),
  });
  return [
    ...retries.map(({ by }, n) => told(`retry-${n + 1}`, by.slackId, "had this go on from where it stopped.")),
    ...(stopAsked
      ? [told(keyOfWish(job, stopAsked), stopAsked.by.slackId, "asked to cancel this: it ends at its next safe step.")]
      : []),
  ];
};

/** What others are asked for while a job waits for them, in its thread and where operators read. */
const asks = (job: JobView, { opsChannels, cardChannel, sent }: MessageRules): Desired[] => {
  const waits = job.state === "needs-approval" && job.stopAsked === undefined;
  const wait = waits ? job.steps.find(({ status }) => status === "waiting") : undefined;
  const note = wait?.note ?? "";
  const review = wait?.suggest ? [formButton("Review", wait.suggest)] : [];
  const title = jobTitle(job);
  const list: Desired[] = [];
  const needs = keyInRun("needs", job);
  if (wait) {
    const content = message(job, needs, md`${title} waits for approval. ${note}`, review);
    list.push({ key: needs, place: { is: "thread" }, once: true, content });
  }
  const ask = keyInRun("ask", job);
  const opsChannel = opsChannels[0];
  if (opsChannel && cardChannel !== undefined && !opsChannels.includes(cardChannel) && (wait || sent.has(ask))) {
    const about = md`${title} for ${mention(job.requester.slackId)}`;
    const words = wait?.aside ? md` They wrote: ${wait.aside}` : md``;
    const text = wait ? md`${about} waits for approval. ${note}${words}` : md`${about} is decided: ${decisionOf(job)}.`;
    list.push({ key: ask, place: { is: "channel", id: opsChannel }, content: message(job, ask, text, review) });
  }
  return list;
};

/** A job that only a person can settle: operators are told once, wherever it was asked for. */
const alert = (job: JobView, { opsChannels, cardChannel }: MessageRules): Desired[] => {
  const [opsChannel] = opsChannels;
  if (job.state !== "parked" || !opsChannel || cardChannel === undefined || opsChannels.includes(cardChannel))
    return [];
  const key = keyAtStop("alert", job);
  const why = job.problem ? `${job.problem.message} ${job.problem.next}` : "";
  const then = md`Look at it with ${code(`/isb job show ${job.id}`)}; then have it go on with ${code(`/isb job retry ${job.id}`)}, or end it with ${code(`/isb job cancel ${job.id}`)}.`;
  const text = lines(
    md`${jobTitle(job)} for ${mention(job.requester.slackId)} stopped with its outcome unknown, and needs an operator. ${why}`,
    then,
  );
  const content = message(job, key, text, [runButton("Details", `job show ${job.id}`)]);
  return [{ key, place: { is: "channel", id: opsChannel }, once: true, content }];
};

/** What is said once when a job stops; the very last is the end, which the asker reads in the thread. */
const atStop = (job: JobView, detailed: boolean, timeZone: string): Desired[] => {
  if (!isAtRest(job.state)) return [];
  const { result, requester } = job;
  const handover = keyAtStop("handover", job);
  const why = keyAtStop("why", job);
  const end = keyAtStop("end", job);
  return [
    ...(isHandover(result)
      ? [
          {
            key: handover,
            place: { is: "person" as const, slackId: result.holder.slackId ?? requester.slackId },
            once: true,
            content: handoverContent(job, handover, result, timeZone),
          },
        ]
      : []),
    ...(saysItPrivately(job, detailed)
      ? [
          {
            key: why,
            place: { is: "person" as const, slackId: requester.slackId },
            once: true,
            content: message(job, why, endText(job, true)),
          },
        ]
      : []),
    { key: end, place: { is: "thread" }, once: true, content: message(job, end, endText(job, detailed)) },
  ];
};

/** Everything a job wants to have said at this moment, in the order it should be sent. Pure: the outbox makes it so. */
export const desiredMessages = (job: JobView, rules: MessageRules): Desired[] => {
  const { opsChannels, timeZone, cardChannel } = rules;
  const direct = cardChannel?.startsWith("D") ?? false;
  const detailed = direct || opsChannels.includes(cardChannel ?? job.origin.channelId);
  return [
    { key: "card", place: { is: "origin" }, content: cardContent(job, { detailed }) },
    ...wishes(job),
    ...asks(job, rules),
    ...alert(job, rules),
    ...atStop(job, detailed, timeZone),
  ];
};
