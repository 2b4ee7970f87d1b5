import { type Kind, kinds, type Pattern } from "./asked.ts";

const isOfKind: Record<keyof typeof kinds, (got: unknown) => boolean> = {
  text: (got) => typeof got === "string",
  number: (got) => typeof got === "number",
  flag: (got) => typeof got === "boolean",
  list: Array.isArray,
  something: (got) => got !== undefined && got !== null,
  missing: (got) => got === undefined,
};

const shown = (got: unknown): string => {
  const text = JSON.stringify(got) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

const isKind = (pattern: Pattern): pattern is Kind =>
  typeof pattern === "object" && pattern !== null && "kind" in pattern && String(pattern.kind) in kinds;

/** Where `got` is not like `pattern`: a sentence each, with what was expected and what came. Members nobody asks about may be there. */
export function differences(pattern: Pattern, got: unknown, where: string): string[] {
  const wrong = (expected: string) => [`${where}: expected ${expected}, got ${shown(got)}`];
  if (isKind(pattern)) return isOfKind[pattern.kind](got) ? [] : wrong(kinds[pattern.kind]);
  if (pattern instanceof RegExp) return typeof got === "string" && pattern.test(got) ? [] : wrong(String(pattern));
  if (Array.isArray(pattern)) {
    if (!Array.isArray(got)) return wrong(kinds.list);
    return got.flatMap((item, index) => differences(pattern[0] as Pattern, item, `${where}.${index}`));
  }
  if (typeof pattern === "object" && pattern !== null) {
    if (typeof got !== "object" || got === null) return wrong("a structure");
    return Object.entries(pattern).flatMap(([member, part]) =>
      differences(part, (got as Record<string, unknown>)[member], `${where}.${member}`),
    );
  }
  return got === pattern ? [] : wrong(JSON.stringify(pattern));
}
