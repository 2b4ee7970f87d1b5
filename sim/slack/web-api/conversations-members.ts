import { toConversation } from "../conversation-object.ts";
import { type Json, textOf } from "../json.ts";
import { enter, leave } from "../membership.ts";
import { SlackError } from "../slack-error.ts";
import { findAllowed, findOwn, isMember } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

const ownErrors = ["channel_not_found", "not_in_channel", "is_archived"];

/** The `conversations.*` methods by which somebody comes or goes. */
export const conversationsMembers: Methods = {
  "conversations.join": {
    verb: "join",
    tier: 3,
    needs: ["channel"],
    errors: ["channel_not_found", "is_archived", "method_not_supported_for_channel_type"],
    run: join,
  },
  "conversations.invite": {
    verb: "invite",
    tier: 3,
    needs: ["channel", "users"],
    errors: [...ownErrors, "user_not_found", "cant_invite_self", "already_in_channel"],
    run: invite,
  },
  "conversations.kick": {
    verb: "manage",
    tier: 3,
    needs: ["channel", "user"],
    errors: [...ownErrors, "user_not_found", "cant_kick_self", "cant_kick_from_general", "user_not_in_channel"],
    run: kick,
  },
  "conversations.leave": {
    verb: "manage",
    tier: 3,
    needs: ["channel"],
    errors: ["channel_not_found", "is_archived", "cant_leave_general", "last_member"],
    run: leaveChannel,
  },
};

function join(call: Call): Json {
  const { parts } = call;
  const channel = findAllowed(call, "join");
  if (channel.kind !== "public") throw new SlackError("method_not_supported_for_channel_type");
  if (channel.archived) throw new SlackError("is_archived");
  if (isMember(parts, channel)) call.warn("already_in_channel");
  else enter(parts, channel, parts.workspace.botUserId);
  return { channel: toConversation(channel, parts.workspace) };
}

function invite(call: Call): Json {
  const { parts, params } = call;
  const channel = findOwn(call, "invite");
  const users = textOf(params.users).split(",").filter(Boolean);
  for (const user of users) {
    if (user === parts.workspace.botUserId) throw new SlackError("cant_invite_self");
    if (parts.directory.findById(user) === undefined) throw new SlackError("user_not_found");
    if (channel.members.has(user)) throw new SlackError("already_in_channel");
  }
  for (const user of users) enter(parts, channel, user, parts.workspace.botUserId);
  return { channel: toConversation(channel, parts.workspace) };
}

function kick(call: Call): Json {
  const { parts, params } = call;
  const channel = findOwn(call, "manage");
  const user = textOf(params.user);
  if (user === parts.workspace.botUserId) throw new SlackError("cant_kick_self");
  if (channel.name === "general") throw new SlackError("cant_kick_from_general");
  if (parts.directory.findById(user) === undefined) throw new SlackError("user_not_found");
  if (!channel.members.has(user)) throw new SlackError("user_not_in_channel");
  leave(parts, channel, user);
  return {};
}

/** Leaving where one is not is no error, but is said (docs.slack.dev/reference/methods/conversations.leave). */
function leaveChannel(call: Call): Json {
  const { parts } = call;
  const channel = findAllowed(call, "manage");
  if (!isMember(parts, channel)) return { not_in_channel: true };
  if (channel.archived) throw new SlackError("is_archived");
  if (channel.name === "general") throw new SlackError("cant_leave_general");
  if (channel.members.size === 1) throw new SlackError("last_member");
  leave(parts, channel, parts.workspace.botUserId);
  return {};
}
