import type { Json } from "./json.ts";
import type { SlackPerson, Workspace } from "./workspace.ts";

/** A conversation: a public or private channel, or the app's direct messages with one person. */
export interface Channel {
  id: string;
  name: string;
  kind: "public" | "private" | "im";
  members: Set<string>;
  /** Shared with another organisation. */
  shared: boolean;
  /** The person of a direct-message channel. */
  user?: string;
}

/** The conversations of the workspace. */
export interface Channels {
  all(): Channel[];
  /** By id, by `#name` or by name. */
  find(idOrName: string): Channel | undefined;
  /** The app's direct messages with a person, opened when there are none yet. */
  directMessages(userId: string): { channel: Channel; alreadyOpen: boolean };
  reset(): void;
}

/** Unix seconds: the day the estate's channels were "created". Fixed, so that answers are the same each time. */
const createdSeconds = 1_767_225_600;

/**
 * Creates the conversations: employees are in every channel, guests only in #general, people of the other
 * organisation only in shared channels. Employees and guests have the app's direct messages open from the start.
 */
export function createChannels({
  workspace,
  people,
}: {
  workspace: Workspace;
  people: readonly SlackPerson[];
}): Channels {
  let channels = new Map<string, Channel>();

  function directMessages(userId: string) {
    const id = `D0${userId.replace(/^[UW]0?/, "")}`;
    const open = channels.get(id);
    if (open !== undefined) return { channel: open, alreadyOpen: true };
    const members = new Set([userId, workspace.botUserId]);
    const channel: Channel = { id, name: "directmessage", kind: "im", members, shared: false, user: userId };
    channels.set(id, channel);
    return { channel, alreadyOpen: false };
  }

  function reset() {
    channels = new Map();
    for (const entry of workspace.channels) {
      const shared = entry.shared === true;
      const members = people.filter((person) => belongs(person, entry.name, shared)).map((person) => person.slackId);
      if (entry.botIsMember) members.push(workspace.botUserId);
      const kind = entry.private ? "private" : "public";
      channels.set(entry.id, { id: entry.id, name: entry.name, kind, members: new Set(members), shared });
    }
    for (const person of people) if (person.external !== true) directMessages(person.slackId);
  }

  reset();
  return {
    all: () => [...channels.values()],
    find(idOrName) {
      const name = idOrName.replace(/^#/, "");
      return channels.get(idOrName) ?? [...channels.values()].find((each) => each.kind !== "im" && each.name === name);
    },
    directMessages,
    reset,
  };
}

function belongs(person: SlackPerson, channelName: string, shared: boolean): boolean {
  if (person.deactivated === true) return false;
  if (person.external === true) return shared;
  return person.guest === true ? channelName === "general" : true;
}

/** The channel object of `conversations.info`, seen by the bot. */
export function toConversation(channel: Channel, workspace: Workspace): Json {
  if (channel.kind === "im") {
    return {
      id: channel.id,
      created: createdSeconds,
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      user: channel.user,
      is_user_deleted: false,
      priority: 0,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: createdSeconds,
    creator: "USLACKBOT",
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === "private",
    is_archived: false,
    is_general: channel.name === "general",
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    shared_team_ids: channel.shared ? [workspace.teamId, workspace.externalTeamId] : [workspace.teamId],
    context_team_id: workspace.teamId,
    is_member: channel.members.has(workspace.botUserId),
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    previous_names: [],
    num_members: channel.members.size,
  };
}
