import type { MultiSelect, Option, Select } from "@slack/types";
import { nameOfChannel, nameOfUser, otherIn, type Workspace } from "../state/workspace-context.tsx";
import type { Channel, ElementState } from "../wire.ts";

/** One line of a select menu: the option itself, or a person or channel made into one. */
export interface Pick {
  value: string;
  text: string;
  description?: string | undefined;
  /** The option as the app sent it, for selects that answer with options. */
  option?: Option;
  /** The id of a person, whose picture stands before the name. */
  person?: string | undefined;
}

export interface PickGroup {
  label?: string;
  picks: Pick[];
}

export const pickOfOption = (option: Option): Pick => ({
  value: option.value ?? option.text.text,
  text: option.text.text,
  description: option.description?.text,
  option,
});

export function picksOfUsers({ state }: Workspace): Pick[] {
  return state.users.map((user) => ({ value: user.id, text: nameOfUser(user), person: user.id }));
}

function pickOfChannel(channel: Channel, { state, me }: Workspace): Pick {
  const name = nameOfChannel(channel, state, me.id);
  return channel.is_im
    ? { value: channel.id, text: name, person: otherIn(channel, me.id) }
    : { value: channel.id, text: `#${name}` };
}

const kindOf = (channel: Channel) => (channel.is_im ? "im" : channel.is_private ? "private" : "public");

/** The public channels (docs.slack.dev/reference/block-kit/block-elements/select-menu-element); a guest sees only their own. */
function publicChannels({ state, channels, me }: Workspace): Channel[] {
  return (me.is_restricted ? channels : state.channels).filter((channel) => kindOf(channel) === "public");
}

/** What a channels or conversations select offers this person, by its `filter`. */
export function picksOfChannels(workspace: Workspace, element: Select | MultiSelect): Pick[] {
  if (nounOf(element.type) === "channel")
    return publicChannels(workspace).map((each) => pickOfChannel(each, workspace));
  const { channels, me, botUserId } = workspace;
  const filter = ("filter" in element && element.filter) || {};
  return channels
    .filter((channel) => !filter.include || filter.include.includes(kindOf(channel)))
    .filter((channel) => !(filter.exclude_external_shared_channels && channel.is_shared))
    .filter((channel) => !(filter.exclude_bot_users && channel.is_im && otherIn(channel, me.id) === botUserId))
    .map((channel) => pickOfChannel(channel, workspace));
}

/** Everything that has a name, to show what ids stand for. */
export function knownPicks(workspace: Workspace): Pick[] {
  const channels = [...workspace.channels, ...publicChannels(workspace)];
  return [...picksOfUsers(workspace), ...channels.map((channel) => pickOfChannel(channel, workspace))];
}

type Noun = "option" | "user" | "conversation" | "channel";

/** What a select picks, read from its type: `multi_users_select` → `user`. */
export function nounOf(type: string): Noun {
  const word = type.replace(/^multi_/, "").replace(/s?_select$/, "");
  return word === "user" || word === "conversation" || word === "channel" ? word : "option";
}

/** What is picked now, as lines. `known` gives names to ids. */
export function picksOfState(state: ElementState | undefined, type: string, known: readonly Pick[]): Pick[] {
  const noun = nounOf(type);
  const multi = type.startsWith("multi_");
  const held = state?.[`selected_${noun}${multi ? "s" : ""}` as keyof ElementState];
  const list = (Array.isArray(held) ? held : held == null ? [] : [held]) as (Option | string)[];
  return list.map((each) =>
    typeof each === "string"
      ? (known.find((pick) => pick.value === each) ?? { value: each, text: each })
      : pickOfOption(each),
  );
}

/** The state that says these lines are picked. */
export function stateOfPicks(picks: readonly Pick[], type: string): ElementState {
  const noun = nounOf(type);
  const values = picks.map((pick) => (noun === "option" ? pick.option : pick.value));
  return type.startsWith("multi_")
    ? { type, [`selected_${noun}s`]: values }
    : { type, [`selected_${noun}`]: values[0] ?? null };
}
