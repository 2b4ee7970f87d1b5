import type { Parts } from "../parts.ts";
import { hasReacted, type Reaction, reactionsOf, setReaction } from "../reactions.ts";
import { isEmojiName } from "../web-api/reactions.ts";
import { ActError } from "./act-error.ts";
import { findJoined, findPerson } from "./actor.ts";
import { findSeen } from "./seen.ts";

/** A person puts an emoji under a message, or takes theirs away; doing so twice changes nothing. */
export function react(
  parts: Parts,
  reacted: { user: string; channel: string; messageTs: string; name: string; remove: boolean },
): { ok: true; reactions: Reaction[] } {
  const person = findPerson(parts, reacted.user);
  const channel = findJoined(parts, person, reacted.channel);
  const message = findSeen(parts, channel, reacted.messageTs);
  const name = reacted.name.replaceAll(/^:|:$/g, "");
  if (!isEmojiName(name)) throw new ActError("invalid_name");
  const on = !reacted.remove;
  if (hasReacted(message, name, person.slackId) !== on) {
    setReaction(parts, { channel, message }, { name, userId: person.slackId, on });
  }
  return { ok: true, reactions: reactionsOf(findSeen(parts, channel, message.wire.ts)) };
}
