import type { Channel } from "../channels.ts";
import { textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { SlackError } from "../slack-error.ts";
import type { Call } from "./method.ts";
import { scopesByVerb, type Verb } from "./scopes.ts";

/** The channel a call names, if the app can see it at all. Throws `channel_not_found`. */
export function findChannel({ parts, params }: Call, name = "channel"): Channel {
  const channel = parts.channels.find(textOf(params[name]));
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

/** The channel a post goes to: a user id means that person's direct messages. Throws also `not_in_channel`, `is_archived`, `messages_tab_disabled`. */
export function findPostable(call: Call): Channel {
  const { parts, params } = call;
  const person = /^[UW]/.test(textOf(params.channel)) ? parts.directory.find(textOf(params.channel)) : undefined;
  if (person?.deactivated === true) throw new SlackError("channel_not_found");
  const channel = person === undefined ? findChannel(call) : openDirectMessages(parts, person.slackId);
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
export function needChannelScope(call: Call, channel: Channel, verb: Verb): void {
  call.needScope(scopesByVerb[verb][channel.kind]);
}

function openDirectMessages(parts: Parts, userId: string): Channel {
  const { channel, alreadyOpen } = parts.channels.directMessages(userId);
  if (!alreadyOpen) parts.changes.tell({ type: "state" });
  return channel;
}
