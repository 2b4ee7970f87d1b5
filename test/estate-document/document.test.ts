import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mostBytes } from "../browser/pictures/take.ts";
import { type LocalSlack, startSlack } from "../sim-slack/local-slack.ts";
import { estateDocument, estateFile, inUnits } from "./document.ts";
import { numbers } from "./numbers.ts";
import { bodyOf, curlLine, refusals } from "./refusals.ts";

const text = readFileSync(estateFile, "utf8");

describe("docs/estate.md", () => {
  test("has the numbers, delays, troubles and scenarios of now (node test/estate-document/document.ts writes them)", () => {
    expect(text).toBe(estateDocument(text));
  });

  test("would be found stale when a number changes", () => {
    const [first] = numbers();
    const stale = text.replace(`| ${first?.count} |`, `| ${Number(first?.count) + 1} |`);
    expect(stale).not.toBe(text);
    expect(estateDocument(stale)).toBe(text);
  });

  test("shows every picture there is, light and dark, and none is large", () => {
    const folder = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
    const there = readdirSync(folder);
    const shown = [...text.matchAll(/pictures\/([\w-]+\.png)/g)].map(([, name]) => name);
    expect([...new Set(shown)].sort()).toEqual(there.sort());
    expect(there.filter((name) => statSync(`${folder}${name}`).size > mostBytes)).toEqual([]);
  });
});

describe("a number", () => {
  test.each(numbers().map((held) => [held.what, held] as const))("of %s is counted, not none", (_, { count }) => {
    expect(count).toBeGreaterThan(0);
  });
});

test.each([
  [0, "none"],
  [500, "500 ms"],
  [90_000, "90 s"],
  [720_000, "12 min"],
  [86_400_000, "1 d"],
])("%i ms is %s", (ms, words) => {
  expect(inUnits(ms)).toBe(words);
});

describe("Slack refuses", () => {
  let slack: LocalSlack;
  beforeAll(async () => {
    slack = await startSlack({ manifestPath: fileURLToPath(new URL("../../manifest.yml", import.meta.url)) });
  });
  afterAll(() => slack.close());

  test.each(refusals.map((each) => [each.says, each] as const))("%s", async (_, refusal) => {
    // What `curl -d` sends: nothing of it is encoded, so nothing of it may need to be.
    expect(refusal.fields.join("")).not.toMatch(/['&+%]/);
    const response = await fetch(`${slack.url}/api/${refusal.method}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: bodyOf(refusal),
    });
    expect(await response.json()).toEqual(refusal.answer);
    expect(text).toContain(`${curlLine(refusal)}\n`);
  });

  test("ten of them in all", () => {
    expect(new Set(refusals.map(({ says }) => says)).size).toBe(10);
  });
});
