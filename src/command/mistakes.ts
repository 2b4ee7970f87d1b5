import { Problem } from "../domain/problem.ts";
import { slashCommand } from "./usage.ts";

/** What was typed cannot be run: why, and the nearest things that can. */
export interface Mistake {
  kind: "mistake";
  problem: Problem;
  /** Commands or options the person may have meant, best first, as they would be typed. */
  near: readonly string[];
}

const longestQuote = 60;

/** Words of a person inside a sentence of ours: one line, not long, and no end to the code span around them. */
export const quoted = (typed: string): string => {
  const line = typed.replaceAll(/\s+/gu, " ").replaceAll("`", "'").trim();
  const characters = [...line];
  const shown = characters.length > longestQuote ? `${characters.slice(0, longestQuote).join("")}…` : line;
  return `\`${shown === "" ? " " : shown}\``;
};

const asTyped = (command: string): string => `\`${slashCommand} ${command}\``;

/** "`/isb lease assign` or `/isb lease list`". */
export const alternatives = (commands: readonly string[]): string => {
  const typed = commands.map(asTyped);
  const last = typed.at(-1) ?? "";
  return typed.length < 2 ? last : `${typed.slice(0, -1).join(", ")} or ${last}`;
};

export const mistake = (
  code: "bad-input" | "unknown-command",
  message: string,
  next: string,
  near: readonly string[] = [],
): Mistake => ({ kind: "mistake", problem: new Problem(code, message, { next }), near });

/** "Write: `/isb lease show <lease>`. More: `/isb help lease show`." */
export const writeIt = (usage: string, name: string): string =>
  `Write ${asTyped(usage)}. More: ${asTyped(`help ${name}`)}.`;
