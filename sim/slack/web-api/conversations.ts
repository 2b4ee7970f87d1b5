import { entryOf } from "../../entry-of.ts";
import type { Channel, ChannelKind } from "../channels.ts";
import { toConversation } from "../conversation-object.ts";
import { flagOf, type Json, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { SlackError } from "../slack-error.ts";
import { findAllowed, findChannel, isMember, needChannelScope } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";
import { paged, pageOf } from "./paging.ts";

const pageErrors = ["invalid_cursor", "invalid_limit"];
const historyErrors = ["channel_not_found", "not_in_channel", ...pageErrors, "invalid_ts_latest", "invalid_ts_oldest"];

/** The `conversations.*` methods that only read. */
export const conversations: Methods = {
  "conversations.info": { verb: "read", tier: 3, needs: ["channel"], errors: ["channel_not_found"], run: info },
  "conversations.list": { verb: "read", tier: 2, errors: ["invalid_types", ...pageErrors], run: list },
  "conversations.members": {
    verb: "read",
    tier: 4,
    needs: ["channel"],
    errors: ["channel_not_found", ...pageErrors],
    run: members,
  },
  "conversations.history": { verb: "history", tier: 3, needs: ["channel"], errors: historyErrors, run: history },
  "conversations.replies": {
    verb: "history",
    tier: 3,
    needs: ["channel", "ts"],
    errors: [...historyErrors, "thread_not_found"],
    run: replies,
  },
};

function info(call: Call): Json {
  const channel = findAllowed(call, "read");
  const conversation = toConversation(channel, call.parts.workspace);
  if (!flagOf(call.params.include_num_members)) delete conversation.num_members;
  return { channel: conversation };
}

const kindsByType: Record<string, ChannelKind> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};

/** The conversations of the kinds a call asks for, with the scopes for them. Throws `invalid_types`. */
export function readTypes(call: Call): Channel[] {
  const types = (textOf(call.params.types) || "public_channel").split(",").map((type) => type.trim());
  const kinds = types.map((type) => {
    const kind = entryOf(kindsByType, type);
    if (kind === undefined) throw new SlackError("invalid_types");
    return kind;
  });
  // Asked for by what is wanted, not by what there is (getsentry/sentry#18317).
  for (const kind of kinds) needChannelScope(call, { kind }, "read");
  const found = call.parts.channels.all().filter(({ kind }) => kinds.includes(kind));
  const withArchived = !flagOf(call.params.exclude_archived);
  return found.filter((channel) => withArchived || !channel.archived);
}

function list(call: Call): Json {
  const { parts, params } = call;
  const seen = readTypes(call).filter((channel) => channel.kind === "public" || isMember(parts, channel));
  const { page, nextCursor } = pageOf(seen, params, 100);
  return {
    channels: page.map((channel) => toConversation(channel, parts.workspace)),
    response_metadata: { next_cursor: nextCursor },
  };
}

function members(call: Call): Json {
  const channel = findAllowed(call, "read");
  return paged("members", [...channel.members], call.params, 100);
}

/** Newest first, without the replies inside threads. */
function history(call: Call): Json {
  const found = readable(call, (wire) => {
    const isReply = typeof wire.thread_ts === "string" && wire.thread_ts !== wire.ts;
    return !isReply || wire.subtype === "thread_broadcast";
  });
  return page(call, found.reverse(), 100);
}

/** Oldest first, the thread's first message always in front. */
function replies(call: Call): Json {
  const threadTs = textOf(call.params.ts);
  const found = readable(call, (wire) => wire.ts === threadTs || wire.thread_ts === threadTs);
  if (found.length === 0) throw new SlackError("thread_not_found");
  return page(call, found, 1_000);
}

function readable(call: Call, belongs: (wire: Json & { ts: string }) => boolean): Json[] {
  const { parts, params } = call;
  const channel = findChannel(call);
  needChannelScope(call, channel, "history");
  if (!isMember(parts, channel)) throw new SlackError("not_in_channel");
  const isInTime = readSpan(params);
  return shownIn(parts, channel, (wire) => belongs(wire) && (isInTime(Number(wire.ts)) || wire.ts === params.ts)).map(
    (wire) => (flagOf(params.include_all_metadata) ? wire : withoutMetadata(wire)),
  );
}

function readSpan(params: Json): (ts: number) => boolean {
  const oldest = Number(textOf(params.oldest) || "0");
  const latest = Number(textOf(params.latest) || "Infinity");
  if (Number.isNaN(oldest)) throw new SlackError("invalid_ts_oldest");
  if (Number.isNaN(latest)) throw new SlackError("invalid_ts_latest");
  const inclusive = flagOf(params.inclusive);
  return (ts) => (inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest);
}

function shownIn(parts: Parts, channel: Channel, belongs: (wire: Json & { ts: string }) => boolean): Json[] {
  const everyone = parts.messages.list(channel.id).filter(({ onlyFor }) => onlyFor === undefined);
  return everyone.map(({ wire }) => wire).filter(belongs);
}

function page(call: Call, messages: Json[], defaultLimit: number): Json {
  const { page: shown, nextCursor } = pageOf(messages, call.params, defaultLimit);
  const hasMore = nextCursor !== "";
  return { messages: shown, has_more: hasMore, ...(hasMore ? { response_metadata: { next_cursor: nextCursor } } : {}) };
}

function withoutMetadata({ metadata: _, ...wire }: Json): Json {
  return wire;
}
