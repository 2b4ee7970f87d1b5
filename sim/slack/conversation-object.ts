import type { Channel } from "./channels.ts";
import type { Json } from "./json.ts";
import type { Workspace } from "./workspace.ts";

/** The channel object of `conversations.info`, seen by the bot (docs.slack.dev/reference/objects/conversation-object). */
export function toConversation(channel: Channel, workspace: Workspace): Json {
  return channel.kind === "im" ? directMessages(channel) : named(channel, workspace);
}

function directMessages(channel: Channel): Json {
  return {
    id: channel.id,
    created: channel.created,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    user: channel.user,
    is_user_deleted: false,
    priority: 0,
  };
}

function named(channel: Channel, workspace: Workspace): Json {
  const isGroup = channel.kind === "private" || channel.kind === "mpim";
  const said = (value: string) => ({
    value,
    creator: value === "" ? "" : workspace.botUserId,
    last_set: value === "" ? 0 : channel.created,
  });
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: channel.created,
    creator: channel.creator,
    is_channel: channel.kind === "public",
    is_group: isGroup,
    is_im: false,
    is_mpim: channel.kind === "mpim",
    is_private: isGroup,
    is_archived: channel.archived,
    is_general: channel.name === "general",
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    shared_team_ids: channel.shared ? [workspace.teamId, workspace.externalTeamId] : [workspace.teamId],
    context_team_id: workspace.teamId,
    is_member: channel.members.has(workspace.botUserId),
    topic: said(channel.topic),
    purpose: said(channel.purpose),
    previous_names: [...channel.previousNames],
    num_members: channel.members.size,
  };
}
