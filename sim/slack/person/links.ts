import type { Channel } from "../channels.ts";
import { type Json, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { isOurs } from "../web-api/chat-unfurl.ts";
import { tellChannelEvent } from "./events.ts";

/** Tells the app of links to its own domains in a message (docs.slack.dev/reference/events/link_shared). */
export function tellLinks(parts: Parts, channel: Channel, wire: Json & { ts: string }): void {
  const urls = [...textOf(wire.text).matchAll(/<(https?:[^|>]+)/g)].map(([, url = ""]) => url);
  const links = urls
    .filter((url) => isOurs(parts.manifest.unfurlDomains, url))
    .map((url) => ({ url, domain: new URL(url).hostname }));
  if (links.length === 0) return;
  tellChannelEvent(parts, channel, "link_shared", {
    channel: channel.id,
    user: wire.user,
    message_ts: wire.ts,
    ...(wire.thread_ts === undefined ? {} : { thread_ts: wire.thread_ts }),
    links,
    source: "conversations_history",
    unfurl_id: `${channel.id}.${wire.ts}`,
    is_bot_user_member: true,
  });
}
