import { nearest } from "../domain/nearest.ts";
import type { Arg, Typed } from "./arg.ts";
import type { Command } from "./context.ts";
import { type Mistake, mistake, quoted, writeIt } from "./mistakes.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokenise.ts";
import { argUsage, optionName, usageOf } from "./usage.ts";

type Named = readonly [name: string, arg: Arg<unknown>];

const isMistake = (value: unknown): value is Mistake =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "mistake";

/** Reads the words and options behind a command's name. The first thing wrong is the one that is told. */
export const readArgs = (command: Command, tokens: readonly Token[]): Reading => {
  const named: readonly Named[] = Object.entries(command.args);
  const bad = (message: string, near: readonly string[] = []): Mistake => {
    const hint = near.length === 0 ? "" : `Did you mean ${near.map((one) => quoted(one)).join(" or ")}? `;
    return mistake("bad-input", message, `${hint}${writeIt(usageOf(command), command.name)}`, near);
  };
  const given = new Map<string, unknown>();

  const put = ([name, arg]: Named, typed: Typed, label: string): Mistake | undefined => {
    if (given.has(name)) return bad(`${label} is given twice.`);
    const length = [...typed.text].length;
    if (length > arg.kind.maxLength && typed.slackId === undefined) {
      return bad(`${label} is ${length} characters long; ${arg.kind.maxLength} is the most.`);
    }
    const read = arg.kind.read(typed);
    if (!read.ok) return bad(`${quoted(typed.text)} is not ${read.expected}.`, read.near);
    given.set(name, read.value);
    return undefined;
  };

  const unknownOption = (name: string): Mistake => {
    const options = named.filter(([, arg]) => arg.place === "option" || arg.place === "flag");
    const near = nearest(
      name,
      options.map(([one]) => optionName(one)),
    );
    return bad(
      `${quoted(`--${name}`)} is not an option of ${quoted(command.name)}.`,
      near === undefined ? [] : [`--${near}`],
    );
  };

  const readOption = (token: Token & { kind: "option" }, next: Token | undefined): Mistake | "one" | "two" => {
    const found = named.find(([name]) => optionName(name) === token.name.toLowerCase());
    if (found === undefined) return unknownOption(token.name);
    const label = quoted(`--${optionName(found[0])}`);
    if (found[1].place === "flag") {
      if (token.value !== undefined) return bad(`${label} takes no value.`);
      return put(found, { text: "" }, label) ?? "one";
    }
    if (token.value !== undefined) return put(found, token.value, label) ?? "one";
    if (next?.kind !== "word") return bad(`${label} needs a value: ${quoted(found[1].kind.placeholder)}.`);
    return put(found, next.typed, label) ?? "two";
  };

  const positions = named.filter(([, arg]) => arg.place === "word");
  const all = named.find(([, arg]) => arg.place === "words");
  const collected: string[] = [];

  const readWord = (token: Token & { kind: "word" }): Mistake | undefined => {
    const { text } = token.typed;
    const asOption = /^-([a-z][a-z-]*)$/i.exec(text)?.[1];
    if (!token.quoted && asOption && named.some(([name]) => optionName(name) === asOption.toLowerCase())) {
      return unknownOption(asOption);
    }
    const free = positions.find(([name]) => !given.has(name));
    if (free !== undefined) return put(free, token.typed, quoted(free[0]));
    if (all !== undefined) {
      collected.push(text);
      return undefined;
    }
    const last = positions.at(-1);
    const hint = last?.[1].kind.field.type === "text" || last?.[1].kind.field.type === "pick";
    return bad(
      hint
        ? `${quoted(text)} is one word too many. A name of several words goes in quotes.`
        : `${quoted(text)} is one word too many: ${quoted(command.name)} takes ${positions.length === 0 ? "none" : `only ${positions.length}`}.`,
    );
  };

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const outcome = token.kind === "word" ? readWord(token) : readOption(token, tokens[at + 1]);
    if (isMistake(outcome)) return outcome;
    if (outcome === "two") at += 1;
  }
  if (all !== undefined && collected.length > 0) {
    const wrong = put(all, { text: collected.join(" ") }, quoted(all[0]));
    if (wrong) return wrong;
  }

  // In the order of the description, whatever the order of typing.
  const args = Object.fromEntries(named.filter(([name]) => given.has(name)).map(([name]) => [name, given.get(name)]));
  const missing = named.filter(([name, arg]) => arg.required && !(name in args));
  if (missing.length === 0) return { kind: "run", command, args };
  if (command.form !== undefined) return { kind: "form", command, known: args };
  return bad(`Missing: ${missing.map(([name, arg]) => quoted(argUsage(command, name, arg))).join(" and ")}.`);
};
