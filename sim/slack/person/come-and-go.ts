import { enter, leave } from "../membership.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "./act-error.ts";
import { findJoined, findPerson } from "./actor.ts";

/** A person joins a public channel. Guests and people of other organisations must be invited. */
export function joinChannel(parts: Parts, { user, channel: named }: { user: string; channel: string }): { ok: true } {
  const person = findPerson(parts, user);
  const channel = parts.channels.find(named);
  if (channel === undefined || channel.kind !== "public") throw new ActError("channel_not_found", 404);
  if (person.guest === true || person.external === true) throw new ActError("user_is_restricted", 403);
  if (!channel.members.has(person.slackId)) enter(parts, channel, person.slackId);
  return { ok: true };
}

/** A person leaves a channel they are in. */
export function leaveChannel(parts: Parts, { user, channel: named }: { user: string; channel: string }): { ok: true } {
  const person = findPerson(parts, user);
  const channel = findJoined(parts, person, named);
  if (channel.kind === "im" || channel.name === "general") throw new ActError("cant_leave", 403);
  leave(parts, channel, person.slackId);
  return { ok: true };
}

/** A person asks somebody into a channel: another person, or the app by its user id. */
export function invite(parts: Parts, asked: { user: string; channel: string; invited: string }): { ok: true } {
  const person = findPerson(parts, asked.user);
  const channel = findJoined(parts, person, asked.channel);
  if (channel.kind === "im") throw new ActError("method_not_supported_for_channel_type");
  const { botUserId } = parts.workspace;
  const invited = asked.invited === botUserId ? botUserId : findPerson(parts, asked.invited).slackId;
  if (channel.members.has(invited)) throw new ActError("already_in_channel");
  enter(parts, channel, invited, person.slackId);
  return { ok: true };
}
