import type { Parts } from "../parts.ts";
import type { View } from "../views.ts";
import type { SlackPerson } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { findPerson, interactionFrame } from "./actor.ts";

/**
 * A person closes the top modal, or with `all` (the × in the corner) the whole stack. The app hears of it only where
 * it asked to (`notify_on_close`), and of a whole stack once, by its first view (docs.slack.dev/surfaces/modals).
 */
export async function closeView(
  parts: Parts,
  closed: { user: string; viewId: string; all: boolean },
): Promise<{ ok: true }> {
  const person = findPerson(parts, closed.user);
  const stack = parts.views.stack(person.slackId);
  const [first, top] = [stack[0], stack.at(-1)];
  if (first === undefined || top === undefined || top.id !== closed.viewId) throw new ActError("view_not_found", 404);
  const isCleared = closed.all || top.clear_on_close === true;
  if (isCleared) parts.views.clear(person.slackId);
  else parts.views.pop(person.slackId);
  parts.changes.tellOnly(person.slackId, { type: "views" });
  const told = isCleared ? first : top;
  if (told.notify_on_close === true) {
    await parts.delivery.send("interactive", payloadOf(parts, person, told, isCleared));
  }
  return { ok: true };
}

/** A person's Slack client goes away. Its modals go with it, and no app hears of that: `view_closed` is for the close button (docs.slack.dev/surfaces/modals). */
export function leaveViews(parts: Parts, { user }: { user: string }): { ok: true } {
  const person = findPerson(parts, user);
  if (parts.views.clear(person.slackId).length > 0) parts.changes.tellOnly(person.slackId, { type: "views" });
  return { ok: true };
}

function payloadOf(parts: Parts, person: SlackPerson, view: View, isCleared: boolean) {
  return { type: "view_closed", ...interactionFrame(parts, person), view, is_cleared: isCleared };
}
