import type { Parts } from "../parts.ts";
import { findPerson } from "./actor.ts";

/** A person opens the app: its Home tab, or its messages. */
export function openHome(
  parts: Parts,
  opened: { user: string; tab: "home" | "messages" },
): { ok: true; channel: string } {
  const person = findPerson(parts, opened.user);
  const { channel, alreadyOpen } = parts.channels.directMessages(person.slackId);
  if (!alreadyOpen) parts.changes.tell({ type: "state" });
  if (parts.manifest.botEvents.has("app_home_opened")) {
    const view = parts.views.home(person.slackId);
    const event = {
      type: "app_home_opened",
      user: person.slackId,
      channel: channel.id,
      tab: opened.tab,
      event_ts: (parts.wall.now() / 1000).toFixed(6),
      ...(view === undefined || opened.tab !== "home" ? {} : { view }),
    };
    parts.delivery.event(event, { isShared: false });
  }
  return { ok: true, channel: channel.id };
}
