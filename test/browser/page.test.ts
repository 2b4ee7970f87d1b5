import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { bundlePage } from "../../sim/page/bundle.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack, type SlackServer } from "../../sim/slack/server.ts";
import { type Browser, launchBrowser } from "./launch.ts";
import { type SampleApp, startSampleApp } from "./sample-app.ts";

let slack: SlackServer;
let app: SampleApp;
let browser: Browser;
let pictures: string;
const opened: Page[] = [];
/** Script errors of the page and calls to other hosts: there must be none in any test. */
const faults: string[] = [];

beforeAll(async () => {
  slack = await sampleSlack(0);
  [app, browser] = await Promise.all([startSampleApp(slack.url), launchBrowser()]);
  pictures = process.env.PICTURES ?? (await mkdtemp(join(tmpdir(), "isb-pictures-")));
});
afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
  app.heard.length = 0;
  await fetch(`${slack.url}/_control/reset`, { method: "POST" });
  expect(faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await slack?.close();
});

/** Opens the page as a person. */
async function open(user: string, place = "C0GENERAL"): Promise<Page> {
  const page = await browser.context.newPage();
  opened.push(page);
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(slack.url) && !request.url().startsWith("data:")) faults.push(request.url());
  });
  await page.goto(`${slack.url}/#/as/${user}/${place}`);
  await page
    .getByRole("textbox", { name: /^Message/ })
    .or(page.getByRole("heading", { level: 1 }))
    .first()
    .waitFor();
  return page;
}

const sampleSlack = async (port: number) =>
  createSlack({
    clock: { snapshot: () => ({ now: Date.now(), real: Date.now(), speed: 1, paused: false }) },
    people,
    workspace,
    log: { info() {}, warn() {} },
    port,
    manifestPath: fileURLToPath(new URL("sample-manifest.yml", import.meta.url)),
    page: { routes: await bundlePage() },
  });

async function type(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: /^Message/ });
  await composer.fill(text);
  await composer.press("Enter");
}

const picture = (page: Page, name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });
const shown = (locator: Locator) => locator.waitFor({ state: "visible", timeout: 10_000 });
const heardOf = async (id: string) => {
  await expect.poll(() => app.heard.some((each) => each.action_id === id)).toBe(true);
  return app.heard.find((each) => each.action_id === id);
};

test("the display blocks show what was sent, in the reader's zone, and nothing more", async () => {
  const page = await open("U0USER1");
  await type(page, "/isb show");
  const message = page.getByRole("article").filter({ hasText: "Escaped:" });
  await shown(message);

  const text = await message.textContent();
  expect(text).toContain("Sandbox for R&D 🚀");
  expect(text).toContain("Escaped: <!channel> & <b>.");
  expect(text).toContain("Ends Nov 21, 2026 at 9:30 AM.");
  expect(text).toContain("Budget\n*50 USD*");
  expect(text).toContain("council_chatbot_*x*");
  expect(await message.locator("strong").allInnerTexts()).toEqual(["Bold", "Account", "Markdown"]);
  expect(await message.locator(".mention").allInnerTexts()).toEqual(["@User Two", "#general", "@User One"]);
  expect(await message.getByRole("columnheader").allInnerTexts()).toEqual(["Template", "Budget"]);
  expect(await message.locator("pre").textContent()).toBe("[profile sandbox]\nsso_session = ndx\nregion = eu-west-2");
  expect(await message.getByRole("link", { name: "the docs" }).getAttribute("href")).toBe(
    "https://example.gov.uk/docs",
  );
  await picture(page, "blocks");

  const elsewhere = await open("U0USER2");
  await shown(elsewhere.getByText("Ends Nov 21, 2026 at 4:30 AM."));
});

test("buttons, menus and pickers tell the app what was chosen; a confirm asks first", async () => {
  const page = await open("U0MANAGER1");
  await type(page, "/isb show");
  await page.getByRole("button", { name: "Deny the request of User One" }).click();
  const question = page.getByRole("dialog", { name: "Deny this request?" });
  await shown(question);
  await picture(page, "confirm");
  await question.getByRole("button", { name: "Go back" }).click();
  await page.getByRole("button", { name: "Deny the request of User One" }).click();
  await question.getByRole("button", { name: "Deny it" }).click();
  expect(await heardOf("deny")).toMatchObject({ type: "button", block_id: "buttons", by: "U0MANAGER1" });
  expect(app.heard.filter((each) => each.action_id === "deny")).toHaveLength(1);

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Terminate" }).click();
  expect(await heardOf("more")).toMatchObject({ selected_option: { value: "terminate" } });

  await page.getByRole("combobox", { name: "Size" }).click();
  await page.getByRole("option", { name: "Large" }).click();
  expect(await heardOf("size")).toMatchObject({ selected_option: { value: "large" } });

  const person = page.getByRole("combobox", { name: "Person" });
  await person.click();
  await person.pressSequentially("user t");
  await person.press("ArrowDown");
  await person.press("Enter");
  expect(await heardOf("person")).toMatchObject({ selected_user: "U0USER3" });

  await page.locator("input[type=date]").fill("2026-12-24");
  expect(await heardOf("until")).toMatchObject({ selected_date: "2026-12-24" });
  await page.getByRole("radio", { name: /Fast/ }).check();
  expect(await heardOf("speed")).toMatchObject({ selected_option: { value: "fast" } });
  await page.getByRole("checkbox", { name: "Alarms" }).check();
  expect(await heardOf("extras")).toMatchObject({ selected_options: [{ value: "alarms" }] });
  await picture(page, "elements");

  await page.getByRole("button", { name: "Approve" }).click();
  const replies = page.getByRole("link", { name: /1 reply/ });
  await replies.click();
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("Approved."));
});

test("a form searches as you type, shows errors under fields, and gives the focus back", async () => {
  const page = await open("U0USER1");
  await type(page, "/isb form");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form);

  await form.getByRole("button", { name: "Ask for it" }).click();
  await shown(form.getByText("Please complete this required field.").first());
  expect(await form.getByText("Please complete this required field.").count()).toBe(2);
  expect(await form.getByRole("combobox", { name: "Template" }).getAttribute("aria-invalid")).toBe("true");

  const template = form.getByRole("combobox", { name: "Template" });
  await template.click();
  await shown(form.getByRole("option", { name: /empty-sandbox/ }));
  await template.pressSequentially("lab");
  await expect.poll(() => form.getByRole("option").count()).toBe(1);
  await picture(page, "external-select");
  await template.press("Enter");
  expect(await template.inputValue()).toBe("data-lab");

  const watchers = form.getByRole("combobox", { name: "Watchers" });
  await watchers.click();
  await form.getByRole("option", { name: "User Two" }).click();
  await form.getByRole("option", { name: "User Three" }).click();
  await page.keyboard.press("Escape");
  await shown(form.getByRole("button", { name: "Remove User Two" }));

  await form.getByRole("textbox", { name: "Days" }).fill("13");
  await form.getByRole("textbox", { name: "Comment" }).fill("again");
  await form.getByRole("button", { name: "Ask for it" }).click();
  await shown(form.getByText("Not thirteen."));
  await picture(page, "form-errors");

  await form.getByRole("textbox", { name: "Days" }).fill("7");
  await form.getByRole("button", { name: "Ask for it" }).click();
  const second = page.getByRole("dialog", { name: "Once more" });
  await shown(second);
  expect(app.heard.at(-1)).toMatchObject({
    template: { pick: { selected_option: { value: "data-lab" } } },
    watchers: { pick: { selected_users: ["U0USER2", "U0USER3"] } },
    days: { days: { value: "7" } },
    mail: { mail: { value: null } },
  });

  await page.keyboard.press("Escape");
  await second.waitFor({ state: "detached" });
  await shown(form);
  expect(await form.getByRole("textbox", { name: "Days" }).inputValue()).toBe("7");
  await form.getByRole("button", { name: "Cancel" }).click();
  await form.waitFor({ state: "detached" });
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("Message #general");
});

test("a plan starts closed, stays open under its block id, and closes under a new one", async () => {
  const page = await open("U0USER1");
  await type(page, "/isb plan");
  const head = page.getByRole("button", { name: /lease assign/ });
  await shown(head);
  expect(await head.getAttribute("aria-expanded")).toBe("false");
  expect(await head.textContent()).toContain("step 2 of 5, Check the person");
  await head.click();
  const tasks = page.getByRole("region", { name: /Plan/ }).getByRole("listitem");
  expect(await tasks.count()).toBe(5);
  await shown(tasks.first().getByText("council-chatbot, 50 USD for 7 days"));
  expect(await tasks.nth(1).getByRole("img").getAttribute("aria-label")).toBe("in progress");

  await app.updatePlan("plan-1", 3);
  await expect.poll(() => tasks.nth(3).getByRole("img").getAttribute("aria-label")).toBe("in progress");
  expect(await head.getAttribute("aria-expanded")).toBe("true");
  await page.getByRole("link", { name: /1 reply/ }).click();
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("@User One the lease is made."));
  await picture(page, "plan");

  await app.updatePlan("plan-1", 3, true);
  await expect.poll(() => tasks.nth(3).first().textContent()).toContain("ISB answered 503 four times.");
  await picture(page, "plan-failed");

  await app.updatePlan("plan-2", 5);
  await expect.poll(() => head.first().textContent()).toContain("lease assign: done");
  expect(await head.first().getAttribute("aria-expanded")).toBe("false");
});

test("private answers are one person's; unread channels are marked; two people are two tabs", async () => {
  const [one, two] = [await open("U0USER1"), await open("U0USER2", "C0ISBOPS")];
  await type(one, "/isb nonsense");
  const answer = one.getByRole("article").filter({ hasText: "No such word: nonsense" });
  await shown(answer.getByText("Only visible to you"));

  await type(one, "Hello @user2, see #isb-ops <b>");
  await shown(one.getByRole("article").filter({ hasText: "Hello @User Two, see #isb-ops <b>" }));
  const general = two.getByRole("link", { name: /general/ }).first();
  await expect.poll(() => general.textContent()).toContain("unread1 for you");
  await picture(two, "unread");
  await general.click();
  await shown(two.getByRole("article").filter({ hasText: "Hello @User Two" }));
  await expect.poll(() => general.textContent()).not.toContain("unread");
  expect(await two.getByText("No such word").count()).toBe(0);
  await picture(one, "private");
});

test("the composer completes commands, refuses them in threads, and tells of an app that does not answer", async () => {
  const page = await open("U0USER3");
  const composer = page.getByRole("textbox", { name: /^Message/ });
  await composer.pressSequentially("/i");
  await shown(page.getByRole("option", { name: /\/isb.*show \| form/ }));
  await picture(page, "completion");
  await composer.press("Tab");
  expect(await composer.inputValue()).toBe("/isb ");
  await composer.pressSequentially("silent");
  await composer.press("Enter");
  await shown(page.getByRole("article").filter({ hasText: /\/isb failed with the error/ }));

  await composer.fill("/nothing here");
  await composer.press("Enter");
  await shown(page.getByText(/“\/nothing” is not a command here/));

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
  const page = await open("U0USER1", "home");
  await shown(page.getByText("You have no sandbox now."));
  await picture(page, "home");
  await page.getByRole("button", { name: "Get one" }).click();
  await shown(page.getByRole("dialog", { name: "Get a sandbox" }));
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Messages" }).click();
  await shown(page.getByRole("textbox", { name: /^Message/ }));
});

test("a phone-sized window keeps everything within reach", async () => {
  const page = await open("U0USER1");
  await page.setViewportSize({ width: 390, height: 780 });
  await type(page, "/isb show");
  await shown(page.getByRole("button", { name: "Approve" }));
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await picture(page, "phone");
  await page.getByRole("button", { name: "Channels" }).click();
  await page.getByRole("link", { name: /isb-ops/ }).click();
  await shown(page.getByRole("heading", { name: "isb-ops" }));
});

test("a page that lost its server says so, and goes on by itself when it is back", async () => {
  const other = await sampleSlack(0);
  const page = await browser.context.newPage();
  let again: SlackServer | undefined;
  try {
    await page.goto(`${other.url}/#/as/U0USER1/C0RANDOM`);
    await page.getByRole("textbox", { name: "Message #random" }).fill("kept while away");
    await other.close();
    await shown(page.getByText("Not connected to the local Slack. Trying again…"));
    await page.keyboard.press("Enter");
    await shown(page.getByText(/Your message was not sent/));

    again = await sampleSlack(other.port);
    await page.getByText(/Not connected/).waitFor({ state: "detached", timeout: 20_000 });
    expect(await page.getByRole("textbox", { name: "Message #random" }).inputValue()).toBe("kept while away");
    await page.getByRole("textbox", { name: "Message #random" }).press("Enter");
    await shown(page.getByRole("article").filter({ hasText: "kept while away" }));
  } finally {
    await page.close();
    await again?.close();
  }
});

test("a link to a message opens its thread as the same person", async () => {
  const page = await open("U0USER2");
  await type(page, "the message");
  const ts = await page.getByRole("article").filter({ hasText: "the message" }).getAttribute("data-ts");
  await type(page, `${slack.url}/archives/C0GENERAL/p${ts?.replace(".", "")}`);
  await page
    .getByRole("article")
    .getByRole("link", { name: /archives/ })
    .click();
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("the message"));
  expect(await page.getByRole("combobox", { name: "You are" }).inputValue()).toBe("U0USER2");
});
