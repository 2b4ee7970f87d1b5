import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

const farAway = 99_999_999_999_999;
const rich = (element: object) => ({
  text: "rich",
  blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [element] }] }],
});

/** What an app may send, by what of it can be shown. */
const oddities: readonly [what: string, sent: object, shows: string][] = [
  ["a date that no calendar reaches", { text: `<!date^${farAway}^{date_num}|some day>` }, "some day"],
  [
    "such a date in rich text",
    rich({ type: "date", timestamp: farAway, format: "{date_num}", fallback: "one day" }),
    "one day",
  ],
  ["an emoji whose code point is none", rich({ type: "emoji", name: "nonesuch", unicode: "zz" }), ":nonesuch:"],
];

test("what cannot be read as meant is shown by its fallback, and everything else as ever", async () => {
  const page = await stage.open("U0USER1");
  for (const [what, sent, shows] of oddities) {
    expect(await stage.api("chat.postMessage", { channel: "C0GENERAL", ...sent }), what).toMatchObject({ ok: true });
    const message = page.getByRole("article", { name: /^isb/ }).last();
    await expect.poll(() => message.locator(".message-body").textContent(), { message: what }).toBe(shows);
  }
  await type(page, "and on it goes");
  await shown(page.getByRole("article").filter({ hasText: "and on it goes" }));
});

test.each([
  ["points at nothing there could be", "U0USER1/C0GENERAL?at=%22", "general"],
  ["is no right encoding", "%E0%A4%A/C0GENERAL", "There is no such person here"],
  ["names a thread in no right encoding", "U0USER1/C0GENERAL/%E0%A4%A", "general"],
])("an address that %s still opens the page", async (_, address, heading) => {
  const page = await stage.open(address, "");
  await shown(page.getByRole("heading", { level: 1, name: heading }));
});

/** Changes what the page reads at a control route, as a server gone wrong would. */
const garble = (page: Page, path: string, change: (answer: never) => void) =>
  page.route(`**/_control/${path}`, async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    change(answer as never);
    await route.fulfill({ response, json: answer });
  });

describe("what cannot be drawn", () => {
  const broken = [{ type: "section", fields: 7 }];

  test("of a message leaves its text, its author and the other messages", async () => {
    const page = await stage.open("U0USER1");
    await garble(page, "messages/C0GENERAL*", ({ messages }: { messages: { text?: string; blocks: unknown }[] }) => {
      for (const message of messages) if (message.text === "what it says") message.blocks = broken;
    });
    await stage.api("chat.postMessage", { channel: "C0GENERAL", text: "what it says" });
    const message = page.getByRole("article", { name: /^isb/ });
    await shown(message.getByText("This message cannot be shown here."));
    await shown(message.getByText("what it says", { exact: true }));
    await stage.picture(page, "undrawn-message");
    await type(page, "another one");
    await shown(page.getByRole("article").filter({ hasText: "another one" }));
  });

  test("of a window says so in a window that can be closed, and the Home tab says so in its place", async () => {
    const page = await stage.open("U0USER1", "home");
    await shown(page.getByRole("button", { name: "Get one" }));
    type Views = { views: { blocks: unknown }[]; home: { blocks: unknown } };
    await garble(page, "views/U0USER1", ({ views, home }: Views) => {
      for (const view of [...views, home]) view.blocks = broken;
    });
    await page.getByRole("button", { name: "Get one" }).click();
    const window = page.getByRole("dialog", { name: "A window of the app" });
    await shown(window.getByText("This window cannot be shown here."));
    await shown(page.getByText("The app's Home tab cannot be shown here."));
    await window.getByRole("button", { name: "Close" }).click();
    await window.waitFor({ state: "detached" });
  });

  test("of a conversation and a panel leaves the rest of the page", async () => {
    const page = await stage.open("U0USER1");
    await garble(page, "messages/C0GENERAL*", ({ messages }: { messages: { ts: string }[] }) => {
      for (const message of messages) message.ts = "never";
    });
    await page.getByRole("button", { name: /^Activity/ }).click();
    await stage.control("message", { user: "U0USER2", channel: "C0GENERAL", text: "@user1 look" });
    await shown(page.getByText("This conversation cannot be shown here."));
    await shown(page.getByText("This panel cannot be shown here."));
    await stage.picture(page, "undrawn-parts");
    await page.getByRole("link", { name: "random" }).click();
    await type(page, "here all is well");
    await shown(page.getByRole("article").filter({ hasText: "here all is well" }));
  });

  test("of the whole leads back to the beginning", async () => {
    const page = await stage.open("U0USER1");
    await garble(page, "state", (state: { users: unknown }) => {
      state.users = 7;
    });
    await page.reload();
    await shown(page.getByRole("heading", { name: "The page cannot be shown" }));
    await page.unroute("**/_control/state");
    await page.getByRole("link", { name: "Begin again" }).click();
    await shown(page.getByRole("textbox", { name: /^Message/ }));
  });
});

test("what could not be read is said, read again, and no longer said", async () => {
  const page = await stage.open("U0USER1");
  let failures = 0;
  await page.route("**/_control/messages/C0GENERAL*", (route) => {
    failures += 1;
    return failures === 1
      ? route.fulfill({ status: 500, json: { ok: false, error: "internal_error" } })
      : route.continue();
  });
  await stage.control("message", { user: "U0USER2", channel: "C0GENERAL", text: "not lost" });
  await shown(page.getByText("Not connected to the local Slack. Trying again…"));
  await shown(page.getByRole("article").filter({ hasText: "not lost" }));
  await page.getByText(/Not connected/).waitFor({ state: "detached" });
});
