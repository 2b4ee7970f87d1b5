import { createKept, type Keeper } from "./kept.ts";
import { newId } from "./tokens.ts";
import type { SlackPerson, Workspace } from "./workspace.ts";

export type ChannelKind = "public" | "private" | "im" | "mpim";

/** A conversation: a channel, the app's direct messages with one person, or with several people ("mpim"). */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members: ReadonlySet<string>;
  /** Shared with another organisation. */
  readonly shared: boolean;
  /** The person of a direct-message channel. */
  readonly user?: string;
  readonly creator: string;
  /** Unix seconds. */
  readonly created: number;
  readonly topic: string;
  readonly purpose: string;
  readonly archived: boolean;
  readonly previousNames: readonly string[];
}

/** The conversations of the workspace; kept by id. */
export interface Channels extends Keeper<KeptChannel> {
  all(): Channel[];
  findById(id: string): Channel | undefined;
  /** By id, by `#name` or by name. */
  find(idOrName: string): Channel | undefined;
  /** The app's direct messages with a person, opened when there are none yet. */
  directMessages(userId: string): { channel: Channel; alreadyOpen: boolean };
  /** The app's conversation with these people, opened when there is none yet. */
  groupMessages(userIds: readonly string[], names: readonly string[]): { channel: Channel; alreadyOpen: boolean };
  /** A new channel with its creator as its only member. */
  create(made: { name: string; kind: "public" | "private"; creator: string; created: number }): Channel;
  /** Changes a channel in place: whoever holds it sees it changed. */
  alter(channel: Channel, change: Partial<Omit<Channel, "id" | "kind">>): void;
  /** As at the start, for these people from now on when they are given. */
  reset(people?: readonly SlackPerson[]): void;
}

/** A channel on paper. */
export type KeptChannel = Omit<Channel, "members"> & { members: string[] };

/** Unix seconds: the day the estate's channels were "created". Fixed, so that answers are the same each time. */
const createdSeconds = 1_767_225_600;

const blank = {
  shared: false,
  creator: "USLACKBOT",
  created: createdSeconds,
  topic: "",
  purpose: "",
  archived: false,
  previousNames: [],
} as const;

/**
 * Creates the conversations: employees are in every channel, guests only in #general, people of the other
 * organisation only in shared channels. Employees and guests have the app's direct messages open from the start.
 */
export function createChannels({
  workspace,
  people: first,
}: {
  workspace: Workspace;
  people: readonly SlackPerson[];
}): Channels {
  let people = first;
  const channels = createKept<Channel>();

  function add(channel: Channel): Channel {
    channels.set(channel.id, channel);
    return channel;
  }

  function directMessages(userId: string) {
    const id = `D0${userId.replace(/^[UW]0?/, "")}`;
    const open = channels.get(id);
    if (open !== undefined) return { channel: open, alreadyOpen: true };
    const members = new Set([userId, workspace.botUserId]);
    return {
      channel: add({ ...blank, id, name: "directmessage", kind: "im", members, user: userId }),
      alreadyOpen: false,
    };
  }

  function groupMessages(userIds: readonly string[], names: readonly string[]) {
    const members = new Set([...userIds, workspace.botUserId]);
    const isSame = (each: Channel) =>
      each.kind === "mpim" && each.members.size === members.size && [...members].every((id) => each.members.has(id));
    const open = channels.values().find(isSame);
    if (open !== undefined) return { channel: open, alreadyOpen: true };
    const name = `mpdm-${[...names, workspace.botName].join("--")}-1`;
    return { channel: add({ ...blank, id: newId("C0"), name, kind: "mpim", members }), alreadyOpen: false };
  }

  function reset(others = people) {
    people = others;
    channels.clear();
    for (const entry of workspace.channels) {
      const shared = entry.shared === true;
      const members = people.filter((person) => belongs(person, entry.name, shared)).map((person) => person.slackId);
      if (entry.botIsMember) members.push(workspace.botUserId);
      const kind = entry.private ? "private" : "public";
      add({ ...blank, id: entry.id, name: entry.name, kind, members: new Set(members), shared });
    }
    for (const person of people) if (person.external !== true) directMessages(person.slackId);
  }

  reset();
  return {
    all: channels.values,
    findById: (id) => channels.get(id),
    find(idOrName) {
      const name = idOrName.replace(/^#/, "");
      return channels.get(idOrName) ?? channels.values().find((each) => each.kind !== "im" && each.name === name);
    },
    directMessages,
    groupMessages,
    create: ({ creator, ...made }) => add({ ...blank, ...made, id: newId("C0"), creator, members: new Set([creator]) }),
    alter(channel, change) {
      Object.assign(channel, change);
      channels.touch(channel.id);
    },
    keep: () =>
      channels
        .changes()
        .map(([id, channel]) => [id, channel && { ...channel, members: [...channel.members] }] as const),
    restore(kept) {
      channels.clear();
      for (const [id, channel] of kept) channels.set(id, { ...channel, members: new Set(channel.members) });
    },
    reset,
  };
}

function belongs(person: SlackPerson, channelName: string, shared: boolean): boolean {
  if (person.deactivated === true) return false;
  if (person.external === true) return shared;
  return person.guest === true ? channelName === "general" : true;
}
