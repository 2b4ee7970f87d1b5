import type { KnownBlock, MessageMetadata } from "@slack/types";
import type { ConversationsHistoryResponse, ConversationsRepliesResponse, WebClient } from "@slack/web-api";
import { cutMarkup } from "./blocks/cut.ts";
import { fitMessage } from "./blocks/fit-message.ts";
import { limits } from "./blocks/limits.ts";

/** A message as the outbox wants it to be. */
export interface Content {
  text: string;
  blocks: KnownBlock[];
  /** Read back by machines; never shown, yet readable by whoever can see the message. `key` names the message for ever. */
  payload: MessageMetadata["event_payload"] & { key: string };
}

/** Why Slack did not take a message. */
export type PostFailure =
  | { is: "rate-limited"; retryAfterMs: number }
  /** The bot cannot write there and never could: not a member, archived, gone. */
  | { is: "no-entry"; error: string }
  /** Slack will never take this content. */
  | { is: "bad-content"; error: string }
  /** No clear answer: it may be there all the same. */
  | { is: "unknown"; error: string };

export type Posted = { is: "posted"; channel: string; ts: string } | PostFailure;

/** The things the outbox asks of Slack. None rejects. */
export interface Poster {
  post(ask: { channel: string; threadTs?: string; content: Content }): Promise<Posted>;
  update(ask: { channel: string; ts: string; content: Content }): Promise<Posted>;
  /** The message that carries this key in its metadata: any of a thread, one of the newest of a channel; "unknown" when Slack did not say. */
  find(ask: { channel: string; threadTs?: string; key: string }): Promise<{ ts: string } | "absent" | "unknown">;
  /** The direct-message channel with this person. */
  directChannel(slackId: string): Promise<string | PostFailure>;
  /** undefined when Slack did not say. */
  permalink(channel: string, ts: string): Promise<string | undefined>;
}

export const metadataType = "isb_job";

/** Slack will never take this content, however it is sent. */
const badContent = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_too_long",
  "msg_blocks_too_long",
  "no_text",
  "invalid_arguments",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "metadata_too_large",
  "too_many_attachments",
]);
/** Slack's own trouble, and the bot's with its token: worth another try, after a look. Every other name is a clear no. */
const notClear = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_expired",
  "token_revoked",
  "internal_error",
  "fatal_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

interface SlackError {
  code?: string;
  retryAfter?: number;
  data?: { error?: string };
}

const failureOf = (error: unknown): PostFailure => {
  const { code, retryAfter, data } = error as SlackError;
  if (code === "slack_webapi_rate_limited_error") return { is: "rate-limited", retryAfterMs: (retryAfter ?? 1) * 1000 };
  const name = data?.error;
  if (name === "ratelimited") return { is: "rate-limited", retryAfterMs: 1000 };
  if (name === undefined || notClear.has(name)) return { is: "unknown", error: name ?? code ?? "no answer" };
  return badContent.has(name) ? { is: "bad-content", error: name } : { is: "no-entry", error: name };
};

const messageOf = ({ text, blocks, payload }: Content) => ({
  text: cutMarkup({ mrkdwn: text }, limits.messageText),
  blocks: fitMessage(blocks),
  metadata: { event_type: metadataType, event_payload: payload },
});
const unfurlNothing = { unfurl_links: false, unfurl_media: false };

/** Messages in one look: Slack advises against more. */
const atOnce = 200;

const keyed = (
  { messages }: Pick<ConversationsHistoryResponse | ConversationsRepliesResponse, "messages">,
  key: string,
): { ts: string } | undefined => {
  const ours = messages?.find(({ metadata }) => (metadata?.event_payload as { key?: string } | undefined)?.key === key);
  return ours?.ts ? { ts: ours.ts } : undefined;
};

export const createPoster = (client: WebClient): Poster => ({
  async post({ channel, threadTs, content }) {
    try {
      const message = { channel, ...messageOf(content), ...unfurlNothing };
      const reply = await client.chat.postMessage(threadTs ? { ...message, thread_ts: threadTs } : message);
      return { is: "posted", channel: reply.channel as string, ts: reply.ts as string };
    } catch (error) {
      return failureOf(error);
    }
  },
  async update({ channel, ts, content }) {
    try {
      await client.chat.update({ channel, ts, ...messageOf(content) });
      return { is: "posted", channel, ts };
    } catch (error) {
      return failureOf(error);
    }
  },
  async find({ channel, threadTs, key }) {
    try {
      const ask = { channel, limit: atOnce, include_all_metadata: true };
      // A channel is told from its newest message back, and ours was posted moments ago; a thread from its first one on.
      if (threadTs === undefined) return keyed(await client.conversations.history(ask), key) ?? "absent";
      for await (const page of client.paginate("conversations.replies", { ...ask, ts: threadTs })) {
        const ours = keyed(page as ConversationsRepliesResponse, key);
        if (ours) return ours;
      }
      return "absent";
    } catch (error) {
      // Where the bot cannot be, it cannot have written either.
      return failureOf(error).is === "no-entry" ? "absent" : "unknown";
    }
  },
  async directChannel(slackId) {
    try {
      const reply = await client.conversations.open({ users: slackId });
      return reply.channel?.id as string;
    } catch (error) {
      return failureOf(error);
    }
  },
  async permalink(channel, ts) {
    try {
      return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink;
    } catch {
      return undefined;
    }
  },
});
