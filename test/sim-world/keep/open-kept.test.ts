import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createManualClock } from "../../../sim/clock.ts";
import { openJournal } from "../../../sim/keep/journal.ts";
import { keepWorld } from "../../../sim/keep/keep-world.ts";
import { openKept } from "../../../sim/keep/open-kept.ts";
import { readScenario } from "../../../sim/world/scenario/read-scenario.ts";
import { createWorld } from "../../../sim/world/world.ts";

const slackText = '{"of":"Slack","v":1}\n["message/1","Hello"]\n';

/** A folder of a world of that scenario, and of what was said in it. */
function kept({ scenarioName = "quiet-monday" }: { scenarioName?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "isb-kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const worldFile = join(folder, "world.jsonl");
  const world = createWorld({ clock: createManualClock(), scenario: readScenario(scenarioName) });
  keepWorld(world, openJournal({ path: worldFile, of: "the world" }))();
  writeFileSync(join(folder, "slack.jsonl"), slackText);
  return {
    folder,
    worldFile,
    /** As the next start opens it. */
    open: (wanted?: string) => {
      const notes: string[] = [];
      const fresh = createWorld({ clock: createManualClock() }).state;
      const { held } = openKept({ folder, scenarioName: wanted, fresh, onNote: (note) => notes.push(note) });
      return { held, notes, files: readdirSync(folder).sort() };
    },
  };
}

test.each([undefined, "quiet-monday"])("a world goes on, and Slack with it, when %s is asked for", (wanted) => {
  const { held, notes, files } = kept().open(wanted);
  expect(held?.world.scenario?.name).toBe("quiet-monday");
  expect([notes, files]).toEqual([[], ["slack.jsonl", "world.jsonl"]]);
});

test("where another scenario is asked for, both are forgotten, in a sentence", () => {
  const { held, notes, files } = kept().open("isb-down");
  expect(held).toBeUndefined();
  expect(notes).toEqual(["The world that was kept and Slack's messages are forgotten: isb-down is another world."]);
  expect(files).toEqual(["world.jsonl"]);
});

describe("Slack's history is set aside, whole and in a sentence", () => {
  test.each([
    ["is damaged", (file: string) => writeFileSync(file, "not a journal"), "world.jsonl.aside"],
    [
      "is of another shape",
      (file: string) => openJournal({ path: file, of: "the world" }).put("shape", 1),
      "world.jsonl.aside",
    ],
    ["is gone", (file: string) => rmSync(file), undefined],
  ])("where its world %s", (_, spoil, aside) => {
    const { folder, worldFile, open } = kept();
    spoil(worldFile);
    const { held, notes, files } = open();
    expect(held).toBeUndefined();
    const slackAside = join(folder, "slack.jsonl.aside");
    expect(notes.at(-1)).toBe(
      `What was said in Slack was about the world before: it was set aside as ${slackAside}, and Slack begins anew.`,
    );
    expect(files).toEqual(["slack.jsonl.aside", "world.jsonl", ...(aside ? [aside] : [])]);
    expect(readFileSync(slackAside, "utf8")).toBe(slackText);
  });
});
