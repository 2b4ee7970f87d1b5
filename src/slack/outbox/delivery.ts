import { createHash } from "node:crypto";
import type { Log } from "../../domain/log.ts";
import { isOver, type JobView } from "../../jobs/job.ts";
import type { JobRecord, SentMessage } from "../../jobs/store/record.ts";
import type { JobStore } from "../../jobs/store/store.ts";
import { link, md } from "../blocks/escape.ts";
import { privateAnswer } from "../blocks/private-answer.ts";
import { section } from "../blocks/text.ts";
import type { Content, Posted, Poster, PostFailure } from "../poster.ts";
import type { PrivateReplies } from "../private-replies.ts";
import type { Desired } from "./desired.ts";
import { alertOf, frameGap } from "./frames.ts";
import { inTurns } from "./in-turns.ts";
import { desiredMessages } from "./messages.ts";
import { createPace, editsLane, Later, type PaceDeps, postsLane } from "./pace.ts";

export interface DeliveryDeps extends PaceDeps {
  store: JobStore;
  /** A record as people see it. */
  viewOf: (record: JobRecord) => JobView;
  poster: Poster;
  replies: PrivateReplies;
  log: Log;
  opsChannels: readonly string[];
  timeZone: string;
}

/** A sender that has not let go by then is taken for dead, wall-clock milliseconds. */
const claimMs = 30_000;
/** What must be left of it before one more call that people see: the longest call, and what clocks may differ by. */
const oneCallMs = 10_000;

const printOf = ({ text, blocks, payload }: Content): string =>
  createHash("sha1")
    .update(JSON.stringify([text, blocks, payload]))
    .digest("base64");
/** Of a message that is there although nobody heard so: what it says by now is not known. */
const unknownPrint = "";

/** Content that Slack is sure to take, when it refused how the message was drawn. */
const plainOnly = ({ text, payload }: Content): Content => ({ text, payload: { key: payload.key }, blocks: [] });

type Refused = Extract<PostFailure, { is: "no-entry" | "bad-content" }>;
const isRefused = (posted: Posted): posted is Refused => posted.is === "no-entry" || posted.is === "bad-content";

/**
 * Makes Slack show what the table says of one job: one message per key, edited in place, the last state always.
 * A post that may be there although nobody heard so is looked for before it is repeated.
 * The returned function answers false when somebody else is at this job's messages, else when it wants to be called again,
 * world milliseconds, if at all; it rejects only when the table does.
 */
export const createDelivery = (deps: DeliveryDeps): ((jobId: string) => Promise<false | { again?: number }>) => {
  const { store, viewOf, poster, clock, log } = deps;
  const pace = createPace(deps);

  return async (jobId) => {
    const until = clock.now() + clock.wire(claimMs);
    const claimed = await store.claimOutbox(jobId, until);
    if (!claimed) return false;
    const { record, tookOver, claim } = claimed;
    const job = viewOf(record);
    const sent: Record<string, SentMessage> = { ...record.sent };
    const alert = alertOf(job);

    const note = async (key: string, message: SentMessage): Promise<void> => {
      sent[key] = message;
      if (!(await store.noteSent(jobId, claim, key, message))) throw new Later();
    };
    /** Ends the delivery, or gives back what Slack will say however often it is asked. */
    const insist = async (
      asked: Promise<Posted>,
      key: string,
      isPost: boolean,
      lane?: string,
    ): Promise<Extract<Posted, { is: "posted" }> | Refused> => {
      const posted = await asked;
      if (posted.is === "posted" || isRefused(posted)) return posted;
      if (posted.is === "rate-limited" && lane) await pace.close(lane, posted.retryAfterMs);
      const error = posted.is === "unknown" ? posted.error : undefined;
      log.warn({ job: jobId, message: key, failure: posted.is, error, lane }, "a message was not sent");
      throw posted.is === "rate-limited"
        ? new Later({ afterMs: posted.retryAfterMs, why: "turn" })
        : new Later({ inDoubt: isPost });
    };

    /** Ends the delivery when another sender may have taken over by the time a call arrives, for one after this process was frozen. */
    const insistOnRight = (): void => {
      if (clock.now() + clock.wire(oneCallMs) > until) throw new Later({ afterMs: 0 });
    };

    const post = async (channel: string, { key, place, content }: Desired): Promise<Found | Refused> => {
      const threadTs = place.is === "thread" ? sent.card?.ts : undefined;
      const at = { channel, ...(threadTs ? { threadTs } : {}) };
      if (tookOver) {
        const there = await poster.find({ ...at, key: content.payload.key });
        if (there === "unknown") throw new Later();
        if (there !== "absent") return { is: "posted", channel, ts: there.ts, print: unknownPrint };
      }
      await pace.enter(postsLane(channel), alert !== "");
      insistOnRight();
      const posted = await insist(poster.post({ ...at, content }), key, true, postsLane(channel));
      if (posted.is === "posted") return { ...posted, print: printOf(content) };
      if (posted.is === "no-entry") return posted;
      log.error(
        { job: jobId, message: key, error: posted.error },
        "Slack refused how a message was drawn; it went out as text",
      );
      insistOnRight();
      const plain = await insist(poster.post({ ...at, content: plainOnly(content) }), key, true);
      return plain.is === "posted" ? { ...plain, print: printOf(content) } : plain;
    };

    const postDirectly = async (slackId: string, desired: Desired): Promise<Found | Refused> => {
      const channel = await poster.directChannel(slackId);
      if (typeof channel === "string") return post(channel, desired);
      return (await insist(Promise.resolve(channel), desired.key, false)) as Refused;
    };

    const postFirst = async (desired: Desired): Promise<{ posted: Found | Refused; moved: boolean }> => {
      const { place } = desired;
      if (place.is === "person") return { posted: await postDirectly(place.slackId, desired), moved: false };
      if (place.is === "channel") return { posted: await post(place.id, desired), moved: false };
      if (place.is === "thread") {
        const { channel = "", ts = "" } = sent.card ?? {};
        const noCard: Refused = { is: "no-entry", error: "there is no card to answer" };
        return { posted: ts === "" ? noCard : await post(channel, desired), moved: false };
      }
      const posted = await post(job.origin.channelId, desired);
      if (posted.is !== "no-entry") return { posted, moved: false };
      return { posted: await postDirectly(job.requester.slackId, desired), moved: true };
    };

    const first = async (desired: Desired): Promise<void> => {
      const { posted, moved } = await postFirst(desired);
      const { key } = desired;
      if (posted.is === "posted") {
        await note(key, { channel: posted.channel, ts: posted.ts, print: posted.print });
        if (moved) await tellWhere(deps, job, posted);
        return;
      }
      log.error({ job: jobId, message: key, error: posted.error }, "a message can never be sent");
      await note(key, { channel: "", ts: "", print: printOf(desired.content) });
    };

    const edit = async ({ key, content }: Desired, { channel, ts }: SentMessage): Promise<void> => {
      const isNews = pace.frame(`${jobId}#${key}`, frameGap(job, clock), alert);
      await pace.enter(editsLane, isNews);
      insistOnRight();
      let posted = await insist(poster.update({ channel, ts, content }), key, false, editsLane);
      if (posted.is === "bad-content") {
        insistOnRight();
        posted = await insist(poster.update({ channel, ts, content: plainOnly(content) }), key, false);
      }
      if (isRefused(posted)) log.error({ job: jobId, message: key, error: posted.error }, "a message cannot be edited");
      pace.edited(`${jobId}#${key}`, alert);
      await note(key, { channel, ts, print: printOf(content) });
    };

    const wanted = (): Desired[] =>
      desiredMessages(job, {
        opsChannels: deps.opsChannels,
        timeZone: deps.timeZone,
        cardChannel: sent.card?.channel,
        sent: new Set(Object.keys(sent)),
      });
    /** The card comes first, and may move to a direct message, which changes what the others may say. */
    const postNew = async (): Promise<void> => {
      const unsent = () => wanted().find(({ key }) => !sent[key]);
      for (let next = unsent(); next; next = unsent()) await first(next);
    };
    const editOld = async (): Promise<void> => {
      for (const desired of wanted()) {
        const out = sent[desired.key];
        if (out && out.ts !== "" && !desired.once && out.print !== printOf(desired.content)) await edit(desired, out);
      }
    };

    try {
      await inTurns([editOld, postNew, editOld]);
      pace.wentWell(jobId);
      if (isOver(job.state)) pace.forget(jobId);
      await store.releaseOutbox(jobId, claim, { sentRev: record.rev });
      return {};
    } catch (error) {
      if (!(error instanceof Later)) log.warn({ job: jobId, err: error }, "messages of a job will be tried again");
      const { afterMs, inDoubt, why } = error instanceof Later ? error : new Later({ inDoubt: true });
      const again = pace.retryAt(jobId, afterMs);
      await store.releaseOutbox(jobId, claim, {
        retryAt: again,
        inDoubt: inDoubt || tookOver,
        ...(why === "frame" ? { seenRev: record.rev } : {}),
      });
      return { again };
    }
  };
};

type Found = Extract<Posted, { is: "posted" }> & { print: string };

/** Points the asker to a card that could not be where they asked. Lost when the bot stops right here. */
const tellWhere = async (
  { poster, replies }: DeliveryDeps,
  { requester, origin }: JobView,
  { channel, ts }: { channel: string; ts: string },
): Promise<void> => {
  const url = await poster.permalink(channel, ts);
  const text = md`The bot cannot write in this channel, so progress is shown in ${url ? link(url, "your direct messages") : "your direct messages"}.`;
  await replies.send({ slackId: requester.slackId, ...origin }, privateAnswer("answer-ok", text, [section(text)]));
};
