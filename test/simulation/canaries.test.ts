import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/jobs/table/condition.ts";
import type { Betrayal } from "./flaky-table.ts";
import { runSeed } from "./run.ts";

/** The condition without what it says of some attributes. */
const without = (condition: Condition, paths: readonly string[]): Condition =>
  "of" in condition
    ? {
        ...condition,
        of: condition.of
          .filter((each) => "of" in each || !paths.includes(each.path))
          .map((each) => without(each, paths)),
      }
    : condition;

const ignores =
  (...paths: readonly string[]): Betrayal =>
  (change) => ({ ...change, when: without(change.when, paths) });

const keeps =
  (path: string): Betrayal =>
  (change) => ({ ...change, remove: (change.remove ?? []).filter((each) => each !== path) });

/** What is found out in the first worlds where it shows. */
const foundOut = async (betray: Betrayal): Promise<readonly string[]> => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { broken } = await runSeed(seed, betray);
    if (broken.length > 0) return broken;
  }
  return [];
};

describe("the simulation finds out", () => {
  it.each<[string, Betrayal]>([
    ["that old claims can write", ignores("epoch", "seq")],
    ["that a job can be taken at any time", ignores("wakeAt")],
    ["that a job that is over stays due", keeps("due")],
    ["that two can send a job's messages at once", ignores("outboxUntil")],
    ["that a revision is taken for sent that was not", ignores("rev")],
    ["that a nudge is slept over", ignores("nudged")],
  ])(
    "%s",
    async (_, betray) => {
      expect(await foundOut(betray)).not.toEqual([]);
    },
    180_000,
  );
});
