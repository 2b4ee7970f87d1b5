import { isObject, textOf } from "../../json.ts";
import { limits } from "../limits.ts";
import { blockPage } from "../schemas/named.ts";
import { type Agreement, when } from "./rule.ts";

/** Sums over a whole message. */
export const totals: readonly Agreement[] = [
  {
    id: "markdown.characters",
    says: `the \`markdown\` blocks of a message have at most ${limits.message.markdown} characters together`,
    source: blockPage("markdown"),
    find: ({ parts }) => {
      const texts = parts.filter(({ type }) => type === "markdown").map(({ value }) => textOf(value.text));
      return when(
        texts.join("").length > limits.message.markdown,
        `must be less than ${limits.message.markdown + 1} characters`,
        "",
      );
    },
  },
];

/** Counts the characters of every text inside a value. */
export function shownCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + shownCharacters(each), 0);
  if (!isObject(value)) return 0;
  const own = textOf(value.text).length + (typeof value.title === "string" ? value.title.length : 0);
  return own + Object.values(value).reduce((sum: number, each) => sum + shownCharacters(each), 0);
}
