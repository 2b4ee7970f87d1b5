import type { Channel } from "../channels.ts";
import type { Json } from "../json.ts";
import type { Parts } from "../parts.ts";

const kindNames = { public: "channel", private: "group", im: "im" } as const;
const subscriptions = { public: "message.channels", private: "message.groups", im: "message.im" } as const;

/** Sends the `message` event of a message, if the app subscribed to it and is in the channel. */
export function tellMessageEvent(parts: Parts, channel: Channel, wire: Json): void {
  if (!parts.manifest.botEvents.has(subscriptions[channel.kind])) return;
  const event = { ...wire, type: "message", channel: channel.id, channel_type: kindNames[channel.kind] };
  tellEvent(parts, channel, event);
}

/** Sends the `app_mention` event of a message that names the app. */
export function tellMentionEvent(parts: Parts, channel: Channel, wire: Json): void {
  if (!parts.manifest.botEvents.has("app_mention") || channel.kind === "im") return;
  tellEvent(parts, channel, { ...wire, type: "app_mention", channel: channel.id });
}

function tellEvent(parts: Parts, channel: Channel, event: Json): void {
  if (!channel.members.has(parts.workspace.botUserId)) return;
  parts.delivery.event({ ...event, event_ts: event.ts }, { isShared: channel.shared });
}
