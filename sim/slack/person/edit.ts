import type { Json } from "../json.ts";
import type { Parts } from "../parts.ts";
import { remove, replaceWire } from "../posting.ts";
import { ActError } from "./act-error.ts";
import { findJoined, findPerson } from "./actor.ts";
import { findWritten } from "./seen.ts";
import { escapeTyped, withLinks, withMentions } from "./typed-text.ts";

/** Which message, and who wrote it. */
interface Own {
  user: string;
  channel: string;
  messageTs: string;
}

/** A person writes their own message anew; the app hears `message_changed`. */
export function editMessage(parts: Parts, edited: Own & { text: string }): { ok: true; message: Json } {
  const person = findPerson(parts, edited.user);
  const channel = findJoined(parts, person, edited.channel);
  const message = findWritten(parts, channel, edited.messageTs, person.slackId);
  if (edited.text.trim() === "") throw new ActError("no_text");
  const text = escapeTyped(withLinks(withMentions(parts, edited.text, false)));
  const mark = { user: person.slackId, ts: `${Math.floor(parts.wall.now() / 1000)}.000000` };
  const { blocks: _, ...rest } = message.wire;
  return { ok: true, message: replaceWire(parts, channel, message, { ...rest, text, edited: mark }).wire };
}

/** A person takes their own message away; the app hears `message_deleted`. */
export function deleteMessage(parts: Parts, deleted: Own): { ok: true } {
  const person = findPerson(parts, deleted.user);
  const channel = findJoined(parts, person, deleted.channel);
  const { wire } = findWritten(parts, channel, deleted.messageTs, person.slackId);
  remove(parts, channel, wire.ts);
  return { ok: true };
}
