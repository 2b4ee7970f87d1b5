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

const channel = "C0GENERAL";
const message = (page: Page, text: string | RegExp) =>
  page.getByRole("main").getByRole("article").filter({ hasText: text });
const thread = (page: Page) => page.getByRole("complementary", { name: "Thread" });
const composer = (page: Page) => page.getByRole("textbox", { name: /^Message/ });

test("two people react to a message, and one takes it back", async () => {
  const [one, two] = [await stage.open("U0USER1"), await stage.open("U0USER2")];
  // A page behind another is painted once a second: whoever acts comes to the front.
  await one.bringToFront();
  await type(one, "who comes along?");
  await message(one, "who comes along?").hover();
  await message(one, "who comes along?").getByRole("button", { name: "React with eyes" }).click();
  const there = message(two, "who comes along?").getByRole("button", { name: "1, User One reacted with :eyes:" });
  await two.bringToFront();
  await there.click();
  await one.bringToFront();
  const both = message(one, "who comes along?").getByRole("button", {
    name: "2, You and User Two reacted with :eyes:",
  });
  await shown(both);
  expect(await both.getAttribute("aria-pressed")).toBe("true");
  await both.click();
  await two.bringToFront();
  await shown(message(two, "who comes along?").getByRole("button", { name: "1, You reacted with :eyes:" }));

  await message(two, "who comes along?").getByRole("button", { name: "Add a reaction" }).click();
  await two.getByRole("searchbox", { name: "Search all emoji" }).fill("tada");
  await two.keyboard.press("Enter");
  await shown(message(one, "who comes along?").getByRole("button", { name: "1, User Two reacted with :tada:" }));
  await stage.picture(one, "frame-reactions");
});

test("one's own message is rewritten by the arrow up, marked as edited, and deleted only after a question", async () => {
  const [one, two] = [await stage.open("U0USER1"), await stage.open("U0USER2")];
  await one.bringToFront();
  await type(one, "a mistke & <more>");
  await shown(message(one, "a mistke"));
  await composer(one).press("ArrowUp");
  const field = one.getByRole("textbox", { name: "Edit message" });
  expect(await field.inputValue()).toBe("a mistke & <more>");
  await field.fill("a mistake & <more>");
  await field.press("Enter");
  await two.bringToFront();
  await shown(message(two, "a mistake & <more>").getByText("(edited)"));

  await message(two, "a mistake").hover();
  await message(two, "a mistake").getByRole("button", { name: "More message actions" }).click();
  expect(await two.getByRole("menuitem").allInnerTexts()).not.toContain("Delete message…");
  await two.keyboard.press("Escape");

  await one.bringToFront();
  await message(one, "a mistake").hover();
  await message(one, "a mistake").getByRole("button", { name: "More message actions" }).click();
  await one.getByRole("menuitem", { name: "Delete message…" }).click();
  const question = one.getByRole("dialog", { name: "Delete message" });
  await shown(question.getByText("This cannot be undone."));
  await stage.picture(one, "frame-delete");
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(await message(one, "a mistake").count()).toBe(1);
  await message(one, "a mistake").hover();
  await message(one, "a mistake").getByRole("button", { name: "More message actions" }).click();
  await one.getByRole("menuitem", { name: "Delete message…" }).click();
  await question.getByRole("button", { name: "Delete" }).click();
  await message(two, "a mistake").waitFor({ state: "detached" });
});

test("a reply can be sent to the channel too, where it says what it replies to", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "the plan for Monday");
  await message(page, "the plan for Monday").hover();
  await message(page, "the plan for Monday").getByRole("link", { name: "Reply in thread" }).click();
  await thread(page).getByRole("textbox", { name: "Reply…" }).fill("only here");
  await page.keyboard.press("Enter");
  await shown(thread(page).getByText("1 reply"));
  await thread(page).getByRole("checkbox", { name: "Also send to #general" }).check();
  await thread(page).getByRole("textbox", { name: "Reply…" }).fill("for everybody");
  await page.keyboard.press("Enter");
  const both = message(page, "for everybody");
  await shown(both.getByText("replied to a thread:"));
  await shown(both.getByRole("link", { name: "the plan for Monday" }));
  await shown(message(page, "the plan for Monday").getByRole("link", { name: /^2 replies/ }));
  expect(await message(page, "only here").count()).toBe(0);
  expect(await thread(page).getByRole("checkbox", { name: "Also send to #general" }).isChecked()).toBe(false);
  await stage.picture(page, "frame-thread");
  await page.keyboard.press("Escape");
  await thread(page).waitFor({ state: "detached" });
});

test("what came while one was away stands under a line; the list stays where one reads, and jumps to the newest", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "seen before");
  await shown(message(page, "seen before"));
  await page.getByRole("link", { name: "random" }).click();
  await shown(page.getByRole("heading", { level: 1, name: "random" }));
  const write = (text: string) => stage.control("message", { user: "U0USER2", channel, text });
  for (let n = 1; n <= 12; n += 1) await write(`news ${n}\n${"line\n".repeat(6)}`);
  await page.getByRole("link", { name: /^general/ }).click();
  await shown(page.getByText("New", { exact: true }));
  await shown(message(page, "news 12"));
  const order = await page.locator(".new-line, article").allInnerTexts();
  expect(order.indexOf("New")).toBe(order.findIndex((text) => text.includes("seen before")) + 1);
  await stage.picture(page, "frame-new-line");

  // One begins where one left off, not at the end.
  expect(await page.locator(".new-line").isVisible()).toBe(true);
  await expect.poll(() => page.getByRole("button", { name: "Jump to newest" }).count()).toBe(1);
  await page.getByRole("button", { name: "Jump to newest" }).click();
  await page.getByRole("button", { name: /Jump/ }).waitFor({ state: "detached" });

  const list = page.getByRole("log", { name: "Messages in #general" });
  const top = () => list.evaluate((element: { scrollTop: number }) => element.scrollTop);
  await list.hover();
  await page.mouse.wheel(0, -1500);
  await shown(page.getByRole("button", { name: "Jump to newest" }));
  const before = await top();
  await write("the very newest");
  await shown(page.getByRole("button", { name: "1 new message" }));
  expect(await top()).toBe(before);
  await page.getByRole("button", { name: "1 new message" }).click();
  await expect.poll(() => message(page, "the very newest").isVisible()).toBe(true);
  await page.getByRole("button", { name: /Jump|new message/ }).waitFor({ state: "detached" });
});

test("drafts outlive a change of channel and a reload", async () => {
  const page = await stage.open("U0USER1");
  await composer(page).fill("not yet");
  await page.getByRole("link", { name: "random" }).click();
  await shown(page.getByRole("textbox", { name: "Message #random" }));
  expect(await composer(page).inputValue()).toBe("");
  await page.getByRole("link", { name: /^general/ }).click();
  await shown(page.getByRole("textbox", { name: "Message #general" }));
  expect(await composer(page).inputValue()).toBe("not yet");
  await page.reload();
  await shown(composer(page));
  expect(await composer(page).inputValue()).toBe("not yet");
  await composer(page).fill("");
});

test("a link to a reply opens its thread and points at it; copying a message's link gives that address", async () => {
  const page = await stage.open("U0USER1");
  const first = await stage.api("chat.postMessage", { channel, text: "the beginning" });
  const reply = await stage.api("chat.postMessage", { channel, text: "the reply", thread_ts: first.ts });
  await page.goto(`${stage.slack.url}/archives/${channel}/p${String(reply.ts).replace(".", "")}?thread_ts=${first.ts}`);
  const pointed = page.locator("article.pointed");
  await shown(thread(page).getByText("the reply"));
  expect(await pointed.getAttribute("data-ts")).toBe(reply.ts);

  await stage.browser.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await pointed.hover();
  await pointed.getByRole("button", { name: "More message actions" }).click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  const copied = page.evaluate("navigator.clipboard.readText()");
  expect(await copied).toBe(
    `${stage.slack.url}/archives/${channel}/p${String(reply.ts).replace(".", "")}?thread_ts=${first.ts}&cid=${channel}`,
  );
});

test("shortcuts of the manifest reach the app, from the composer and from a message", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "we need a sandbox");
  await message(page, "we need a sandbox").hover();
  await message(page, "we need a sandbox").getByRole("button", { name: "More message actions" }).click();
  await page.getByRole("menuitem", { name: "Make it a request" }).click();
  await expect
    .poll(() => stage.app.heard)
    .toMatchObject([
      { type: "message_action", callback_id: "make-it-a-request", message: { text: "we need a sandbox" } },
    ]);
  await page.getByRole("button", { name: "Shortcuts" }).click();
  await stage.picture(page, "frame-shortcuts");
  await page.getByRole("menuitem", { name: "Get a sandbox" }).click();
  await shown(page.getByRole("dialog", { name: "Get a sandbox" }));
  expect(stage.app.heard.at(-1)).toMatchObject({ type: "shortcut", callback_id: "get-a-sandbox" });
});

const completions = [
  { typed: "hello @use", label: "People", option: "User Two user2", written: "hello @user2 " },
  { typed: "hello @user t", label: "People", option: "User Three user3", written: "hello @user3 " },
  { typed: "see #gen", label: "Channels", option: "#general", written: "see #general " },
  { typed: "well done :tad", label: "Emoji", option: ":tada:", written: "well done :tada: " },
  { typed: "/is", label: "Slash commands", option: /^\/isb/, written: "/isb " },
] as const;

for (const { typed, label, option, written } of completions) {
  test(`the composer completes “${typed}”`, async () => {
    const page = await stage.open("U0USER1");
    await composer(page).pressSequentially(typed);
    const list = page.getByRole("listbox", { name: label });
    await shown(list);
    await list.getByRole("option", { name: option }).first().click();
    expect(await composer(page).inputValue()).toBe(written);
    await composer(page).fill("");
  });
}
