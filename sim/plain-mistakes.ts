import type { z } from "zod";

/** What is wanted, by the schema library's name of a type. */
const kinds: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

const wanted = (kind: string): string => kinds[kind] ?? kind;
/** Letters shown of what was given. */
const mostShown = 60;
const shown = (input: unknown): string => (JSON.stringify(input) ?? "nothing").slice(0, mostShown);

/** What one value does not keep, as the rest of a sentence about it: "wants a number above 0, not -1". */
export function mistakeInWords(issue: z.core.$ZodRawIssue): string | undefined {
  const { input } = issue;
  switch (issue.code) {
    case "invalid_type":
      return input === undefined
        ? `is missing: ${wanted(issue.expected)}`
        : `wants ${wanted(issue.expected)}, not ${shown(input)}`;
    case "invalid_value":
      return `wants ${issue.values.map(String).join(" or ")}, not ${shown(input)}`;
    case "too_small":
      if (issue.origin === "string") return `wants at least ${issue.minimum} letters, not ${shown(input)}`;
      return `wants a number ${issue.inclusive ? "of at least" : "above"} ${issue.minimum}, not ${shown(input)}`;
    case "too_big":
      if (issue.origin === "string") return `wants at most ${issue.maximum} letters, not ${shown(input)}`;
      return `wants a number ${issue.inclusive ? "of at most" : "below"} ${issue.maximum}, not ${shown(input)}`;
    default:
      return undefined;
  }
}
