import type { Channel } from "./channels.ts";
import { type Json, objectsOf } from "./json.ts";
import type { Message } from "./messages.ts";
import type { Parts } from "./parts.ts";
import { tellChannelEvent } from "./person/events.ts";
import { tellChannel } from "./posting.ts";

/** One emoji under a message, and who put it there. */
export interface Reaction {
  name: string;
  users: readonly string[];
  count: number;
}

/** The reactions of a message, in the order they first came. */
export function reactionsOf(message: Message): Reaction[] {
  return objectsOf(message.wire.reactions) as unknown as Reaction[];
}

export function hasReacted(message: Message, name: string, userId: string): boolean {
  return reactionsOf(message).some((reaction) => reaction.name === name && reaction.users.includes(userId));
}

/** Puts somebody's emoji under a message, or takes it away; whether it is there already is the caller's question. */
export function setReaction(
  parts: Parts,
  at: { channel: Channel; message: Message },
  { name, userId, on }: { name: string; userId: string; on: boolean },
): void {
  const { channel, message } = at;
  const before = reactionsOf(message);
  const users = (before.find((reaction) => reaction.name === name)?.users ?? []).filter((user) => user !== userId);
  const now = on ? [...users, userId] : users;
  const changed = { name, users: now, count: now.length };
  const known = before.some((reaction) => reaction.name === name);
  const next = known ? before.map((each) => (each.name === name ? changed : each)) : [...before, changed];
  const left = next.filter(({ count }) => count > 0);
  const { reactions: _, ...rest } = message.wire;
  parts.messages.replace(channel.id, message.wire.ts, { ...rest, ...(left.length > 0 ? { reactions: left } : {}) });
  tellChannel(parts, channel);
  tellChannelEvent(parts, channel, on ? "reaction_added" : "reaction_removed", {
    user: userId,
    reaction: name,
    item_user: message.wire.user,
    item: { type: "message", channel: channel.id, ts: message.wire.ts } satisfies Json,
  });
}
