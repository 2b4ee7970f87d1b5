import type { Page } from "playwright-core";
import { expect } from "vitest";
import { obstaclesIn } from "./axe.ts";
import type { Stage } from "./stage.ts";
import { test } from "./staged-test.ts";
import { shown, type } from "./visits.ts";

const articles = (page: Page, text: string | RegExp) => page.getByRole("article").filter({ hasText: text });

const panel = (page: Page, name: "Phone" | "Activity") => page.getByRole("complementary", { name });

/** The direct messages of User One with the app. */
async function directOf(stage: Stage): Promise<string> {
  const opened = await stage.api("conversations.open", { users: "U0USER1" });
  return (opened.channel as { id: string }).id;
}

test("a private answer is there until the page is read again, and for no page that is opened later", async ({
  stage,
}) => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb nonsense");
  await shown(articles(page, "No such word").getByText("Only visible to you"));
  const later = await stage.open("U0USER1");
  await later.bringToFront();
  await type(later, "everybody sees this");
  await shown(articles(later, "everybody sees this"));
  expect(await articles(later, "No such word").count()).toBe(0);
  expect(await articles(page, "No such word").count()).toBe(1);

  await page.bringToFront();
  await page.reload();
  await shown(articles(page, "everybody sees this"));
  expect(await articles(page, "No such word").count()).toBe(0);
  await type(page, "/isb nonsense");
  await shown(articles(page, "No such word"));
});

test("a form stays with the pages that were open when it opened, also when its page was killed", async ({ stage }) => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb form");
  const form = (of: Page) => of.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form(page));
  // A killed page tells nobody that it goes: to the server its form is as open as this one's.
  const later = await stage.open("U0USER1");
  await later.bringToFront();
  await type(later, "no form is in the way");
  await shown(articles(later, "no form is in the way"));
  expect(await form(later).count()).toBe(0);
  expect(await form(page).count()).toBe(1);
  await type(later, "/isb form");
  await shown(form(later));
  await later.keyboard.press("Escape");
  await form(later).waitFor({ state: "detached" });
});

test("the phone tells what came to this page, as it came; Activity lists what concerns one, as it is now", async ({
  stage,
}) => {
  const channel = await directOf(stage);
  const old = await stage.api("chat.postMessage", { channel, text: "first words" });
  await stage.api("chat.update", { channel, ts: old.ts, text: "later words" });
  const page = await stage.open("U0USER1", "C0RANDOM");
  const tools = page.getByRole("toolbar", { name: "The estate" });
  await tools.getByRole("button", { name: "Phone" }).click();
  await shown(panel(page, "Phone").getByText(/^Nothing since this page was opened/));

  const fresh = await stage.api("chat.postMessage", { channel, text: "as it came" });
  await shown(panel(page, "Phone").getByText("as it came", { exact: true }));
  await stage.api("chat.update", { channel, ts: fresh.ts, text: "as it is" });
  await stage.control("message", { user: "U0USER2", channel: "C0GENERAL", text: "@user1 have you seen it?" });
  await shown(panel(page, "Phone").getByText(/have you seen it/));
  expect(await panel(page, "Phone").getByRole("listitem").count()).toBe(2);
  await shown(panel(page, "Phone").getByText("as it came", { exact: true }));

  const activity = page.getByRole("navigation", { name: "Workspace" }).getByRole("button", { name: /^Activity/ });
  await activity.press("Enter");
  const entries = panel(page, "Activity").getByRole("listitem");
  await expect.poll(() => entries.allInnerTexts()).toHaveLength(3);
  const texts = await entries.allInnerTexts();
  expect(texts[0]).toMatch(/Mention in #general\s+Today, .*User Two.*have you seen it\?/s);
  expect(texts[1]).toMatch(/Direct message\s+Today, .*isb.*as it is/s);
  expect(texts[2]).toContain("later words");
  expect(await obstaclesIn(page, ".drawer")).toEqual([]);
  await stage.picture(page, "frame-activity");
  await stage.api("chat.delete", { channel, ts: old.ts });
  await expect.poll(() => entries.count()).toBe(2);

  await entries.first().getByRole("link").press("Enter");
  await expect.poll(() => page.locator("article.pointed").textContent()).toContain("have you seen it?");
});
