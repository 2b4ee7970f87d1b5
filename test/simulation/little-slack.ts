import type { Content, Posted, Poster } from "../../src/slack/poster.ts";
import type { Promises } from "./broken-promise.ts";
import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Fate, Wire } from "./wire.ts";

export interface Message {
  channel: string;
  threadTs: string | undefined;
  ts: string;
  key: string;
  content: Content;
  /** Its sender was frozen before it left, or had been told that it was not there. */
  outOfTime: boolean;
}

export interface LittleSlack {
  poster(wire: Wire): Poster;
  readonly messages: readonly Message[];
  /** Messages that are there twice because one came when its sender had long given it up: Slack keeps no keys. */
  readonly residuals: number;
  /** Edits by a sender that had been frozen: others may have edited since, so they may show what is no longer so. */
  readonly staleEdits: number;
}

/** Where the bot is not a member, and never will be. */
export const closedChannel = "C0CLOSED";
const timeOutMs = 4_000;

/** As much of Slack as the outbox sees, with a memory for every message, and answers that get lost. */
export const createLittleSlack = ({
  dice,
  faults,
  promises,
}: {
  dice: Dice;
  faults: Faults;
  promises: Promises;
}): LittleSlack => {
  const messages: Message[] = [];
  let residuals = 0;
  let staleEdits = 0;

  const fate = (canBeLate: boolean): Fate => {
    const { limited, lost, unheard, late, slowCalls } = faults.slack;
    const answersMs = dice.chance(slowCalls) ? dice.between(500, timeOutMs) : dice.between(1, 200);
    if (dice.chance(limited)) {
      const error = { is: "rate-limited", retryAfterMs: dice.between(1, 5) * 1_000 } satisfies Posted;
      return { is: "refused", error, answersMs };
    }
    const error = { is: "unknown", error: "timeout" } satisfies Posted;
    if (dice.chance(lost)) return { is: "lost", error, answersMs: timeOutMs };
    if (dice.chance(unheard)) return { is: "unheard", error, answersMs: timeOutMs, landsMs: answersMs };
    if (canBeLate && dice.chance(late))
      return { is: "late", error, answersMs: timeOutMs, landsMs: timeOutMs + dice.between(1, 3_000) };
    return { is: "answered", landsMs: answersMs, answersMs };
  };

  const arrive = (message: Omit<Message, "ts">): Message => {
    const twins = messages.filter(({ key }) => key === message.key);
    const there = { ...message, ts: `${messages.length + 1}.0` };
    messages.push(there);
    if (twins.length > 0) {
      if ([there, ...twins].some(({ outOfTime }) => outOfTime)) residuals += 1;
      else promises.insist(false, () => `Slack shows ${message.key} ${twins.length + 1} times`);
    }
    return there;
  };

  return {
    messages,
    get residuals() {
      return residuals;
    },
    get staleEdits() {
      return staleEdits;
    },
    poster: (wire) => {
      /** Failures are answers here: the poster never rejects. */
      const ask = async <T>(what: string, how: Fate, execute: (held: boolean) => Promise<T>): Promise<T> =>
        wire.call({ what, fate: how, execute }).catch((failure) => failure as T);
      return {
        post: ({ channel, threadTs, content }) => {
          const how = fate(true);
          const { key } = content.payload;
          return ask<Posted>(`posts ${key}`, how, async (held) => {
            if (channel === closedChannel) return { is: "no-entry", error: "not_in_channel" };
            const outOfTime = held || how.is === "late";
            const { ts } = arrive({ channel, threadTs, key, content, outOfTime });
            return { is: "posted", channel, ts };
          });
        },
        update: ({ channel, ts, content }) =>
          // One connection at a time edits a message, so that an edit overtakes no other unless its sender was frozen.
          ask<Posted>(`edits ${content.payload.key}`, fate(false), async (held) => {
            const message = messages.find((each) => each.ts === ts && each.channel === channel);
            promises.insist(message !== undefined, () => `an edit of ${ts}, which is not there`);
            if (message) message.content = content;
            if (held) staleEdits += 1;
            return { is: "posted", channel, ts };
          }),
        find: async ({ channel, threadTs, key }) => {
          if (dice.chance(faults.slack.blindFinds)) return "unknown";
          const answersMs = dice.between(1, 200);
          return ask(`looks for message ${key}`, { is: "answered", landsMs: answersMs, answersMs }, async () => {
            const there = messages.findLast(
              (each) => each.key === key && each.channel === channel && each.threadTs === threadTs,
            );
            return there ? { ts: there.ts } : "absent";
          });
        },
        directChannel: (slackId) => {
          const answersMs = dice.between(1, 200);
          return ask(
            `opens a conversation`,
            { is: "answered", landsMs: answersMs, answersMs },
            async () => `D${slackId}`,
          );
        },
        permalink: async (channel, ts) => `https://slack.example/${channel}/${ts}`,
      };
    },
  };
};
