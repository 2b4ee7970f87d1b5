import type { Channel } from "./channels.ts";
import type { Parts } from "./parts.ts";
import { stampOf, tellChannelEvent, tellMessageEvent, tellWorkspaceEvent } from "./person/events.ts";
import { tellChannel } from "./posting.ts";

/** Somebody comes into a channel, by themselves or asked in; Slack says so in the channel and to the app. */
export function enter(parts: Parts, channel: Channel, userId: string, inviter?: string): void {
  parts.channels.alter(channel, { members: new Set([...channel.members, userId]) });
  const asked = inviter === undefined ? {} : { inviter };
  const { wire } = parts.messages.add(channel.id, {
    type: "message",
    subtype: channel.kind === "private" ? "group_join" : "channel_join",
    user: userId,
    text: `<@${userId}> has joined the channel`,
    ...asked,
  });
  parts.changes.tell({ type: "state" });
  tellChannel(parts, channel);
  tellMessageEvent(parts, channel, wire);
  tellChannelEvent(parts, channel, "member_joined_channel", { ...who(parts, channel, userId), ...asked });
}

/** Somebody goes, or is taken out. The app hears of its own going by another event. */
export function leave(parts: Parts, channel: Channel, userId: string): void {
  tellChannelEvent(parts, channel, "member_left_channel", who(parts, channel, userId));
  parts.channels.alter(channel, { members: new Set([...channel.members].filter((id) => id !== userId)) });
  parts.changes.tell({ type: "state" });
  tellChannel(parts, channel);
  if (userId !== parts.workspace.botUserId) return;
  const name = channel.kind === "private" ? "group_left" : "channel_left";
  tellWorkspaceEvent(parts, name, { channel: channel.id, actor_id: userId, event_ts: stampOf(parts) });
}

function who({ workspace }: Parts, channel: Channel, userId: string) {
  const channel_type = channel.kind === "private" ? "G" : "C";
  return { user: userId, channel: channel.id, channel_type, team: workspace.teamId };
}
