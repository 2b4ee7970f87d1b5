import type { Option } from "@slack/types";
import { nameOfChannel, nameOfUser, type Workspace } from "../state/workspace-context.tsx";
import type { ElementState } from "../wire.ts";

/** One line of a select menu: the option itself, or a person or channel made into one. */
export interface Pick {
  value: string;
  text: string;
  description?: string | undefined;
  /** The option as the app sent it, for selects that answer with options. */
  option?: Option;
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
  return state.users.map((user) => ({ value: user.id, text: nameOfUser(user) }));
}

export function picksOfChannels({ state, channels, me }: Workspace, withDirect: boolean): Pick[] {
  return channels
    .filter((channel) => withDirect || !channel.is_im)
    .map((channel) => {
      const name = nameOfChannel(channel, state, me.id);
      return { value: channel.id, text: channel.is_im ? name : `#${name}` };
    });
}

type Noun = "option" | "user" | "conversation" | "channel";

/** What a select picks, read from its type: `multi_users_select` → `user`. */
export function nounOf(type: string): Noun {
  const word = type.replace(/^multi_/, "").replace(/_select$/, "");
  return word === "users"
    ? "user"
    : word === "conversations"
      ? "conversation"
      : word === "channels"
        ? "channel"
        : "option";
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
