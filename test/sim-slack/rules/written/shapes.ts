import type { Example } from "../derived.ts";
import type { Json, Sent } from "../payloads.ts";

/** One message that is fine, one that is not, and what is said of the second. */
export const message = (fine: Json, refused: Json, words: string, error?: string): Example => ({
  fine: [{ message: fine }],
  refused: { message: refused },
  words,
  ...(error === undefined ? {} : { error }),
});
/** The same of blocks. */
export const blocks = (fine: readonly unknown[], refused: readonly unknown[], words: string, error?: string): Example =>
  message({ text: "t", blocks: fine }, { text: "t", blocks: refused }, words, error);
/** The same of one block. */
export const each = (fine: unknown, refused: unknown, words: string) => blocks([fine], [refused], words);
/** Several calls that are fine, and one that is not. */
export const sent = (fine: readonly Sent[], refused: Sent, words: string, error?: string): Example => ({
  fine,
  refused,
  words,
  ...(error === undefined ? {} : { error }),
});
