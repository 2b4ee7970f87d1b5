import { expect } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { test } from "./blocks-stage.ts";
import { displayBlocks } from "./sample-blocks.ts";
import { alerts, gallery } from "./sample-gallery.ts";
import { shown, type } from "./visits.ts";

test("alerts have a shape and a word for each level", async ({ stage, slack }) => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb form");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form);
  const answer = await fetch(`${stage.slack.url}/_control/views/U0USER1`);
  const { views } = (await answer.json()) as { views: { id: string }[] };
  const title = { type: "plain_text" as const, text: "Alerts" };
  await slack.views.update({ view_id: views[0]?.id ?? "", view: { type: "modal", title, blocks: alerts } });
  const words = page.getByRole("dialog", { name: "Alerts" }).getByRole("note");
  await expect.poll(() => words.count()).toBe(5);
  for (const word of ["Note", "Information", "Success", "Warning", "Error"]) {
    await shown(page.getByRole("note", { name: word, exact: true }));
  }
  await stage.picture(page, "alerts");
  await inThe("dark", page);
  await stage.picture(page, "alerts-dark");
  expect(await obstaclesIn(page, "dialog")).toEqual([]);
  await inThe("light", page);
  expect(await obstaclesIn(page, "dialog")).toEqual([]);
});

test.for(["light", "dark"] as const)(
  "the page as the system would have it, here %s, stands in nobody's way",
  async (theme, { stage, message }) => {
    const { page } = await message(displayBlocks);
    await page.emulateMedia({ colorScheme: theme });
    const ground = () =>
      page.locator("main").evaluate((main) => {
        const { getComputedStyle } = globalThis as unknown as { getComputedStyle(of: unknown): { color: string } };
        return getComputedStyle(main).color;
      });
    await expect.poll(ground).toBe(theme === "dark" ? "rgb(209, 210, 211)" : "rgb(29, 28, 29)");
    expect(await obstaclesIn(page, "article")).toEqual([]);
    await stage.picture(page, `display-${theme}`);
  },
);

test.for(Object.keys(gallery) as (keyof typeof gallery)[])(
  "nothing about %s stands in anybody's way, in the light and in the dark",
  async (name, { stage, message }) => {
    const { page } = await message(gallery[name]);
    for (const theme of ["light", "dark"] as const) {
      await inThe(theme, page);
      await stage.picture(page, `${name}-${theme}`);
      expect(await obstaclesIn(page, "article"), theme).toEqual([]);
    }
  },
);
