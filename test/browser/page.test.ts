import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { SlackServer } from "../../sim/slack/server.ts";
import { type Stage, setStage, startSlackWithPage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

test("private answers are one person's; unread channels are marked; two people are two tabs", async () => {
  const [one, two] = [await stage.open("U0USER1"), await stage.open("U0USER2", "C0ISBOPS")];
  // A page behind another is painted once a second: whoever acts comes to the front.
  await one.bringToFront();
  await type(one, "/isb nonsense");
  const answer = one.getByRole("article").filter({ hasText: "No such word: nonsense" });
  await shown(answer.getByText("Only visible to you"));

  await type(one, "Hello @user2, see #isb-ops <b>");
  await shown(one.getByRole("article").filter({ hasText: "Hello @User Two, see #isb-ops <b>" }));
  await two.bringToFront();
  const general = two.getByRole("link", { name: /general/ }).first();
  await expect.poll(() => general.textContent()).toContain("unread1 for you");
  await stage.picture(two, "unread");
  await general.click();
  await shown(two.getByRole("article").filter({ hasText: "Hello @User Two" }));
  await expect.poll(() => general.textContent()).not.toContain("unread");
  expect(await two.getByText("No such word").count()).toBe(0);
  await stage.picture(one, "private");
});

test("the composer completes commands, refuses them in threads, and tells of an app that does not answer", async () => {
  const page = await stage.open("U0USER3");
  const composer = page.getByRole("textbox", { name: /^Message/ });
  await composer.pressSequentially("/i");
  await shown(page.getByRole("option", { name: /\/isb.*show \| form/ }));
  await stage.picture(page, "completion");
  await composer.press("Tab");
  expect(await composer.inputValue()).toBe("/isb ");
  await composer.pressSequentially("silent");
  expect(await composer.inputValue()).toBe("/isb silent");
  await composer.press("Enter");
  await shown(page.getByRole("article").filter({ hasText: /\/isb failed / }));

  await composer.fill("/nothing here");
  await composer.press("Enter");
  const slackbot = page.getByRole("article").filter({ hasText: "Only visible to you" }).filter({ hasText: "Slackbot" });
  await shown(slackbot.getByText(/\/nothing is not a valid command\./));

  await composer.fill("A thread begins");
  await composer.press("Enter");
  const message = page.getByRole("article").filter({ hasText: "A thread begins" });
  await message.hover();
  await message.getByRole("link", { name: "Reply in thread" }).click();
  const reply = page.getByRole("textbox", { name: "Reply…" });
  await reply.fill("/isb show");
  await reply.press("Enter");
  await shown(page.getByText("/isb is not supported in threads. Sorry!"));
  await reply.fill("A reply");
  await reply.press("Enter");
  await shown(page.getByRole("link", { name: /1 reply/ }));
});

test("the Home tab and the app's messages", async () => {
  const page = await stage.open("U0USER1", "home");
  await shown(page.getByText("You have no sandbox now."));
  await stage.picture(page, "home");
  await page.getByRole("button", { name: "Get one" }).click();
  await shown(page.getByRole("dialog", { name: "Get a sandbox" }));
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Messages" }).click();
  await shown(page.getByRole("textbox", { name: /^Message/ }));
});

test("a phone-sized window keeps everything within reach", async () => {
  const page = await stage.open("U0USER1");
  await page.setViewportSize({ width: 390, height: 780 });
  await type(page, "/isb show");
  await shown(page.getByRole("button", { name: "Approve" }));
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await stage.picture(page, "phone");
  await page.getByRole("button", { name: "Channels" }).click();
  await page.getByRole("link", { name: /isb-ops/ }).click();
  await shown(page.getByRole("heading", { name: "isb-ops" }));
});

test("a page that lost its server says so, and goes on by itself when it is back", async () => {
  const other = await startSlackWithPage(0);
  const page = await stage.browser.context.newPage();
  let again: SlackServer | undefined;
  try {
    await page.goto(`${other.url}/#/as/U0USER1/C0RANDOM`);
    await page.getByRole("textbox", { name: "Message #random" }).fill("kept while away");
    await other.close();
    await shown(page.getByText("Not connected to the local Slack. Trying again…"));
    await page.keyboard.press("Enter");
    await shown(page.getByText(/Your message was not sent/));

    again = await startSlackWithPage(other.port);
    await page.getByText(/Not connected/).waitFor({ state: "detached", timeout: 20_000 });
    await page.getByText(/Your message was not sent/).waitFor({ state: "detached" });
    expect(await page.getByRole("textbox", { name: "Message #random" }).inputValue()).toBe("kept while away");
    await page.getByRole("textbox", { name: "Message #random" }).press("Enter");
    await shown(page.getByRole("article").filter({ hasText: "kept while away" }));
  } finally {
    await page.close();
    await again?.close();
  }
});

test("an address that names nobody says so and offers who there is", async () => {
  const page = await stage.browser.context.newPage();
  try {
    await page.goto(`${stage.slack.url}/#/as/U0NOBODY/C0GENERAL`);
    await shown(page.getByRole("heading", { name: "There is no such person here" }));
    await stage.picture(page, "nobody");
    await page.getByRole("link", { name: "User Two" }).click();
    await shown(page.getByRole("textbox", { name: /^Message/ }));
    await shown(page.getByRole("button", { name: /^You are User Two/ }));
    await page.getByText(/Not connected/).waitFor({ state: "detached" });
  } finally {
    await page.close();
  }
});

test("a form goes with the page that showed it", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb form");
  await shown(page.getByRole("dialog", { name: "Get a sandbox" }));
  await page.reload();
  await shown(page.getByRole("textbox", { name: /^Message/ }));
  const views = await fetch(`${stage.slack.url}/_control/views/U0USER1`).then((answer) => answer.json());
  expect(views).toMatchObject({ views: [] });
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("what was read is forgotten when the workspace is another", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "the last of it");
  const marks = () => page.evaluate("localStorage.getItem('read:U0USER1')");
  await expect.poll(marks).toContain("C0GENERAL");
  await fetch(`${stage.slack.url}/_control/reset`, { method: "POST" });
  await expect.poll(marks).toBeNull();
});

test("the top bar tells the world's time and its pace, to screen readers too", async () => {
  const page = await stage.open("U0USER1");
  const time = page.getByRole("timer", { name: "World time" });
  await shown(time);
  expect(await time.textContent()).toMatch(
    /^World time \w{3} \d+(, \d{4})? at \d+:\d\d [AP]M · 30×\. Time here runs 30 times as fast/,
  );
});

test("a link to a message points at it, one to a reply opens its thread, both as the same person", async () => {
  const page = await stage.open("U0USER2");
  await type(page, "the message");
  const ts = await page.getByRole("article").filter({ hasText: "the message" }).getAttribute("data-ts");
  await type(page, `${stage.slack.url}/archives/C0GENERAL/p${ts?.replace(".", "")}`);
  await page
    .getByRole("article")
    .getByRole("link", { name: /archives/ })
    .click();
  await expect.poll(() => page.locator("article.pointed").getAttribute("data-ts")).toBe(ts);
  await shown(page.getByRole("button", { name: /^You are User Two/ }));
});
