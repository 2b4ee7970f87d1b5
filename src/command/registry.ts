import type { Command, Registry } from "./context.ts";

export type { Registry } from "./context.ts";

const named = (command: Command): readonly string[] => [command.name, ...command.aliases];

/** Throws when two commands claim one name: that is a mistake in the code, found when the process starts. */
export const createRegistry = (commands: readonly Command[]): Registry => {
  const byName = new Map<string, Command>();
  for (const command of commands) {
    for (const name of named(command)) {
      if (byName.has(name)) throw new Error(`two commands are called "${name}"`);
      byName.set(name, command);
    }
  }
  const fullNames = new Map(commands.map((command) => [command.name, command]));
  return { commands, find: (name) => fullNames.get(name) };
};

/** What people see: everything but commands that only other surfaces use. */
export const visible = (registry: Registry): readonly Command[] => registry.commands.filter(({ hidden }) => !hidden);
