import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

/** What has the focus, by its name. */
const focused = (page: Page) =>
  page.locator(":focus").evaluate((element: { ariaLabel: string | null; textContent: string }) => {
    return element.ariaLabel || element.textContent;
  });

/** Every button that opens something, by its accessible name; what has the focus then, and after the arrow down. */
const openers: readonly [name: string | RegExp, first: string | RegExp, next?: string | RegExp][] = [
  ["More message actions", "Copy link", /^Make it a request/],
  ["Shortcuts", /^Get a sandbox/, /^Get a sandbox/],
  ["Find another reaction", "Search all emoji"],
  ["Add a reaction", "Search all emoji"],
  ["Emoji", "Search all emoji"],
  [/^\d+ members$/, /^\d+ members$/],
  [/^You are /, "Person and appearance"],
];

test("whatever a button opens takes the keyboard, and Escape gives it back", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "a message");
  const message = page.getByRole("article").filter({ hasText: "a message" });
  await message.hover();
  await message.getByRole("button", { name: "React with eyes" }).click();
  await shown(message.getByRole("button", { name: "Add a reaction" }));
  for (const [name, first, next] of openers) {
    const opener = page.getByRole("button", { name, exact: true });
    await opener.focus();
    const before = await focused(page);
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page), { message: String(name) }).toMatch(first);
    if (next) {
      await page.keyboard.press("ArrowDown");
      expect(await focused(page)).toMatch(next);
    }
    expect(await opener.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(page)).toBe(before);
    expect(await opener.getAttribute("aria-expanded")).toBe("false");
  }
});

test("what comes meanwhile leaves the focus where it is: in a menu, and beside a message being rewritten", async () => {
  const page = await stage.open("U0USER1");
  const somebodyWrites = async (text: string) => {
    await stage.control("message", { user: "U0USER2", channel: "C0GENERAL", text });
    await shown(page.getByRole("article").filter({ hasText: text }));
  };
  await type(page, "mine");
  await page.getByRole("article").filter({ hasText: "mine" }).hover();
  await page.getByRole("button", { name: "More message actions" }).press("Enter");
  await page.keyboard.press("End");
  await somebodyWrites("the first");
  expect(await focused(page)).toBe("Delete message…");
  await page.keyboard.press("Escape");

  const composer = page.getByRole("textbox", { name: /^Message/ });
  await composer.press("ArrowUp");
  await shown(page.getByRole("textbox", { name: "Edit message" }));
  await composer.click();
  await somebodyWrites("the second");
  await page.keyboard.type("typed on");
  expect(await composer.inputValue()).toBe("typed on");
});
