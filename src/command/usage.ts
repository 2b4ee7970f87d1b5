import type { Arg } from "./arg.ts";
import type { CommandFacts } from "./facts.ts";
import { printTyped } from "./tokenise.ts";

/** The one slash command everything hangs under. */
export const slashCommand = "/isb";

/** "dryRun" is typed as `--dry-run`. */
export const optionName = (name: string): string => name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

const isByPosition = ({ place }: Arg<unknown>): boolean => place === "word" || place === "words";

const wordUsage = (command: CommandFacts, arg: Arg<unknown>): string => {
  // What a form asks for may be left out too.
  const mayBeLeftOut = !arg.required || command.form !== undefined;
  if (!mayBeLeftOut) return arg.kind.placeholder;
  return `[${arg.kind.placeholder.replace(/^<(.*)>$/, "$1")}]`;
};

/** How one argument is written: `[template]`, `[--user <email>]`, `<lease>`. */
export const argUsage = (command: CommandFacts, name: string, arg: Arg<unknown>): string => {
  if (isByPosition(arg)) return wordUsage(command, arg);
  return arg.place === "flag" ? `[--${optionName(name)}]` : `[--${optionName(name)} ${arg.kind.placeholder}]`;
};

/** "lease assign [template] [--user <email>]": the whole of a command, without the slash command's own name. */
export const usageOf = (command: CommandFacts): string =>
  [command.name, ...Object.entries(command.args).map(([name, arg]) => argUsage(command, name, arg))].join(" ");

/** A request as somebody would type it after the slash command; `readCommand` reads it back as the same. */
export const printCommand = (command: CommandFacts, args: Readonly<Record<string, unknown>>): string => {
  const parts = Object.entries(command.args).flatMap(([name, arg]) => {
    const value = args[name];
    if (value === undefined) return [];
    const printed = printTyped(arg.kind.print(value));
    if (arg.place === "flag") return [`--${optionName(name)}`];
    return isByPosition(arg) ? [printed] : [`--${optionName(name)}`, printed];
  });
  return [command.name, ...parts].join(" ");
};
