import { type Json, objectOf, textOf } from "../json.ts";
import { tellChannelEvent } from "../person/events.ts";
import { tellChannel } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { findChannel, isMember } from "./find-channel.ts";
import { findVisible } from "./find-message.ts";
import type { Call, Methods } from "./method.ts";

/** The `pins.*` methods. */
export const pins: Methods = {
  "pins.add": {
    scopes: ["pins:write"],
    tier: 2,
    needs: ["channel"],
    errors: ["channel_not_found", "not_in_channel", "no_item_specified", "message_not_found", "already_pinned"],
    run: add,
  },
  "pins.remove": {
    scopes: ["pins:write"],
    tier: 2,
    needs: ["channel"],
    errors: ["channel_not_found", "no_item_specified", "message_not_found", "no_pin"],
    run: remove,
  },
  "pins.list": { scopes: ["pins:read"], tier: 2, needs: ["channel"], errors: ["channel_not_found"], run: list },
};

function add(call: Call): Json {
  const { parts } = call;
  const { channel, message } = findItem(call);
  if (!isMember(parts, channel)) throw new SlackError("not_in_channel");
  if (message.wire.pinned_to !== undefined) throw new SlackError("already_pinned");
  const info = {
    channel: channel.id,
    pinned_by: parts.workspace.botUserId,
    pinned_ts: Math.floor(parts.wall.now() / 1000),
  };
  parts.messages.replace(channel.id, message.wire.ts, {
    ...message.wire,
    pinned_to: [channel.id],
    pinned_info: info,
  });
  tellChannel(parts, channel);
  tellPin(call, "pin_added", channel.id, message.wire);
  return {};
}

function remove(call: Call): Json {
  const { channel, message } = findItem(call);
  if (message.wire.pinned_to === undefined) throw new SlackError("no_pin");
  const { pinned_to, pinned_info, ...rest } = message.wire;
  call.parts.messages.replace(channel.id, message.wire.ts, rest);
  tellChannel(call.parts, channel);
  tellPin(call, "pin_removed", channel.id, message.wire);
  return {};
}

function tellPin({ parts }: Call, name: "pin_added" | "pin_removed", channelId: string, message: Json): void {
  const channel = parts.channels.findById(channelId);
  if (channel === undefined) return;
  const item = { type: "message", channel: channelId, message };
  tellChannelEvent(parts, channel, name, { user: parts.workspace.botUserId, channel_id: channelId, item });
}

function findItem(call: Call) {
  const channel = findChannel(call);
  if (call.params.timestamp === undefined) throw new SlackError("no_item_specified");
  return { channel, message: findVisible(call, channel, textOf(call.params.timestamp)) };
}

function list(call: Call): Json {
  const channel = findChannel(call);
  const items = call.parts.messages
    .list(channel.id)
    .filter(({ wire }) => wire.pinned_to !== undefined)
    .map(({ wire }) => {
      const { pinned_by: created_by, pinned_ts: created } = objectOf(wire.pinned_info);
      return { type: "message", created, created_by, channel: channel.id, message: wire };
    });
  return { items: items.reverse() };
}
