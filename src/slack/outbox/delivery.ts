import type { Log } from "../../domain/log.ts";
import type { JobView } from "../../jobs/job.ts";
import type { JobRecord, SentMessage } from "../../jobs/store/record.ts";
import type { JobStore } from "../../jobs/store/store.ts";
import { link, md } from "../blocks/escape.ts";
import { privateAnswer } from "../blocks/private-answer.ts";
import { section } from "../blocks/text.ts";
import type { Poster } from "../poster.ts";
import type { PrivateReplies } from "../private-replies.ts";
import type { Desired } from "./desired.ts";
import { inTurns } from "./in-turns.ts";
import { desiredMessages } from "./messages.ts";
import { createPace, Later, type PaceDeps } from "./pace.ts";
import { createSending, type Found, printOf, type Refused } from "./sending.ts";

export interface DeliveryDeps extends PaceDeps {
  store: JobStore;
  /** A record as people see it. */
  viewOf: (record: JobRecord) => JobView;
  poster: Poster;
  replies: PrivateReplies;
  log: Log;
  opsChannels: readonly string[];
  timeZone: string;
  /** True once this process is to end: a delivery stops between two messages then. */
  stopping: () => boolean;
}

/** A sender that has not let go by then is taken for dead, wall-clock milliseconds. */
const claimMs = 30_000;

/**
 * Makes Slack show what the table says of one job: one message per key, edited in place, the last state always.
 * A post that may be there although nobody heard so is looked for before it is repeated.
 * The returned function answers false when somebody else is at this job's messages, else when it wants to be called again,
 * world milliseconds, if at all; it rejects only when the table does.
 */
export const createDelivery = (deps: DeliveryDeps): ((jobId: string) => Promise<false | { again?: number }>) => {
  const { store, viewOf, clock, log } = deps;
  const pace = createPace(deps);

  return async (jobId) => {
    const until = clock.now() + clock.wire(claimMs);
    const claimed = await store.claimOutbox(jobId, until);
    if (!claimed) return false;
    const { record, tookOver, claim } = claimed;
    const job = viewOf(record);
    const sent: Record<string, SentMessage> = { ...record.sent };
    const sending = createSending({ ...deps, pace }, { job, until, tookOver });

    const note = async (key: string, message: SentMessage): Promise<void> => {
      sent[key] = message;
      if (!(await store.noteSent(jobId, claim, key, message))) throw new Later();
    };

    const postFirst = async (desired: Desired): Promise<{ posted: Found | Refused; moved: boolean }> => {
      const { place } = desired;
      if (place.is === "person") return { posted: await sending.postDirectly(desired, place.slackId), moved: false };
      if (place.is === "channel") return { posted: await sending.post(desired, place.id), moved: false };
      if (place.is === "thread") {
        const { channel = "", ts = "" } = sent.card ?? {};
        const noCard: Refused = { is: "no-entry", error: "there is no card to answer" };
        return { posted: ts === "" ? noCard : await sending.post(desired, channel, ts), moved: false };
      }
      const posted = await sending.post(desired, job.origin.channelId);
      if (posted.is !== "no-entry") return { posted, moved: false };
      return { posted: await sending.postDirectly(desired, job.requester.slackId), moved: true };
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

    const edit = async (desired: Desired, out: SentMessage): Promise<void> => {
      await sending.edit(desired, out);
      await note(desired.key, { ...out, print: printOf(desired.content) });
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
      // What was in doubt may be wanted again, though nobody asked for it now: once in doubt, always looked for first.
      await store.releaseOutbox(jobId, claim, { sentRev: record.rev, inDoubt: tookOver });
      return {};
    } catch (error) {
      if (!(error instanceof Later)) log.warn({ job: jobId, err: error }, "messages of a job will be tried again");
      const { afterMs, inDoubt } = error instanceof Later ? error : new Later({ inDoubt: true });
      const again = pace.retryAt(jobId, afterMs);
      await store.releaseOutbox(jobId, claim, {
        retryAt: again,
        inDoubt: inDoubt || tookOver,
        seenRev: record.rev,
      });
      return { again };
    }
  };
};

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
