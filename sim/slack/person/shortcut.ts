import type { Parts } from "../parts.ts";
import { ActError } from "./act-error.ts";
import { channelName, findJoined, findPerson, interactionFrame } from "./actor.ts";
import type { ActResult } from "./command.ts";
import { stampOf } from "./events.ts";
import { findSeen } from "./seen.ts";

/**
 * A person takes one of the app's shortcuts: from anywhere, or on a message
 * (docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload). Throws `unknown_shortcut` (404).
 */
export async function takeShortcut(
  parts: Parts,
  taken: { user: string; callback_id: string; channel?: string; messageTs?: string },
): Promise<ActResult> {
  const person = findPerson(parts, taken.user);
  const type = taken.messageTs === undefined ? "global" : "message";
  const entry = parts.manifest.shortcuts.find((each) => each.callbackId === taken.callback_id && each.type === type);
  if (entry === undefined) throw new ActError("unknown_shortcut", 404);
  const payload = {
    type: type === "global" ? "shortcut" : "message_action",
    ...interactionFrame(parts, person),
    callback_id: entry.callbackId,
    action_ts: stampOf(parts),
    trigger_id: parts.triggers.issue({ userId: person.slackId }),
    ...(taken.messageTs === undefined ? {} : onMessage(taken.messageTs)),
  };
  const ack = await parts.delivery.send("interactive", payload);
  const { ackMs, delivery } = ack;
  const result = { ackMs, delivery, triggerId: payload.trigger_id };
  if (ack.ok) return { ok: true, ...result };
  parts.changes.tellOnly(person.slackId, { type: "notice", text: `${entry.name} didn’t respond` });
  return { ok: false, ...result, error: ack.error };

  function onMessage(messageTs: string) {
    const channel = findJoined(parts, person, taken.channel ?? "");
    const { wire } = findSeen(parts, channel, messageTs);
    return {
      channel: { id: channel.id, name: channelName(channel) },
      message_ts: wire.ts,
      message: wire,
      response_url: parts.responseUrls.issue({ channelId: channel.id, userId: person.slackId, messageTs: wire.ts }),
    };
  }
}
