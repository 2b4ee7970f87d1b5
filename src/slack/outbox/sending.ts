import { createHash } from "node:crypto";
import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { JobView } from "../../jobs/job.ts";
import type { SentMessage } from "../../jobs/store/record.ts";
import type { Content, Posted, Poster, PostFailure } from "../poster.ts";
import type { Desired } from "./desired.ts";
import { alertOf, frameGap } from "./frames.ts";
import { editsLane, Later, type Pace, postsLane } from "./pace.ts";

/** Tells whether a message says by now what it should. */
export const printOf = ({ text, blocks, payload }: Content): string =>
  createHash("sha1")
    .update(JSON.stringify([text, blocks, payload]))
    .digest("base64");
/** Of a message that is there although nobody heard so: what it says by now is not known. */
const unknownPrint = "";

/** Content that Slack is sure to take, when it refused how the message was drawn. */
const plainOnly = ({ text, payload }: Content): Content => ({ text, payload: { key: payload.key }, blocks: [] });

type Sent = Extract<Posted, { is: "posted" }>;
export type Found = Sent & { print: string };
export type Refused = Extract<PostFailure, { is: "no-entry" | "bad-content" }>;
const isRefused = (posted: Posted): posted is Refused => posted.is === "no-entry" || posted.is === "bad-content";

/** What must be left of the right to send before one more call that people see: the longest call, and what clocks may differ by; wall-clock milliseconds. */
const oneCallMs = 10_000;

export interface SendingDeps {
  poster: Poster;
  clock: Clock;
  log: Log;
  pace: Pace;
  /** True once this process is to end: what is not begun is left to another one. */
  stopping: () => boolean;
}

/** The right to send one job's messages. */
export interface SendingRight {
  job: JobView;
  /** World milliseconds. */
  until: number;
  /** Whoever had it before may have posted what nobody noted. */
  tookOver: boolean;
}

/** What the holder of that right asks of Slack. All throw Later where a message is not for now. */
export interface Sending {
  /** Posts, or finds what was posted before. */
  post(desired: Desired, channel: string, threadTs?: string): Promise<Found | Refused>;
  postDirectly(desired: Desired, slackId: string): Promise<Found | Refused>;
  edit(desired: Desired, at: Pick<SentMessage, "channel" | "ts">): Promise<void>;
}

export const createSending = (
  { poster, clock, log, pace, stopping }: SendingDeps,
  { job, until, tookOver }: SendingRight,
): Sending => {
  const alert = alertOf(job);

  /** Ends the delivery, or gives back what Slack will say however often it is asked. */
  const insist = async (posted: Posted, key: string, isPost: boolean, lane?: string): Promise<Sent | Refused> => {
    if (posted.is === "posted" || isRefused(posted)) return posted;
    if (posted.is === "rate-limited" && lane) await pace.close(lane, posted.retryAfterMs);
    const error = posted.is === "unknown" ? posted.error : undefined;
    log.warn({ job: job.id, message: key, failure: posted.is, error, lane }, "a message was not sent");
    throw posted.is === "rate-limited"
      ? new Later({ afterMs: posted.retryAfterMs, why: "turn" })
      : new Later({ inDoubt: isPost });
  };

  /** Ends the delivery when another sender may have taken over by the time a call arrives, after this process was frozen for one, or is to. */
  const insistOnRight = (): void => {
    if (stopping() || clock.now() + clock.wire(oneCallMs) > until) throw new Later({ afterMs: 0 });
  };

  const post: Sending["post"] = async ({ key, content }, channel, threadTs) => {
    const at = { channel, ...(threadTs ? { threadTs } : {}) };
    insistOnRight();
    if (tookOver) {
      const there = await poster.find({ ...at, key: content.payload.key });
      if (there === "unknown") throw new Later();
      if (there !== "absent") return { is: "posted", channel, ts: there.ts, print: unknownPrint };
    }
    const lane = postsLane(channel);
    await pace.enter(lane, alert !== "");
    insistOnRight();
    const posted = await insist(await poster.post({ ...at, content }), key, true, lane);
    if (posted.is === "posted") return { ...posted, print: printOf(content) };
    if (posted.is === "no-entry") return posted;
    const { error } = posted;
    log.error({ job: job.id, message: key, error }, "Slack refused how a message was drawn; it went out as text");
    insistOnRight();
    const plain = await insist(await poster.post({ ...at, content: plainOnly(content) }), key, true);
    return plain.is === "posted" ? { ...plain, print: printOf(content) } : plain;
  };

  return {
    post,

    async postDirectly(desired, slackId) {
      insistOnRight();
      const channel = await poster.directChannel(slackId);
      if (typeof channel === "string") return post(desired, channel);
      return (await insist(channel, desired.key, false)) as Refused;
    },

    async edit({ key, content }, { channel, ts }) {
      const frame = `${job.id}#${key}`;
      const isNews = pace.frame(frame, frameGap(job, clock), alert);
      await pace.enter(editsLane, isNews);
      insistOnRight();
      let posted = await insist(await poster.update({ channel, ts, content }), key, false, editsLane);
      if (posted.is === "bad-content") {
        insistOnRight();
        posted = await insist(await poster.update({ channel, ts, content: plainOnly(content) }), key, false);
      }
      if (isRefused(posted))
        log.error({ job: job.id, message: key, error: posted.error }, "a message cannot be edited");
      pace.edited(frame, alert);
    },
  };
};
