import type { Channel } from "../channels.ts";
import { textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { SlackError } from "../slack-error.ts";
import type { Call } from "./method.ts";
import { scopesByVerb, type Verb } from "./scopes.ts";

/**
 * The channel of that id in a call, if the app can see it at all. A name is no id to Slack
 * (slack-ruby/slack-ruby-client#270). Throws `channel_not_found`.
 */
export function findChannel({ parts, params }: Call, argument = "channel"): Channel {
  return seenBy(parts, parts.channels.findById(textOf(params[argument])));
}

function seenBy(parts: Parts, channel: Channel | undefined): Channel {
  if (channel === undefined || !isVisible(parts, channel)) throw new SlackError("channel_not_found");
  return channel;
}

/** A private conversation the app is not in does not exist for it. */
export function isVisible({ workspace }: Parts, channel: Channel): boolean {
  return channel.kind === "public" || channel.members.has(workspace.botUserId);
}

/** The same, with the scope for its kind. Throws also `missing_scope`. */
export function findAllowed(call: Call, verb: Verb): Channel {
  const channel = findChannel(call);
  needChannelScope(call, channel, verb);
  return channel;
}

/** The same, where the app must be a member. Throws also `not_in_channel`, `is_archived`. */
export function findOwn(call: Call, verb: Verb): Channel {
  const channel = findAllowed(call, verb);
  if (!isMember(call.parts, channel)) throw new SlackError("not_in_channel");
  if (channel.archived) throw new SlackError("is_archived");
  return channel;
}

/**
 * The channel a post goes to, by its id; a user id means that person's direct messages. By name too where the method's
 * page says "encoded ID or channel name". Throws also `not_in_channel`, `is_archived`, `messages_tab_disabled`.
 */
export function findPostable(call: Call, { byName }: { byName: boolean }): Channel {
  const { parts, params } = call;
  const named = textOf(params.channel);
  const person = parts.directory.findById(named);
  if (person?.deactivated === true) throw new SlackError("channel_not_found");
  const channel =
    person === undefined
      ? seenBy(parts, byName ? parts.channels.find(named) : parts.channels.findById(named))
      : openDirectMessages(parts, person.slackId);
  if (channel.kind === "im" && !parts.manifest.messagesTab) throw new SlackError("messages_tab_disabled");
  if (channel.archived) throw new SlackError("is_archived");
  const mayPostAnyway = channel.kind === "public" && parts.manifest.scopes.has("chat:write.public");
  if (!isMember(parts, channel) && !mayPostAnyway) throw new SlackError("not_in_channel");
  return channel;
}

export function isMember({ workspace }: Parts, channel: Channel): boolean {
  return channel.members.has(workspace.botUserId);
}

/** Scopes are per kind of conversation: `channels:…`, `groups:…`, `im:…`, `mpim:…`. */
export function needChannelScope(call: Call, { kind }: Pick<Channel, "kind">, verb: Verb): void {
  call.needScope(scopesByVerb[verb][kind]);
}

function openDirectMessages(parts: Parts, userId: string): Channel {
  const { channel, alreadyOpen } = parts.channels.directMessages(userId);
  if (!alreadyOpen) parts.changes.tell({ type: "state" });
  return channel;
}
