import type { Channel } from "../channels.ts";
import { type Json, textOf } from "../json.ts";
import type { Message } from "../messages.ts";
import { hasReacted, reactionsOf, setReaction } from "../reactions.ts";
import { SlackError } from "../slack-error.ts";
import { findChannel, isMember, isVisible } from "./find-channel.ts";
import { findVisible } from "./find-message.ts";
import type { Call, Methods } from "./method.ts";
import { paged } from "./paging.ts";

/** A message bears this many different emoji (docs.slack.dev/reference/methods/reactions.add). */
const mostEmoji = 50;

/** The `reactions.*` methods. */
export const reactions: Methods = {
  "reactions.add": {
    scopes: ["reactions:write"],
    tier: 3,
    needs: ["channel", "name", "timestamp"],
    errors: [
      "channel_not_found",
      "not_in_channel",
      "is_archived",
      "message_not_found",
      "invalid_name",
      "already_reacted",
      "too_many_emoji",
    ],
    run: add,
  },
  "reactions.remove": {
    scopes: ["reactions:write"],
    tier: 2,
    needs: ["name"],
    errors: ["no_item_specified", "channel_not_found", "message_not_found", "invalid_name", "no_reaction"],
    run: remove,
  },
  "reactions.get": {
    scopes: ["reactions:read"],
    tier: 3,
    errors: ["no_item_specified", "channel_not_found", "message_not_found"],
    run: get,
  },
  "reactions.list": {
    scopes: ["reactions:read"],
    tier: 2,
    errors: ["user_not_found", "invalid_cursor", "invalid_limit"],
    run: list,
  },
};

/** A short name as Slack writes it between colons, with a skin tone at most. */
export function isEmojiName(name: string): boolean {
  return /^[\p{Ll}\p{Lo}\p{N}_+'-]{1,100}(::skin-tone-[2-6])?$/u.test(name);
}

function add(call: Call): Json {
  const { parts } = call;
  const { channel, message, name } = readReaction(call);
  if (!isMember(parts, channel)) throw new SlackError("not_in_channel");
  if (channel.archived) throw new SlackError("is_archived");
  const userId = parts.workspace.botUserId;
  if (hasReacted(message, name, userId)) throw new SlackError("already_reacted");
  const known = reactionsOf(message);
  if (known.length >= mostEmoji && !known.some((each) => each.name === name)) throw new SlackError("too_many_emoji");
  setReaction(parts, { channel, message }, { name, userId, on: true });
  return {};
}

function remove(call: Call): Json {
  const { channel, message, name } = readReaction(call);
  const userId = call.parts.workspace.botUserId;
  if (!hasReacted(message, name, userId)) throw new SlackError("no_reaction");
  setReaction(call.parts, { channel, message }, { name, userId, on: false });
  return {};
}

function readReaction(call: Call): { channel: Channel; message: Message; name: string } {
  const name = textOf(call.params.name);
  if (!isEmojiName(name)) throw new SlackError("invalid_name");
  return { ...findItem(call), name };
}

function findItem(call: Call): { channel: Channel; message: Message } {
  const { channel: named, timestamp } = call.params;
  if (named === undefined || timestamp === undefined) throw new SlackError("no_item_specified");
  const channel = findChannel(call);
  return { channel, message: findVisible(call, channel, textOf(timestamp)) };
}

function get(call: Call): Json {
  const { channel, message } = findItem(call);
  return { type: "message", channel: channel.id, message: message.wire };
}

function list({ parts, params }: Call): Json {
  const named = textOf(params.user) || parts.workspace.botUserId;
  const userId = named === parts.workspace.botUserId ? named : parts.directory.findById(named)?.slackId;
  if (userId === undefined) throw new SlackError("user_not_found");
  const items = parts.channels
    .all()
    .filter((channel) => isVisible(parts, channel))
    .flatMap((channel) =>
      parts.messages
        .list(channel.id)
        .filter((message) => reactionsOf(message).some(({ users }) => users.includes(userId)))
        .map(({ wire }) => ({ type: "message", channel: channel.id, message: wire })),
    );
  return paged("items", items.reverse(), params, 100);
}
