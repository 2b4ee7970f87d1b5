import type { Button } from "@slack/types";
import type { JobView } from "../../jobs/job.ts";
import { buttonRow } from "../blocks/buttons.ts";
import type { Mrkdwn } from "../blocks/escape.ts";
import { section } from "../blocks/text.ts";
import type { Content } from "../poster.ts";
import { payloadOf } from "./payload.ts";

/** Where a message belongs. "origin": the channel of the request, or its asker's direct messages where the bot cannot write. */
export type Place =
  | { is: "origin" }
  | { is: "thread" }
  | { is: "channel"; id: string }
  | { is: "person"; slackId: string };

type Kind = "card" | "cancel" | "retry" | "needs" | "ask" | "alert" | "handover" | "why" | "end";

/** Tells a message from the job's others, and never changes: "card", "end", and "end-2" of a job that was had to go on twice. */
export type MessageKey = Kind | `${Kind}-${string}`;

/** One message as it should be now. */
export interface Desired {
  key: MessageKey;
  place: Place;
  content: Content;
  /** Written once: what it said was true then. */
  once?: boolean;
}

/** A job that goes on after it stopped may need somebody again: what is said once is then said once more. */
export const keyInRun = (kind: Kind, { retries }: Pick<JobView, "retries">): MessageKey =>
  retries.length === 0 ? kind : `${kind}-${retries.length}`;

/** A moment as part of a key: no key holds a dot, and the clock of a hurried world has fractions. */
const moment = ({ at }: { at: number }): number => Math.floor(at);

/** The same of a wish to cancel: a job that stopped for a person all the same can be cancelled anew. */
export const keyOfWish = (job: Pick<JobView, "retries">, wish: { at: number }): MessageKey =>
  `${keyInRun("cancel", job)}-${moment(wish)}`;

/** The same of what is said when it stops: a parked job stops once more with each wish to cancel it. */
export const keyAtStop = (kind: Kind, job: Pick<JobView, "retries" | "stopAsked">): MessageKey =>
  job.stopAsked ? `${keyInRun(kind, job)}-cancel-${moment(job.stopAsked)}` : keyInRun(kind, job);

export const message = (job: JobView, key: MessageKey, text: Mrkdwn, buttons: readonly Button[] = []): Content => ({
  text: text.mrkdwn,
  blocks: [section(text), ...buttonRow(buttons)],
  payload: payloadOf(job, key),
});
