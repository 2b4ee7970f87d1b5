import type { Json } from "../json.ts";
import type { Parts } from "../parts.ts";
import { tellChannel } from "../posting.ts";
import { newEnvelopeId } from "../tokens.ts";
import { ActError } from "./act-error.ts";
import { findJoined, findPerson } from "./actor.ts";
import { tellMentionEvent, tellMessageEvent } from "./events.ts";
import { tellLinks } from "./links.ts";
import { escapeTyped, withLinks, withMentions } from "./typed-text.ts";

/** A person writes a message, in a channel or a thread; the app hears of it as far as it subscribed. */
export function writeMessage(
  parts: Parts,
  written: { channel: string; user: string; text: string; thread_ts?: string; reply_broadcast?: boolean },
): { ok: true; message: Json } {
  const person = findPerson(parts, written.user);
  const channel = findJoined(parts, person, written.channel);
  if (written.text.trim() === "") throw new ActError("no_text");
  if (channel.archived) throw new ActError("is_archived");
  if (written.thread_ts !== undefined && parts.messages.find(channel.id, written.thread_ts) === undefined) {
    throw new ActError("thread_not_found", 404);
  }
  const team = parts.directory.teamOf(person);
  const text = escapeTyped(withLinks(withMentions(parts, written.text, false)));
  const { wire } = parts.messages.add(channel.id, {
    type: "message",
    user: person.slackId,
    client_msg_id: newEnvelopeId(),
    text,
    team,
    ...(person.external === true ? { user_team: team, source_team: team } : {}),
    ...(written.thread_ts === undefined ? {} : { thread_ts: written.thread_ts }),
    ...(written.thread_ts !== undefined && written.reply_broadcast === true ? { subtype: "thread_broadcast" } : {}),
  });
  tellChannel(parts, channel);
  tellMessageEvent(parts, channel, wire);
  if (text.includes(`<@${parts.workspace.botUserId}`)) tellMentionEvent(parts, channel, wire);
  tellLinks(parts, channel, wire);
  return { ok: true, message: wire };
}
