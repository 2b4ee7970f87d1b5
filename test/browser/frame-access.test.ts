import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

const openPanel = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).click();
  await shown(page.getByRole("complementary", { name }));
};

/** Makes a place worth looking at, as the person who looks. */
const places: readonly { name: string; at?: string; go(page: Page): Promise<unknown> }[] = [
  {
    name: "channel",
    async go(page) {
      await type(page, "hello @user2, see #random for more");
      await type(page, "/isb nonsense");
      await shown(page.getByText("No such word"));
      const message = page.getByRole("article").filter({ hasText: "hello @User Two" });
      await message.hover();
      await message.getByRole("button", { name: "React with eyes" }).click();
      await shown(message.getByRole("button", { name: /reacted with :eyes:/ }));
    },
  },
  {
    name: "thread",
    async go(page) {
      await type(page, "a thread");
      await page.getByRole("article").filter({ hasText: "a thread" }).hover();
      await page.getByRole("link", { name: "Reply in thread" }).click();
      await page.getByRole("textbox", { name: "Reply…" }).fill("a reply");
      await page.keyboard.press("Enter");
      await shown(page.getByText("1 reply").first());
    },
  },
  { name: "Home", at: "home", go: (page) => shown(page.getByText("You have no sandbox now.")) },
  { name: "About", at: "about", go: (page) => shown(page.getByRole("heading", { name: "Slash commands" })) },
  {
    name: "DM",
    async go(page) {
      await page.getByRole("link", { name: "isb", exact: true }).click();
      await shown(page.getByRole("textbox", { name: "Message isb" }));
    },
  },
  {
    name: "traffic",
    async go(page) {
      await openPanel("Traffic")(page);
      await stage.api("chat.postMessage", { channel: "C0NOWHERE", text: "lost" });
      const refused = page.getByRole("row", { name: /channel_not_found/ });
      await refused.first().getByRole("button").click();
      await shown(page.getByRole("region", { name: "Payload" }));
    },
  },
  {
    name: "world",
    async go(page) {
      await openPanel("World")(page);
      await page.getByRole("button", { name: "Begin: ISB down" }).click();
      await shown(page.getByRole("button", { name: "End: ISB down" }));
    },
  },
  {
    name: "phone",
    async go(page) {
      await stage.control("message", { user: "U0USER2", channel: "C0RANDOM", text: "@user1 look" });
      await openPanel("Phone")(page);
      await shown(page.getByRole("listitem").filter({ hasText: "look" }));
    },
  },
  {
    name: "person menu",
    async go(page) {
      await page.getByRole("button", { name: /^You are/ }).click();
      await shown(page.getByRole("radio", { name: "Dark" }));
    },
  },
];

for (const { name, at, go } of places) {
  test(`axe finds nothing serious in the ${name}, in the light and in the dark`, async () => {
    const page = await stage.open("U0USER1", at);
    await go(page);
    for (const theme of ["light", "dark"] as const) {
      await inThe(theme, page);
      await stage.picture(page, `frame-${name.replace(" ", "-")}-${theme}`);
      expect(await obstaclesIn(page), theme).toEqual([]);
    }
  });
}

/** What has the focus, by the part of the page it stands in. */
const focusedPart = (page: Page) =>
  page.evaluate(
    "document.activeElement.closest('.composer, .thread, .drawer, .sidebar, .top-bar, .pane, .skip-links')?.className",
  );

test("F6 goes round the parts of the page, and the first stop of all skips to the messages", async () => {
  const page = await stage.open("U0USER1");
  await page.getByRole("textbox", { name: /^Message/ }).focus();
  const round: unknown[] = [];
  for (let n = 0; n < 4; n += 1) {
    await page.keyboard.press("F6");
    round.push(await focusedPart(page));
  }
  expect(round).toEqual(["top-bar", "sidebar", "pane", "composer"]);
  await page.keyboard.press("Shift+F6");
  expect(await focusedPart(page)).toBe("pane");
  expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("log");

  const firstStop = await page.evaluate("document.querySelector('a[href], button, input, textarea').textContent");
  expect(firstStop).toBe("Skip to the messages");
  await page.getByRole("button", { name: "Skip to the messages" }).focus();
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("log");
});

test("the arrow keys go through the sidebar and the messages, and a letter acts on the message one is at", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "the first");
  await type(page, "the second");
  await shown(page.getByRole("article").filter({ hasText: "the second" }));
  await page.getByRole("link", { name: "general" }).focus();
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("random");
  await page.keyboard.press("Home");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Channels");

  await page.getByRole("log").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate("document.activeElement.textContent")).toContain("the first");
  await page.keyboard.press("e");
  const edit = page.getByRole("textbox", { name: "Edit message" });
  expect(await edit.inputValue()).toBe("the first");
  await edit.press("Escape");
  await edit.waitFor({ state: "detached" });
  await page.getByRole("log").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("t");
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("the second"));
});

test("at 360 px everything is within reach: the channels, a thread, the world and a form", async () => {
  const page = await stage.open("U0USER1");
  await page.setViewportSize({ width: 360, height: 740 });
  const isWithin = async () =>
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  await type(page, "from the road");
  await page.getByRole("article").filter({ hasText: "from the road" }).click();
  await page.getByRole("article").getByRole("link", { name: "Reply in thread" }).click();
  const thread = page.getByRole("complementary", { name: "Thread" });
  await expect.poll(() => thread.boundingBox()).toMatchObject({ x: 0, width: 360 });
  await stage.picture(page, "frame-phone-thread");
  await isWithin();
  await page.getByRole("button", { name: "Close thread" }).click();
  await page.getByRole("button", { name: "Channels" }).first().click();
  await expect.poll(() => page.getByRole("navigation", { name: /^Channels/ }).boundingBox()).toMatchObject({ x: 0 });
  await stage.picture(page, "frame-phone-channels");
  await page.getByRole("link", { name: /isb-ops/ }).click();
  await shown(page.getByRole("heading", { level: 1, name: "isb-ops" }));
  await openPanel("World")(page);
  const world = page.getByRole("complementary", { name: "World" });
  await expect.poll(() => world.boundingBox()).toMatchObject({ x: 0, width: 360 });
  await isWithin();
  await world.getByRole("button", { name: "Begin: ISB down" }).click();
  await shown(page.getByRole("button", { name: "Clear all trouble" }));
  await isWithin();
  await stage.picture(page, "frame-phone-world");
  await world.getByRole("button", { name: "Close world" }).click();
  await type(page, "/isb form");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form);
  await expect.poll(() => form.boundingBox()).toMatchObject({ x: 0, y: 0, width: 360, height: 740 });
  await stage.picture(page, "frame-phone-form");
  await isWithin();
});
