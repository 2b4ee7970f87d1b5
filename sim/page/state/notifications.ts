import type { Channel, Message } from "../wire.ts";

/** Why somebody is told of a message. */
export type Reason = "direct message" | "mention" | "thread";

/** A message that stands in a thread, and not at its beginning. */
export const isReply = ({ ts, thread_ts: thread }: Message) => thread !== undefined && thread !== ts;

/** Somebody is named in the text or anywhere in the blocks, as mrkdwn or as an element of rich text. */
function names(message: Message, user: string): boolean {
  const all = JSON.stringify([message.text ?? "", message.blocks ?? []]);
  return [`<@${user}>`, `<@${user}|`, `"user_id":"${user}"`].some((mention) => all.includes(mention));
}

const callsAll = (message: Message) => /<!(here|channel|everyone)/.test(message.text ?? "");

/** Somebody takes part in a thread they began, replied in or were named in. */
function takesPart(user: string, thread: string, messages: readonly Message[]): boolean {
  return messages.some(
    (each) => (each.ts === thread || each.thread_ts === thread) && (each.user === user || names(each, user)),
  );
}

/**
 * Whether Slack tells a person of a message with its default settings, and why: direct messages, mentions and replies
 * in threads one takes part in (slack.com/help/articles/201355156, "Configure your Slack notifications"). One's own
 * messages and private answers ("Only visible to you") tell nobody; nor does an edit, which is no new message.
 */
export function reasonToTell(
  message: Message,
  { user, channel, messages }: { user: string; channel: Channel; messages: readonly Message[] },
): Reason | undefined {
  if (message.user === user || message.ephemeral) return undefined;
  const thread = isReply(message) ? (message.thread_ts as string) : undefined;
  if (names(message, user) || callsAll(message)) return "mention";
  if (thread) return takesPart(user, thread, messages) ? "thread" : undefined;
  return channel.is_im || channel.is_mpim ? "direct message" : undefined;
}
