import { createContext, useContext } from "react";
import type { Reader } from "../text/dates.ts";
import type { Channel, User, WorkspaceState } from "../wire.ts";

/** What every part of the page may ask about: the workspace as the present person sees it. */
export interface Workspace {
  state: WorkspaceState;
  me: User;
  /** The app's own user id. */
  botUserId: string | undefined;
  /** Channels and direct messages this person is in. */
  channels: Channel[];
  /** False while the server does not answer. */
  isConnected: boolean;
  /** Which tabs the manifest gives the app beside "About". */
  app: { hasHome: boolean; hasMessages: boolean };
  /** Zone and clock for dates inside texts: world time. */
  reader: Reader;
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("nothing may be drawn before the workspace is known");
  return workspace;
}

export function nameOfUser(user: User): string {
  return user.profile?.real_name || user.real_name || user.profile?.display_name || user.name;
}

/** The other side of a direct message, seen by `me`. */
export function otherIn(channel: Channel, me: string): string | undefined {
  return channel.members?.find((id) => id !== me) ?? (channel.user === me ? undefined : channel.user);
}

/** The people of a group conversation but oneself, as Slack names it. */
function namesOfGroup(channel: Channel, state: WorkspaceState, me: string): string {
  return (channel.members ?? [])
    .filter((id) => id !== me)
    .map((id) => state.users.find((user) => user.id === id))
    .map((user) => (user ? nameOfUser(user) : "somebody"))
    .join(", ");
}

export function nameOfChannel(channel: Channel, state: WorkspaceState, me: string): string {
  if (channel.is_mpim) return namesOfGroup(channel, state, me);
  if (!channel.is_im) return channel.name ?? channel.id;
  const other = state.users.find((user) => user.id === otherIn(channel, me));
  return other ? nameOfUser(other) : channel.id;
}

/** The app's direct messages with this person. */
export function directWithApp({ channels, me, botUserId }: Workspace): Channel | undefined {
  return channels.find((channel) => channel.is_im && otherIn(channel, me.id) === botUserId);
}

/** `#general`, or the people of a direct message. */
export function titleOfChannel(channel: Channel, state: WorkspaceState, me: string): string {
  const name = nameOfChannel(channel, state, me);
  return channel.is_im || channel.is_mpim ? name : `#${name}`;
}

/** The name the app writes under. */
export function nameOfApp({ state, botUserId }: Workspace): string {
  const bot = state.users.find((user) => user.id === botUserId);
  return bot ? nameOfUser(bot) : (state.app.name ?? "app");
}

export function botUserIdOf(state: WorkspaceState): string | undefined {
  return state.app.botUserId ?? state.app.bot_user_id ?? state.users.find((user) => user.is_bot)?.id;
}
