import { test as base, expect } from "vitest";
import { type Stage, setStage } from "./stage.ts";

/** A test with a stage: one for all tests of its file, cleared after each, which must leave no fault on any page. */
export const test = base.extend<{ stage: Stage; cleared: undefined }>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: a fixture says by its pattern what it needs, and this one needs nothing
    async ({}, use) => {
      const stage = await setStage();
      await use(stage);
      await stage.close();
    },
    { scope: "file" },
  ],
  cleared: [
    async ({ stage }, use) => {
      await use(undefined);
      expect(await stage.clear()).toEqual([]);
    },
    { auto: true },
  ],
});
