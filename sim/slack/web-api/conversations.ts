import { type Channel, toConversation } from "../channels.ts";
import { flagOf, type Json, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import { findChannel, needChannelScope } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";
import { pageOf } from "./paging.ts";

/** The `conversations.*` methods. */
export const conversations: Methods = {
  "conversations.open": { scope: "im:write", tier: 3, run: open },
  "conversations.info": { tier: 3, run: info },
  "conversations.list": { tier: 2, run: list },
  "conversations.members": { tier: 4, run: members },
  "conversations.history": { tier: 3, run: history },
  "conversations.replies": { tier: 3, run: replies },
};

function open({ parts, params }: Call): Json {
  const named = textOf(params.channel);
  const users = textOf(params.users).split(",").filter(Boolean);
  if (named === "" && users.length === 0) throw new SlackError("users_list_not_supplied");
  // Group direct messages are not part of this estate: one person at a time.
  if (users.length > 1) throw new SlackError("too_many_users");
  const person = parts.directory.find(parts.channels.find(named)?.user ?? users[0] ?? "");
  if (person === undefined) throw new SlackError(named === "" ? "user_not_found" : "channel_not_found");
  if (person.deactivated === true) throw new SlackError("user_disabled");
  const { channel, alreadyOpen } = parts.channels.directMessages(person.slackId);
  if (!alreadyOpen) parts.changes.tell({ type: "state" });
  const whole = flagOf(params.return_im) ? toConversation(channel, parts.workspace) : { id: channel.id };
  return { ...(alreadyOpen ? { no_op: true, already_open: true } : {}), channel: whole };
}

function info(call: Call): Json {
  const channel = findChannel(call);
  needChannelScope(call, channel, "read");
  const conversation = toConversation(channel, call.parts.workspace);
  if (!flagOf(call.params.include_num_members)) delete conversation.num_members;
  return { channel: conversation };
}

const kindsByType: Record<string, Channel["kind"]> = { public_channel: "public", private_channel: "private", im: "im" };

function list(call: Call): Json {
  const { parts, params } = call;
  const types = (textOf(params.types) || "public_channel").split(",").map((type) => type.trim());
  const kinds = types.map((type) => kindsByType[type]);
  const seen = parts.channels.all().filter((channel) => {
    if (!kinds.includes(channel.kind)) return false;
    return channel.kind === "public" || channel.members.has(parts.workspace.botUserId);
  });
  for (const channel of seen) needChannelScope(call, channel, "read");
  const { page, nextCursor } = pageOf(seen, params, 100);
  return {
    channels: page.map((channel) => toConversation(channel, parts.workspace)),
    response_metadata: { next_cursor: nextCursor },
  };
}

function members(call: Call): Json {
  const channel = findChannel(call);
  needChannelScope(call, channel, "read");
  const { page, nextCursor } = pageOf([...channel.members], call.params, 100);
  return { members: page, response_metadata: { next_cursor: nextCursor } };
}

/** Newest first, without the replies inside threads. */
function history(call: Call): Json {
  const found = readable(call, (wire) => {
    const isReply = typeof wire.thread_ts === "string" && wire.thread_ts !== wire.ts;
    return !isReply || wire.subtype === "thread_broadcast";
  });
  return paged(call, found.reverse(), 100);
}

/** Oldest first, the thread's first message always in front. */
function replies(call: Call): Json {
  const threadTs = textOf(call.params.ts);
  const found = readable(call, (wire) => wire.ts === threadTs || wire.thread_ts === threadTs);
  if (found.length === 0) throw new SlackError("thread_not_found");
  return paged(call, found, 1_000);
}

function readable(call: Call, belongs: (wire: Json & { ts: string }) => boolean): Json[] {
  const { parts, params } = call;
  const channel = findChannel(call);
  needChannelScope(call, channel, "history");
  if (!channel.members.has(parts.workspace.botUserId)) throw new SlackError("not_in_channel");
  const oldest = Number(textOf(params.oldest) || "0");
  const latest = Number(textOf(params.latest) || "Infinity");
  const inclusive = flagOf(params.inclusive);
  const inTime = (ts: number) => (inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest);
  return parts.messages
    .list(channel.id)
    .filter(({ onlyFor, wire }) => onlyFor === undefined && belongs(wire))
    .filter(({ wire }) => inTime(Number(wire.ts)) || wire.ts === textOf(params.ts))
    .map(({ wire }) => (flagOf(params.include_all_metadata) ? wire : withoutMetadata(wire)));
}

function paged(call: Call, messages: Json[], defaultLimit: number): Json {
  const { page, nextCursor } = pageOf(messages, call.params, defaultLimit);
  const hasMore = nextCursor !== "";
  return { messages: page, has_more: hasMore, ...(hasMore ? { response_metadata: { next_cursor: nextCursor } } : {}) };
}

function withoutMetadata({ metadata: _, ...wire }: Json): Json {
  return wire;
}
