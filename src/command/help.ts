import type { Arg } from "./arg.ts";
import type { CommandFacts } from "./facts.ts";
import { printPolicy } from "./policy.ts";
import { argUsage, optionName, slashCommand, usageOf } from "./usage.ts";

export interface ArgHelp {
  usage: string;
  summary: string;
}

/** All that help says of one command, as plain text. */
export interface CommandHelp {
  name: string;
  usage: string;
  summary: string;
  description?: string;
  args: readonly ArgHelp[];
  examples: readonly string[];
  aliases: readonly string[];
  who: string;
  /** What leaving a required word out does. */
  form: boolean;
  /** Only when it cannot be undone. */
  warning?: string;
}

const argHelp = (command: CommandFacts, name: string, arg: Arg<unknown>): ArgHelp => ({
  usage:
    arg.place === "option" || arg.place === "flag"
      ? `--${optionName(name)}${arg.kind.placeholder === "" ? "" : ` ${arg.kind.placeholder}`}`
      : argUsage(command, name, arg),
  summary: arg.summary,
});

const typed = (text: string): string => `${slashCommand} ${text}`;

export const helpOf = (command: CommandFacts): CommandHelp => ({
  name: command.name,
  usage: typed(usageOf(command)),
  summary: command.summary,
  ...(command.description === undefined ? {} : { description: command.description }),
  args: Object.entries(command.args).map(([name, arg]) => argHelp(command, name, arg)),
  examples: command.examples.map(typed),
  aliases: command.aliases.map(typed),
  who: printPolicy(command.allow),
  form: command.form !== undefined,
  ...(command.effect === "irreversible" ? { warning: "This cannot be undone." } : {}),
});

/** Help as lines of text: what a screen reader or a terminal gets. */
export const printHelp = (help: CommandHelp): string[] => [
  help.usage,
  help.summary,
  ...(help.warning === undefined ? [] : [help.warning]),
  ...(help.description === undefined ? [] : [help.description]),
  ...help.args.map(({ usage, summary }) => `  ${usage}: ${summary}`),
  ...(help.form ? ["  A form asks for what you leave out."] : []),
  ...help.examples.map((example) => `Example: ${example}`),
  ...(help.aliases.length === 0 ? [] : [`Also: ${help.aliases.join(", ")}`]),
  `Who: ${help.who}`,
];
