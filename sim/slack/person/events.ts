import type { Channel, ChannelKind } from "../channels.ts";
import { type Json, objectOf, textOf } from "../json.ts";
import type { Manifest } from "../manifest.ts";
import type { Parts } from "../parts.ts";
import { type EventName, eventScopes } from "./event-scopes.ts";

const kindNames: Record<ChannelKind, string> = { public: "channel", private: "group", im: "im", mpim: "mpim" };
const messageEvents = {
  public: "message.channels",
  private: "message.groups",
  im: "message.im",
  mpim: "message.mpim",
} as const satisfies Record<ChannelKind, EventName>;

/** Says whether the app hears of such events: it subscribed, and has a scope for it. */
export function hears({ botEvents, scopes }: Manifest, name: EventName): boolean {
  const anyOf: readonly string[] = eventScopes[name];
  return botEvents.has(name) && (anyOf.length === 0 || anyOf.some((scope) => scopes.has(scope)));
}

/** Sends the `message` event of a message, if the app hears of messages there. */
export function tellMessageEvent(parts: Parts, channel: Channel, wire: Json): void {
  if (!hears(parts.manifest, messageEvents[channel.kind])) return;
  tellIn(parts, channel, {
    ...wire,
    type: "message",
    channel: channel.id,
    channel_type: kindNames[channel.kind],
    event_ts: wire.ts,
  });
}

/** Metadata of a kind the app asked for was posted (docs.slack.dev/reference/events/message_metadata_posted). */
export function tellMetadata(parts: Parts, channel: Channel, wire: Json): void {
  const metadata = objectOf(wire.metadata);
  if (!parts.manifest.metadataTypes.has(textOf(metadata.event_type))) return;
  tellChannelEvent(parts, channel, "message_metadata_posted", {
    app_id: wire.app_id,
    bot_id: wire.bot_id,
    user_id: wire.user,
    team_id: parts.workspace.teamId,
    channel_id: channel.id,
    message_ts: wire.ts,
    metadata,
  });
}

/** A message now says something else (docs.slack.dev/reference/events/message/message_changed). */
export function tellChangedEvent(parts: Parts, channel: Channel, message: Json, before: Json): void {
  tellMessageEvent(parts, channel, {
    subtype: "message_changed",
    hidden: true,
    message,
    previous_message: before,
    ts: stampOf(parts),
  });
}

/** A message is gone (docs.slack.dev/reference/events/message/message_deleted). */
export function tellDeletedEvent(parts: Parts, channel: Channel, before: Json): void {
  tellMessageEvent(parts, channel, {
    subtype: "message_deleted",
    hidden: true,
    deleted_ts: before.ts,
    previous_message: before,
    ts: stampOf(parts),
  });
}

/** Sends the `app_mention` event of a message that names the app; direct messages have none. */
export function tellMentionEvent(parts: Parts, channel: Channel, wire: Json): void {
  if (channel.kind === "im" || !hears(parts.manifest, "app_mention")) return;
  tellIn(parts, channel, { ...wire, type: "app_mention", channel: channel.id, event_ts: wire.ts });
}

/** Sends any other event of a conversation, if the app hears of it and is in there. */
export function tellChannelEvent(parts: Parts, channel: Channel, name: EventName, event: Json): void {
  if (!hears(parts.manifest, name)) return;
  tellIn(parts, channel, { ...event, type: name, event_ts: stampOf(parts) });
}

/** Sends an event of the whole workspace, if the app hears of it. */
export function tellWorkspaceEvent(parts: Parts, name: EventName, event: Json): void {
  if (!hears(parts.manifest, name)) return;
  parts.delivery.event({ ...event, type: name, event_ts: stampOf(parts) }, { isShared: false });
}

function tellIn(parts: Parts, channel: Channel, event: Json): void {
  if (!channel.members.has(parts.workspace.botUserId)) return;
  parts.delivery.event(event, { isShared: channel.shared });
}

/** Now, as Slack's ts: seconds with six decimals. */
export function stampOf({ wall }: Parts): string {
  return (wall.now() / 1000).toFixed(6);
}
