import type { Parts } from "../parts.ts";
import type { View } from "../views.ts";
import type { SlackPerson } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { findPerson, interactionFrame } from "./actor.ts";

/** A person closes the top modal; the app hears of it only where it asked to (`notify_on_close`). */
export async function closeView(parts: Parts, closed: { user: string; viewId: string }): Promise<{ ok: true }> {
  const person = findPerson(parts, closed.user);
  const top = parts.views.stack(person.slackId).at(-1);
  if (top === undefined || top.id !== closed.viewId) throw new ActError("view_not_found", 404);
  const isCleared = top.clear_on_close === true;
  const gone = isCleared ? parts.views.clear(person.slackId) : [top];
  if (!isCleared) parts.views.pop(person.slackId);
  parts.changes.tellOnly(person.slackId, { type: "views" });
  for (const view of gone.filter((each) => each.notify_on_close === true)) {
    await parts.delivery.send("interactive", payloadOf(parts, person, view, isCleared));
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
