import type { Channel } from "../channels.ts";
import { toConversation } from "../conversation-object.ts";
import { flagOf, type Json, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { tellChannelEvent, tellWorkspaceEvent } from "../person/events.ts";
import { postAsApp } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { findAllowed, findOwn, isMember } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

const nameErrors = ["name_taken", "invalid_name_required", "invalid_name_maxlength", "invalid_name_specials"];
const ownErrors = ["channel_not_found", "not_in_channel", "is_archived"];
/** docs.slack.dev/reference/methods/conversations.create and conversations.setTopic. */
const mostNameCharacters = 80;
const mostTopicCharacters = 250;

/** The `conversations.*` methods that change a channel. */
export const conversationsManage: Methods = {
  "conversations.create": {
    verb: "manage",
    tier: 2,
    needs: ["name"],
    errors: nameErrors,
    run: create,
  },
  "conversations.mark": {
    verb: "manage",
    tier: 3,
    needs: ["channel", "ts"],
    errors: ["channel_not_found", "not_in_channel", "invalid_timestamp"],
    run: mark,
  },
  "conversations.setTopic": {
    verb: "topic",
    tier: 2,
    needs: ["channel", "topic"],
    errors: [...ownErrors, "too_long"],
    run: (call) => describe(call, "topic"),
  },
  "conversations.setPurpose": {
    verb: "topic",
    tier: 2,
    needs: ["channel", "purpose"],
    errors: [...ownErrors, "too_long"],
    run: (call) => describe(call, "purpose"),
  },
  "conversations.rename": {
    verb: "manage",
    tier: 2,
    needs: ["channel", "name"],
    errors: [...ownErrors, ...nameErrors, "not_authorized"],
    run: rename,
  },
  "conversations.archive": {
    verb: "manage",
    tier: 2,
    needs: ["channel"],
    errors: ["channel_not_found", "not_in_channel", "already_archived", "cant_archive_general"],
    run: archive,
  },
  "conversations.unarchive": {
    verb: "manage",
    tier: 2,
    needs: ["channel"],
    errors: ["channel_not_found", "not_archived"],
    run: unarchive,
  },
};

function create(call: Call): Json {
  const { parts, params } = call;
  const name = readName(call);
  const isPrivate = flagOf(params.is_private);
  call.needScope([isPrivate ? "groups:write" : "channels:manage"]);
  const creator = parts.workspace.botUserId;
  const created = Math.floor(parts.wall.now() / 1000);
  const channel = parts.channels.create({ name, kind: isPrivate ? "private" : "public", creator, created });
  parts.changes.tell({ type: "state" });
  if (!isPrivate) tellWorkspaceEvent(parts, "channel_created", { channel: { id: channel.id, name, created, creator } });
  return { channel: toConversation(channel, parts.workspace) };
}

/** Lower-case letters, digits, hyphens and underscores. */
function readName({ parts, params }: Call): string {
  const name = textOf(params.name);
  if (name === "") throw new SlackError("invalid_name_required");
  if (name.length > mostNameCharacters) throw new SlackError("invalid_name_maxlength");
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) throw new SlackError("invalid_name_specials");
  if (parts.channels.all().some((channel) => channel.name === name)) throw new SlackError("name_taken");
  return name;
}

function mark(call: Call): Json {
  const channel = findAllowed(call, "manage");
  if (!isMember(call.parts, channel)) throw new SlackError("not_in_channel");
  if (!/^\d{1,10}\.\d{6}$/.test(textOf(call.params.ts))) throw new SlackError("invalid_timestamp");
  return {};
}

function describe(call: Call, field: "topic" | "purpose"): Json {
  const { parts, params } = call;
  const channel = findOwn(call, "topic");
  const text = textOf(params[field]);
  if (text.length > mostTopicCharacters) throw new SlackError("too_long");
  parts.channels.alter(channel, { [field]: text });
  const subtype = `channel_${field}`;
  postAsApp(parts, { channel }, { text: `set the channel ${field}: ${text}` }, { subtype, [field]: text });
  parts.changes.tell({ type: "state" });
  return { channel: toConversation(channel, parts.workspace) };
}

/** Only its own channels can an app rename. */
function rename(call: Call): Json {
  const { parts } = call;
  const channel = findOwn(call, "manage");
  if (channel.creator !== parts.workspace.botUserId) throw new SlackError("not_authorized");
  const name = readName(call);
  parts.channels.alter(channel, { name, previousNames: [...channel.previousNames, channel.name] });
  tellState(parts, channel, "channel_rename", { id: channel.id, name, created: channel.created });
  return { channel: toConversation(channel, parts.workspace) };
}

function archive(call: Call): Json {
  const channel = findAllowed(call, "manage");
  if (channel.archived) throw new SlackError("already_archived");
  if (!isMember(call.parts, channel)) throw new SlackError("not_in_channel");
  if (channel.name === "general") throw new SlackError("cant_archive_general");
  call.parts.channels.alter(channel, { archived: true });
  tellState(call.parts, channel, "channel_archive", channel.id);
  return {};
}

function unarchive(call: Call): Json {
  const channel = findAllowed(call, "manage");
  if (!channel.archived) throw new SlackError("not_archived");
  call.parts.channels.alter(channel, { archived: false });
  call.parts.changes.tell({ type: "state" });
  return {};
}

function tellState(parts: Parts, channel: Channel, name: "channel_rename" | "channel_archive", about: unknown): void {
  parts.changes.tell({ type: "state" });
  tellChannelEvent(parts, channel, name, { channel: about, user: parts.workspace.botUserId });
}
