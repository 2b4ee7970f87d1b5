import type { Channel } from "../channels.ts";
import type { Message } from "../messages.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "./act-error.ts";

/** A message that everyone in the channel sees; one for a single person can be neither reacted to nor acted on. Throws `message_not_found` (404). */
export function findSeen(parts: Parts, channel: Channel, ts: string): Message {
  const message = parts.messages.find(channel.id, ts);
  if (message === undefined || message.onlyFor !== undefined) throw new ActError("message_not_found", 404);
  return message;
}

/** A message the person wrote themselves. Throws also `not_your_message` (403). */
export function findWritten(parts: Parts, channel: Channel, ts: string, userId: string): Message {
  const message = findSeen(parts, channel, ts);
  if (message.wire.user !== userId) throw new ActError("not_your_message", 403);
  return message;
}
