import { nameOfUser, type Workspace } from "../state/workspace-context.tsx";
import { emojiMatching } from "../text/emoji.ts";

/** One line of the list above the composer. */
export interface Completion {
  key: string;
  title: string;
  /** Shown before the title: an emoji. */
  mark?: string;
  /** Set apart from the title: arguments, a full name. */
  aside?: string | undefined;
  description?: string | undefined;
  /** Replaces everything from `from` to the caret. */
  insert: string;
}

export interface Completions {
  label: string;
  /** Index in the text where the completed word begins. */
  from: number;
  items: Completion[];
  /** True while the list only reminds of a command's arguments; then Enter sends. */
  isReminder?: boolean;
}

const most = 8;

function commands(typed: string, { state }: Workspace): Completions | undefined {
  const word = /^\/\S*/.exec(typed)?.[0];
  if (word === undefined) return undefined;
  const isReminder = typed.length > word.length;
  const items = state.commands
    .filter(({ command }) => (isReminder ? command === word : command.startsWith(word)))
    .slice(0, most)
    .map(({ command, usage_hint, description }) => ({
      key: command,
      title: command,
      aside: usage_hint,
      description,
      insert: `${command} `,
    }));
  return items.length ? { label: "Slash commands", from: 0, items, isReminder } : undefined;
}

/** Names have spaces: everything from the `@` on may be one, until nobody is called so. */
function people(typed: string, { state }: Workspace): Completions | undefined {
  const part = /(?:^|[\s(])@((?:[\p{L}\p{N}_.'’-][\p{L}\p{N}_.'’ -]*)?)$/u.exec(typed)?.[1];
  if (part === undefined) return undefined;
  const isCalled = (name: string) => name.toLowerCase().startsWith(part.toLowerCase());
  const items = state.users
    .filter((user) => isCalled(user.name) || isCalled(nameOfUser(user)))
    .slice(0, most)
    .map((user) => ({ key: user.id, title: nameOfUser(user), aside: user.name, insert: `@${user.name} ` }));
  return items.length ? { label: "People", from: typed.length - part.length - 1, items } : undefined;
}

function rooms(typed: string, { channels }: Workspace): Completions | undefined {
  const part = /(?:^|[\s(])#([\w.-]*)$/.exec(typed)?.[1];
  if (part === undefined) return undefined;
  const items = channels
    .filter((channel) => !channel.is_im && channel.name?.startsWith(part.toLowerCase()))
    .slice(0, most)
    .map((channel) => ({ key: channel.id, title: `#${channel.name}`, insert: `#${channel.name} ` }));
  return items.length ? { label: "Channels", from: typed.length - part.length - 1, items } : undefined;
}

/** Slack offers emoji after two letters; one would offer half of them all. */
function emoji(typed: string): Completions | undefined {
  const part = /(?:^|[\s(]):([a-z0-9_+-]{2,})$/.exec(typed)?.[1];
  if (!part) return undefined;
  const items = emojiMatching(part, most).map(({ name, char }) => ({
    key: name,
    title: `:${name}:`,
    mark: char,
    insert: `:${name}: `,
  }));
  return items.length ? { label: "Emoji", from: typed.length - part.length - 1, items } : undefined;
}

/** What fits the text up to the caret: commands after `/` at the start, people after `@`, channels after `#`, emoji after `:`. */
export function completionsFor(upToCaret: string, workspace: Workspace): Completions | undefined {
  return (
    people(upToCaret, workspace) ?? rooms(upToCaret, workspace) ?? emoji(upToCaret) ?? commands(upToCaret, workspace)
  );
}
