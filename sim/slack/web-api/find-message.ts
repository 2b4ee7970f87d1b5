import type { Channel } from "../channels.ts";
import type { Message } from "../messages.ts";
import { SlackError } from "../slack-error.ts";
import type { Call } from "./method.ts";

/** A message by ts. Private messages cannot be named by ts: for Slack's methods they are not there. Throws `message_not_found`. */
export function findVisible({ parts }: Call, channel: Channel, ts: string): Message {
  const message = parts.messages.find(channel.id, ts);
  if (message === undefined || message.onlyFor !== undefined) throw new SlackError("message_not_found");
  return message;
}

/** A message of the app's own; `refusal` says what is thrown for somebody else's. */
export function findByApp(call: Call, channel: Channel, ts: string, refusal: string): Message {
  const message = findVisible(call, channel, ts);
  if (message.wire.bot_id !== call.parts.workspace.botId) throw new SlackError(refusal);
  return message;
}
