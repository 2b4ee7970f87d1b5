import type { Parts } from "../parts.ts";
import { findPerson } from "./actor.ts";
import { tellWorkspaceEvent } from "./events.ts";

/** A person opens the app: its Home tab, or its messages. */
export function openHome(
  parts: Parts,
  opened: { user: string; tab: "home" | "messages" },
): { ok: true; channel: string } {
  const person = findPerson(parts, opened.user);
  const { channel, alreadyOpen } = parts.channels.directMessages(person.slackId);
  if (!alreadyOpen) parts.changes.tell({ type: "state" });
  const view = parts.views.home(person.slackId);
  tellWorkspaceEvent(parts, "app_home_opened", {
    user: person.slackId,
    channel: channel.id,
    tab: opened.tab,
    ...(view === undefined || opened.tab !== "home" ? {} : { view }),
  });
  return { ok: true, channel: channel.id };
}
