import type { Channel } from "../channels.ts";
import { textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import type { Call } from "./method.ts";

/** The channel a call names, if the app can see it at all. Throws `channel_not_found`. */
export function findChannel({ parts, params }: Call): Channel {
  const named = textOf(params.channel);
  if (named === "") throw new SlackError("channel_not_found");
  const channel = parts.channels.find(named);
  if (channel === undefined) throw new SlackError("channel_not_found");
  if (channel.kind === "private" && !channel.members.has(parts.workspace.botUserId)) {
    throw new SlackError("channel_not_found");
  }
  return channel;
}

/** The channel a post goes to: a user id means that person's direct messages. Throws also `not_in_channel`. */
export function findPostable(call: Call): Channel {
  const { parts, params } = call;
  const person = /^[UW]/.test(textOf(params.channel)) ? parts.directory.find(textOf(params.channel)) : undefined;
  if (person !== undefined) {
    if (person.deactivated === true) throw new SlackError("channel_not_found");
    const { channel, alreadyOpen } = parts.channels.directMessages(person.slackId);
    if (!alreadyOpen) parts.changes.tell({ type: "state" });
    return channel;
  }
  const channel = findChannel(call);
  const isMember = channel.members.has(parts.workspace.botUserId);
  const mayPostAnyway = channel.kind === "public" && parts.manifest.scopes.has("chat:write.public");
  if (!isMember && !mayPostAnyway) throw new SlackError("not_in_channel");
  return channel;
}

/** Scopes are per kind of conversation: `channels:…`, `groups:…`, `im:…`. */
export function needChannelScope(call: Call, channel: Channel, verb: "read" | "history"): void {
  const family = { public: "channels", private: "groups", im: "im" }[channel.kind];
  call.needScope(`${family}:${verb}`);
}
