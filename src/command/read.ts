import type { Problem } from "../domain/problem.ts";
import { findCommand, notFound } from "./find.ts";
import { mistake, quoted } from "./mistakes.ts";
import { readArgs } from "./read-args.ts";
import type { Reading } from "./reading.ts";
import type { Registry } from "./registry.ts";
import { type Token, tokenise } from "./tokenise.ts";
import { slashCommand } from "./usage.ts";

const asksForHelp = (token: Token): boolean => token.kind === "option" && token.name.toLowerCase() === "help";

/** Reads what stands behind the slash command, as Slack sends it. Looks nothing up and never throws. */
export const readCommand = (text: string, registry: Registry): Reading => {
  const read = tokenise(text);
  if (!read.ok) {
    return mistake(
      "bad-input",
      `The quote that opens at ${quoted(read.unclosed)} is never closed.`,
      'Put a " where it ends, or write \\" for a quote inside quotes.',
    );
  }
  // People copy whole lines from documents, the slash command included.
  const [opening] = read.tokens;
  const tokens =
    opening?.kind === "word" && opening.typed.text.toLowerCase() === slashCommand ? read.tokens.slice(1) : read.tokens;
  if (tokens.length === 0) return { kind: "menu" };

  const end = tokens.findIndex((token) => token.kind !== "word" || token.quoted || token.typed.slackId !== undefined);
  const leading = (end < 0 ? tokens : tokens.slice(0, end)).map((token) =>
    token.kind === "word" ? token.typed.text : "",
  );
  const found = findCommand(leading, registry);
  if (tokens.some(asksForHelp)) {
    const help = registry.find("help");
    const about = found === undefined ? leading.join(" ").toLowerCase() : found.command.name;
    if (help) return { kind: "run", command: help, args: about === "" ? {} : { command: about } };
  }
  if (found === undefined) return notFound(leading.length > 0 ? leading : [firstShown(tokens)], registry);
  return readArgs(found.command, tokens.slice(found.length));
};

const firstShown = (tokens: readonly Token[]): string => {
  const [first] = tokens;
  if (first === undefined) return "";
  return first.kind === "word" ? first.typed.text : `--${first.name}`;
};

/** A mistake found later than reading, such as help asked for a command that is not there. */
export const unknownCommandProblem = (name: string, registry: Registry): Problem => {
  const { problem } = notFound(name.split(" "), registry);
  return problem;
};
