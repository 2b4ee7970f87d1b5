import { createHash } from "node:crypto";
import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import { isOver, type JobView } from "../../jobs/job.ts";
import type { JobRecord, SentMessage } from "../../jobs/record.ts";
import type { JobStore } from "../../jobs/store.ts";
import { link, md } from "../blocks/escape.ts";
import { privateAnswer } from "../blocks/private-answer.ts";
import { section } from "../blocks/text.ts";
import type { Content, Posted, Poster, PostFailure } from "../poster.ts";
import type { PrivateReplies } from "../private-replies.ts";
import { type Desired, desiredMessages } from "./messages.ts";

export interface OutboxDeps {
  store: JobStore;
  /** A record as people see it. */
  viewOf: (record: JobRecord) => JobView;
  poster: Poster;
  replies: PrivateReplies;
  clock: Clock;
  random: () => number;
  log: Log;
  opsChannels: readonly string[];
  timeZone: string;
}

export interface Outbox {
  /** Something visible changed: look without waiting for the next round. */
  kick(): void;
  stop(): Promise<void>;
}

/** Wall-clock milliseconds. A sender that has not let go by then is taken for dead. */
const claimMs = 30_000;
const idleMs = 2_000;
/** Between two edits of a card under way; Slack takes about 50 edits a minute, of all jobs together. */
const frameMs = 1_200;
const trouble = { firstMs: 1_000, longestMs: 30_000 } as const;
const atOnce = 8;

const printOf = ({ text, blocks, payload }: Content): string =>
  createHash("sha1")
    .update(JSON.stringify([text, blocks, payload]))
    .digest("base64");

/** Content that Slack is sure to take, when it refused how the message was drawn. */
const plainOnly = ({ text, payload }: Content): Content => ({ text, payload: { key: payload.key }, blocks: [] });

/** Thrown to end a delivery; the rest is sent later. */
class Later extends Error {
  readonly afterMs: number | undefined;
  constructor(afterMs?: number) {
    super("later");
    this.afterMs = afterMs;
  }
}

/**
 * Makes Slack show what the table says: one message per key, edited in place, the last state always.
 * A post that may be there although nobody heard so is looked for before it is repeated.
 */
export const startOutbox = (deps: OutboxDeps): Outbox => {
  const { store, viewOf, poster, replies, clock, random, log } = deps;
  const stopping = new AbortController();
  let bell = new AbortController();
  const running = new Map<string, Promise<void>>();
  /** Keys whose last post got no clear answer. */
  const doubtful = new Set<string>();
  const lastFrame = new Map<string, number>();
  const failures = new Map<string, number>();
  const kick = () => bell.abort();

  const settled = (failure: PostFailure, key: string, jobId: string): never => {
    if (failure.is === "unknown") doubtful.add(`${jobId}#${key}`);
    log.warn(
      { job: jobId, message: key, failure: failure.is, error: "error" in failure ? failure.error : undefined },
      "a message was not sent",
    );
    throw new Later(failure.is === "rate-limited" ? failure.retryAfterMs : undefined);
  };

  const deliver = async (jobId: string): Promise<void> => {
    const claimed = await store.claimOutbox(jobId, clock.now() + clock.wire(claimMs));
    if (!claimed) return;
    const { record, tookOver, claim } = claimed;
    const sent: Record<string, SentMessage> = { ...record.sent };
    const job = viewOf(record);

    const note = async (key: string, message: SentMessage) => {
      sent[key] = message;
      await store.noteSent(jobId, claim, key, message);
    };

    const channelOf = async (slackId: string, key: string): Promise<string> => {
      const channel = await poster.directChannel(slackId);
      return typeof channel === "string" ? channel : settled(channel, key, jobId);
    };

    const post = async (channel: string, desired: Desired): Promise<Posted> => {
      const threadTs = desired.place.is === "thread" ? sent.card?.ts : undefined;
      const inThread = threadTs ? { threadTs } : {};
      if (tookOver || doubtful.has(`${jobId}#${desired.key}`)) {
        const there = await poster.find({ channel, ...inThread, key: desired.content.payload.key });
        if (there === "unknown") throw new Later();
        doubtful.delete(`${jobId}#${desired.key}`);
        if (there !== "absent") return { is: "posted", channel, ts: there.ts };
      }
      const posted = await poster.post({ channel, ...inThread, content: desired.content });
      if (posted.is !== "bad-content") return posted;
      log.error(
        { job: jobId, message: desired.key, error: posted.error },
        "Slack refused how a message was drawn; it went out as text",
      );
      return poster.post({ channel, ...inThread, content: plainOnly(desired.content) });
    };

    const first = async (desired: Desired, print: string): Promise<void> => {
      const { key, place } = desired;
      const target =
        place.is === "origin"
          ? job.origin.channelId
          : place.is === "thread"
            ? sent.card?.channel
            : place.is === "channel"
              ? place.id
              : await channelOf(place.slackId, key);
      if (!target) return;
      let posted = await post(target, desired);
      if (posted.is === "no-entry" && place.is === "origin") {
        posted = await post(await channelOf(job.requester.slackId, key), desired);
        if (posted.is === "posted") await tellWhere(posted.channel, posted.ts);
      }
      if (posted.is === "posted") return note(key, { channel: posted.channel, ts: posted.ts, print });
      if (posted.is === "no-entry" || posted.is === "bad-content") {
        log.error({ job: jobId, message: key, error: posted.error }, "a message can never be sent");
        return note(key, { channel: target, ts: "", print });
      }
      settled(posted, key, jobId);
    };

    /** Lost when the bot stops right here: it only points at something. */
    const tellWhere = async (channel: string, ts: string): Promise<void> => {
      const url = await poster.permalink(channel, ts);
      const text = md`The bot cannot write in this channel, so progress is shown in ${url ? link(url, "your direct messages") : "your direct messages"}.`;
      const { slackId } = job.requester;
      await replies.send({ slackId, ...job.origin }, privateAnswer("answer-ok", text, [section(text)]));
    };

    const edit = async (desired: Desired, before: SentMessage, print: string): Promise<void> => {
      const last = lastFrame.get(jobId) ?? 0;
      const final = isOver(job.state) || job.state === "parked" || job.state === "needs-approval";
      const waitMs = last + clock.wire(frameMs) - clock.now();
      if (!final && waitMs > 0) throw new Later(waitMs / clock.wire(1));
      lastFrame.set(jobId, clock.now());
      const { channel, ts } = before;
      let posted = await poster.update({ channel, ts, content: desired.content });
      if (posted.is === "bad-content")
        posted = await poster.update({ channel, ts, content: plainOnly(desired.content) });
      if (posted.is === "posted") return note(desired.key, { channel, ts, print });
      if (posted.is === "no-entry" || posted.is === "bad-content") return note(desired.key, { channel, ts, print });
      settled(posted, desired.key, jobId);
    };

    try {
      // The card comes first and may move to a direct message, which changes what the others may say.
      for (const key of ["card", "needs", "ask", "handover", "end"] as const) {
        const rules = {
          opsChannels: deps.opsChannels,
          timeZone: deps.timeZone,
          cardChannel: sent.card?.channel,
          sent: new Set(Object.keys(sent)),
        };
        const desired = desiredMessages(job, rules).find((each) => each.key === key);
        if (!desired) continue;
        const before = sent[key];
        const print = printOf(desired.content);
        if (!before) await first(desired, print);
        else if (!desired.once && before.print !== print && before.ts !== "") await edit(desired, before, print);
      }
      failures.delete(jobId);
      if (isOver(job.state)) lastFrame.delete(jobId);
      await store.releaseOutbox(jobId, claim, { sentRev: record.rev });
    } catch (error) {
      const count = (failures.get(jobId) ?? 0) + 1;
      if (!(error instanceof Later)) log.warn({ job: jobId, err: error }, "messages of a job will be tried again");
      const given = error instanceof Later ? error.afterMs : undefined;
      if (given === undefined) failures.set(jobId, count);
      const afterMs = given ?? Math.min(trouble.firstMs * 2 ** (count - 1), trouble.longestMs) * (0.5 + random() / 2);
      await store.releaseOutbox(jobId, claim, { retryAt: clock.now() + clock.wire(afterMs) });
    }
  };

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      bell = new AbortController();
      try {
        for (const id of await store.outboxDue(clock.now(), 50)) {
          if (running.has(id) || running.size >= atOnce) continue;
          running.set(
            id,
            deliver(id)
              .catch((error) => log.warn({ job: id, err: error }, "the outbox could not reach the table"))
              .finally(() => {
                running.delete(id);
                kick();
              }),
          );
        }
      } catch (error) {
        log.warn({ err: error }, "the outbox could not reach the table");
      }
      if (!stopping.signal.aborted) await clock.sleep(clock.wire(idleMs) * (0.5 + random() / 2), bell.signal);
    }
  })();

  return {
    kick,
    async stop() {
      stopping.abort();
      kick();
      await loop;
      await Promise.allSettled(running.values());
    },
  };
};
