import type { Channel } from "./channels.ts";
import type { Content } from "./content.ts";
import { type Json, objectOf } from "./json.ts";
import type { Message } from "./messages.ts";
import type { Parts } from "./parts.ts";
import { tellChangedEvent, tellDeletedEvent, tellMessageEvent, tellMetadata } from "./person/events.ts";
import type { ScheduledMessage } from "./scheduled.ts";

/** What is left of a deleted message with replies, as conversations.replies gives it (seen in exports: subtype "tombstone"). */
const tombstone = {
  type: "message",
  subtype: "tombstone",
  user: "USLACKBOT",
  hidden: true,
  text: "This message was deleted.",
};

/** Where in a channel a message goes. */
export interface Place {
  channel: Channel;
  threadTs?: string;
  broadcast?: boolean;
}

/** Posts as the app, for everyone in the channel. */
export function postAsApp(parts: Parts, place: Place, content: Content, extra: Json = {}): Message {
  const { workspace, messages } = parts;
  const thread = threadFields(parts, place);
  const wire = {
    ...appFields(parts),
    text: content.text ?? "",
    team: workspace.teamId,
    ...thread,
    ...shown(content),
    ...(Object.keys(content.metadata ?? {}).length > 0 ? { metadata: content.metadata } : {}),
    ...extra,
  };
  const message = messages.add(place.channel.id, wire);
  tellChannel(parts, place.channel);
  tellMessageEvent(parts, place.channel, message.wire);
  tellMetadata(parts, place.channel, message.wire);
  return message;
}

/** Posts what was for later; a channel that is gone or archived by then takes nothing. */
export function postScheduled(parts: Parts, { channelId, content, ...place }: ScheduledMessage): void {
  const channel = parts.channels.findById(channelId);
  if (channel !== undefined && !channel.archived) postAsApp(parts, { ...place, channel }, content);
}

/** Posts as the app, for one person only. It cannot be updated by ts, only through its response_url. */
export function postPrivately(parts: Parts, place: Place, userId: string, content: Content): Message {
  const wire = {
    ...appFields(parts),
    text: content.text ?? "",
    is_ephemeral: true,
    ephemeral: true,
    to: userId,
    ...(place.threadTs === undefined ? {} : { thread_ts: place.threadTs }),
    ...shown(content),
  };
  const message = parts.messages.add(place.channel.id, wire, userId);
  parts.changes.tellOnly(userId, { type: "changed", channel: place.channel.id });
  return message;
}

/** What Slack itself tells a person privately when what they did came to nothing. */
export function tellAsSlack(parts: Parts, { channel, threadTs }: Place, userId: string, text: string): void {
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  parts.messages.add(
    channel.id,
    { type: "message", user: "USLACKBOT", text, is_ephemeral: true, ephemeral: true, to: userId, ...thread },
    userId,
  );
  parts.changes.tellOnly(userId, { type: "changed", channel: channel.id });
}

/**
 * Puts new contents into an app message. Blocks stay only when neither text nor blocks came; only a change without
 * blocks is marked as edited (docs.slack.dev/reference/methods/chat.update).
 */
export function rewrite(parts: Parts, channel: Channel, message: Message, content: Content): Message {
  const { blocks: oldBlocks, attachments: oldAttachments, edited: _, metadata: oldMetadata, ...rest } = message.wire;
  const blocks = content.blocks ?? (content.text === undefined ? oldBlocks : undefined);
  const metadata = objectOf(content.metadata ?? oldMetadata);
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  const wire = {
    ...rest,
    text: content.text ?? message.wire.text,
    ...(hasBlocks ? { blocks } : {}),
    ...shown({ attachments: content.attachments ?? (oldAttachments as Json[] | undefined) ?? [] }),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(hasBlocks || message.onlyFor !== undefined
      ? {}
      : { edited: { user: parts.workspace.botUserId, ts: `${Math.floor(parts.wall.now() / 1000)}.000000` } }),
  };
  return replaceWire(parts, channel, message, wire);
}

/** Puts another wire form in a message's place, and tells whoever sees it. */
export function replaceWire(parts: Parts, channel: Channel, message: Message, wire: Json): Message {
  const before = message.wire;
  const next = parts.messages.replace(channel.id, before.ts, wire) ?? message;
  if (message.onlyFor !== undefined) parts.changes.tellOnly(message.onlyFor, { type: "changed", channel: channel.id });
  else {
    tellChannel(parts, channel);
    tellChangedEvent(parts, channel, next.wire, before);
  }
  return next;
}

/** Takes a message away and tells whoever could see it. One with replies leaves a tombstone, so that its thread stays. */
export function remove(parts: Parts, channel: Channel, ts: string): boolean {
  const gone = parts.messages.find(channel.id, ts);
  if (gone === undefined) return false;
  if (Number(gone.wire.reply_count) > 0) {
    const { reply_count, reply_users, reply_users_count, latest_reply, thread_ts } = gone.wire;
    const thread = { reply_count, reply_users, reply_users_count, latest_reply, thread_ts };
    replaceWire(parts, channel, gone, { ...tombstone, ...thread });
    return true;
  }
  parts.messages.remove(channel.id, ts);
  tellChannel(parts, channel);
  if (gone.onlyFor === undefined) tellDeletedEvent(parts, channel, gone.wire);
  return true;
}

/** Tells the members of a channel that something in it changed. */
export function tellChannel(parts: Parts, channel: Channel): void {
  parts.changes.tell({ type: "changed", channel: channel.id }, (userId) => channel.members.has(userId));
}

function appFields({ workspace, wall }: Parts): Json {
  return {
    type: "message",
    user: workspace.botUserId,
    bot_id: workspace.botId,
    app_id: workspace.appId,
    bot_profile: {
      id: workspace.botId,
      app_id: workspace.appId,
      name: workspace.botName,
      deleted: false,
      updated: Math.floor(wall.now() / 1000),
      team_id: workspace.teamId,
    },
  };
}

function shown(content: Content): Json {
  return {
    ...(content.blocks?.length ? { blocks: content.blocks } : {}),
    ...(content.attachments?.length ? { attachments: content.attachments } : {}),
  };
}

/**
 * A reply to a reply belongs to the thread's first message. A reply to what is not in the channel (any more) is not
 * refused: it stands in the channel itself, and only its missing `thread_ts` tells (slack-go/slack#1571).
 */
function threadFields(parts: Parts, place: Place): Json {
  if (place.threadTs === undefined) return {};
  const named = parts.messages.find(place.channel.id, place.threadTs);
  const parentTs = typeof named?.wire.thread_ts === "string" ? named.wire.thread_ts : place.threadTs;
  const parent = parts.messages.find(place.channel.id, parentTs);
  if (parent === undefined || parent.onlyFor !== undefined) return {};
  return {
    thread_ts: parentTs,
    parent_user_id: parent.wire.user,
    ...(place.broadcast === true ? { subtype: "thread_broadcast" } : {}),
  };
}
