import { type ZodRawShape, type ZodType, z } from "zod";
import { nearest } from "./nearest.ts";
import { mistakeInWords } from "./plain-mistakes.ts";

/** Somebody gave what the estate does not understand; the message says in sentences what, and what would be right. */
export class BadInput extends Error {
  override readonly name = "BadInput";
}

/** A list that is read at a glance is shown beside a guess too. */
const shortList = 8;

/** "`word` is no …", with the nearest known one, and with all of them where they are few or none is near. */
export function unknownSentence(word: string, what: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const guess = near ? [`Did you mean ${near}?`] : [];
  const all = near && known.length > shortList ? [] : [`There is ${known.join(", ")}.`];
  return [`${word === "" ? "An empty word" : word} is no ${what}.`, ...guess, ...all].join(" ");
}

/** An object of these keys and no others; a key that is not among them is said with the nearest one. */
export function exactly<Shape extends ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? (issue.keys as string[]).map((key) => unknownSentence(key, "key here", known)).join(" ")
        : undefined,
  });
}

/** One of these words. */
export function oneOf<Word extends string>(what: string, words: readonly Word[]) {
  return z.enum(words as [Word, ...Word[]], {
    error: ({ input }) =>
      typeof input === "string" ? unknownSentence(input, what, words) : `wants one of ${words.join(", ")}`,
  });
}

/** A count in a query, such as `since=12`; undefined where it is not given. Throws `BadInput` for what is none. */
export function countIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw new BadInput(`${name}: "${text}" is no whole number from 0 on. Such as ${name}=12.`);
  return Number(text);
}

/** What `value` says by this shape. Throws `BadInput` with every mistake in a sentence. */
export function understood<T>(shape: ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value, { error: mistakeInWords });
  if (read.success) return read.data;
  const sentences = read.error.issues.map(({ path, message }) => {
    const whole = message.replace(/[^.?!]$/, "$&.");
    if (path.length > 0) return `${path.join(".")}: ${whole}`;
    return whole.startsWith("wants ") ? `The whole ${whole}` : whole;
  });
  throw new BadInput(sentences.join(" "));
}
