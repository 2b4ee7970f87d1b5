import { nearest } from "../domain/nearest.ts";
import type { Command } from "./context.ts";
import { alternatives, type Mistake, mistake, quoted } from "./mistakes.ts";
import { type Registry, visible } from "./registry.ts";

const verbOf = (name: string): string => name.split(" ").at(-1) ?? name;
const nounOf = (name: string): string => name.split(" ")[0] ?? name;

/** The command whose name or alias is the longest beginning of these words, and how many words it took. */
export const findCommand = (
  typed: readonly string[],
  registry: Registry,
): { command: Command; length: number } | undefined => {
  const lower = typed.map((one) => one.toLowerCase());
  let best: { command: Command; length: number } | undefined;
  for (const command of registry.commands) {
    for (const name of [command.name, ...command.aliases]) {
      const parts = name.split(" ");
      if (parts.every((part, index) => part === lower[index]) && parts.length > (best?.length ?? 0)) {
        best = { command, length: parts.length };
      }
    }
  }
  return best;
};

const ofNoun = (noun: string, registry: Registry): string[] =>
  visible(registry)
    .map(({ name }) => name)
    .filter((name) => name.includes(" ") && nounOf(name) === noun);

const unknown = (message: string, near: readonly string[]): Mistake =>
  mistake(
    "unknown-command",
    message,
    near.length === 0
      ? `All commands: ${alternatives(["help"])}.`
      : `Did you mean ${alternatives(near)}? All commands: ${alternatives(["help"])}.`,
    near,
  );

const mostSuggestions = 6;

/** Names close to these words: by the whole of them, by the verb alone, by a beginning of one. */
const closeTo = (typed: readonly string[], registry: Registry): string[] => {
  const commands = visible(registry);
  const names = commands.flatMap(({ name, aliases }) => [name, ...aliases].map((one) => [one, name] as const));
  const first = typed[0]?.toLowerCase() ?? "";
  const two = typed.slice(0, 2).join(" ").toLowerCase();
  const found = new Set<string>();
  for (const written of [two, first]) {
    const near = nearest(
      written,
      names.map(([one]) => one),
    );
    const full = names.find(([one]) => one === near)?.[1];
    if (full !== undefined) found.add(full);
  }
  for (const { name } of commands) {
    if (verbOf(name) === first || (first.length > 1 && name.startsWith(first))) found.add(name);
  }
  const noun = nearest(first, [...new Set(commands.map(({ name }) => nounOf(name)))]);
  if (found.size === 0 && noun !== undefined) for (const name of ofNoun(noun, registry)) found.add(name);
  return [...found].slice(0, mostSuggestions);
};

/** Why these words name no command, and what they may have meant. */
export const notFound = (typed: readonly string[], registry: Registry): Mistake => {
  const noun = typed[0]?.toLowerCase() ?? "";
  const verb = typed[1]?.toLowerCase();
  const verbs = ofNoun(noun, registry);
  if (verbs.length > 0 && verb === undefined) {
    return mistake(
      "unknown-command",
      `${quoted(noun)} alone is not a command: it takes a second word.`,
      `There is ${alternatives(verbs)}.`,
      verbs,
    );
  }
  if (verbs.length > 0 && verb !== undefined) {
    const near = nearest(verb, verbs.map(verbOf));
    const names = near === undefined ? verbs : [`${noun} ${near}`];
    return unknown(`There is no command ${quoted(`${noun} ${verb}`)}.`, names);
  }
  return unknown(`There is no command ${quoted(typed.slice(0, 2).join(" "))}.`, closeTo(typed, registry));
};
