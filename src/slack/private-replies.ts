import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { CommandRequest } from "../command/dispatch.ts";
import type { Log } from "../domain/log.ts";

/** Whom a private answer is for, and where they asked. */
export interface Asker {
  slackId: string;
  channelId: string;
  /** The first message of the thread they asked in. */
  threadTs?: string;
  /** Slack's own way back to the asker: 5 uses, 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
  responseUrl?: string;
}

/** Where the answer to a request belongs. */
export const askerOf = ({
  slackUserId: slackId,
  channelId,
  threadTs,
  responseUrl,
}: Pick<CommandRequest, "slackUserId" | "channelId" | "threadTs" | "responseUrl">): Asker => ({
  slackId,
  channelId,
  ...(threadTs ? { threadTs } : {}),
  ...(responseUrl ? { responseUrl } : {}),
});

export interface PrivateWords {
  text: string;
  blocks: readonly KnownBlock[];
}

export interface PrivateReplies {
  /** Shows words to one person only. `replace`: in place of the private message whose button was pressed. Never rejects. */
  send(asker: Asker, words: PrivateWords, options?: { replace?: boolean }): Promise<void>;
}

const answerWithinMs = 5_000;

/** Tries the way back that Slack gave, then a private message in the channel or thread, then a direct message: a person who asked is answered. */
export const createPrivateReplies = ({ client, log }: { client: WebClient; log: Log }): PrivateReplies => {
  const bySlacksWay = async (url: string, { text, blocks }: PrivateWords, replace: boolean): Promise<boolean> => {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify({ response_type: "ephemeral", replace_original: replace, text, blocks }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      return response.ok;
    } catch {
      return false;
    }
  };
  const inChannel = async (
    { channelId, threadTs, slackId }: Asker,
    { text, blocks }: PrivateWords,
  ): Promise<boolean> => {
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    try {
      await client.chat.postEphemeral({ channel: channelId, ...thread, user: slackId, text, blocks: [...blocks] });
      return true;
    } catch {
      return false;
    }
  };
  const directly = async ({ slackId }: Asker, { text, blocks }: PrivateWords): Promise<boolean> => {
    try {
      const { channel } = await client.conversations.open({ users: slackId });
      await client.chat.postMessage({ channel: channel?.id as string, text, blocks: [...blocks] });
      return true;
    } catch (error) {
      log.warn({ slackId, err: error }, "a private answer did not reach its asker");
      return false;
    }
  };
  return {
    async send(asker, words, { replace = false } = {}) {
      if (asker.responseUrl && (await bySlacksWay(asker.responseUrl, words, replace))) return;
      if (await inChannel(asker, words)) return;
      await directly(asker, words);
    },
  };
};
