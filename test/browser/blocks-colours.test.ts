import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const sheet = readFileSync(new URL("../../sim/page/styles/tokens.css", import.meta.url), "utf8");

/** Every colour token as its light and its dark value; translucent ones have no contrast of their own. */
const tokens = new Map(
  [...sheet.matchAll(/--([a-z-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g)].map(
    ([, name = "", light, dark, both]) => [name, { light: light ?? both ?? "", dark: dark ?? both ?? "" }],
  ),
);

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const digits =
    colour.length === 4 ? [...colour.slice(1)].flatMap((digit) => [digit, digit]).join("") : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["page", "raised", "hover", "private"];
const softs = ["ok-soft", "info-soft", "warn-soft", "bad-soft"];

/** What is read on what, and at least how much they must differ: 4.5 for words, 3 for lines and shapes (WCAG AA). */
const pairs: readonly [on: readonly string[], of: readonly string[], least: number][] = [
  [[...grounds, ...softs], ["text", "text-quiet", "link"], 4.5],
  [grounds, ["text-faint", "bad"], 4.5],
  [["mention"], ["mention-text"], 4.5],
  [["mention-me"], ["mention-me-text"], 4.5],
  [["code"], ["code-text", "text", "link"], 4.5],
  [["badge"], ["badge-text"], 4.5],
  [["focus", "go", "go-hover", "stop", "stop-hover", "unread", "notice", "notice-offline"], ["on-colour"], 4.5],
  [["focus"], ["on-focus-quiet"], 4.5],
  [["ok", "bad"], ["on-state"], 4.5],
  [["frame"], ["frame-text"], 4.5],
  [["sidebar", "sidebar-hover"], ["sidebar-text"], 4.5],
  [["sidebar-active"], ["sidebar-active-text"], 4.5],
  [["page", "raised"], ["field-line", "focus", "ok", "busy", "warn", "bad"], 3],
];

describe.each(["light", "dark"] as const)("in the %s", (theme) => {
  const colour = (name: string) => {
    const found = tokens.get(name);
    if (!found) throw new Error(`tokens.css has no colour --${name}`);
    return found[theme];
  };

  test.each(pairs)("on %j, %j differ at least %d to 1", (on, of, least) => {
    const weak = on.flatMap((ground) =>
      of.map((ink) => [`${ink} on ${ground}`, contrast(colour(ink), colour(ground))] as const),
    );
    expect(weak.filter(([, found]) => found < least)).toEqual([]);
  });
});

test("a contrast is measured as WCAG measures it", () => {
  expect(contrast("#000", "#fff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});
