import { type KnownBlock, WebClient } from "@slack/web-api";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { inThe, obstaclesIn } from "./axe.ts";
import { displayBlocks } from "./sample-blocks.ts";
import { alerts, chart, gallery, leaseTable } from "./sample-gallery.ts";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
let slack: WebClient;
beforeAll(async () => {
  stage = await setStage();
  slack = new WebClient(workspace.botToken, { slackApiUrl: `${stage.slack.url}/api/` });
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

/** Posts the blocks as one message and gives it as this person sees it. */
async function message(blocks: readonly KnownBlock[], user = "U0USER1") {
  const page = await stage.open(user);
  await slack.chat.postMessage({ channel: "C0GENERAL", text: "Blocks", blocks: [...blocks] });
  const drawn = page.getByRole("article", { name: /^isb/ }).last();
  await shown(drawn);
  return { page, drawn };
}

const heardOf = async (id: string) => {
  await expect.poll(() => stage.app.heard.some((each) => each.action_id === id)).toBe(true);
  return stage.app.heard.find((each) => each.action_id === id);
};

test("rich text names people, groups and workspaces, counts on, and fills dates", async () => {
  const { page, drawn } = await message(gallery.richText);
  await stage.picture(page, "rich-text");
  expect(await drawn.textContent()).toContain(
    "bold gone 👋🏼🧑‍🚀@User Two @S0OPS @Estate @here #general #F405B3 until 2026-11-21 at 9:30 AM",
  );
  expect(await drawn.getByText("5.").count()).toBe(1);
  expect(await drawn.locator("pre").textContent()).toBe("aws s3 ls\n  --profile sandbox");
  expect(await drawn.locator("blockquote").textContent()).toBe("quoted");
});

test("Markdown has headings, tables, task lists and code, and its pictures are links", async () => {
  const { page, drawn } = await message(gallery.markdown);
  await stage.picture(page, "markdown");
  await shown(drawn.getByRole("heading", { name: "Report" }));
  expect(await drawn.getByRole("cell").allInnerTexts()).toEqual(["pool-001", "12"]);
  const items = await drawn.getByRole("listitem").allInnerTexts();
  expect(items.map((item) => item.trim())).toEqual(["☑ asked", "☐ approved", "first", "second"]);
  expect(await drawn.locator("pre").textContent()).toContain("aws sts get-caller-identity");
  await shown(drawn.getByRole("link", { name: "A picture" }));
  expect(await drawn.locator("img").count()).toBe(0);
});

test("headers have levels, long sections are shortened, and pictures from outside are told in words", async () => {
  const { page, drawn } = await message(gallery.titles);
  await stage.picture(page, "titles");
  await shown(drawn.getByRole("heading", { level: 3, name: "Largest" }));
  await shown(drawn.getByRole("heading", { level: 6, name: "Smallest" }));
  const height = async () => (await drawn.boundingBox())?.height ?? 0;
  const more = drawn.getByRole("button", { name: "See more" });
  expect(await more.count()).toBe(1);
  const before = await height();
  await more.click();
  await shown(drawn.getByRole("button", { name: "See less" }));
  expect(await height()).toBeGreaterThan(before);
  await shown(drawn.getByRole("img", { name: "The lease's badge" }));
  const map = drawn.getByRole("img", { name: "A map of the pool" });
  await shown(map);
  await drawn.getByRole("button", { name: "Where it stands" }).click();
  await map.waitFor({ state: "hidden" });
});

test("a picture of this workspace is shown", async () => {
  const address = `${stage.slack.url}/pictures/lease.svg`;
  await stage.browser.context.route(address, (route) =>
    route.fulfill({
      contentType: "image/svg+xml",
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    }),
  );
  const { drawn } = await message([{ type: "image", image_url: address, alt_text: "A lease" }]);
  const picture = drawn.locator("img[alt='A lease']");
  await expect.poll(() => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(9);
  await stage.browser.context.unroute(address);
});

test("an attachment shows its author, title, fields, picture and foot; its fallback only when it has nothing else", async () => {
  const page = await stage.open("U0USER1");
  await slack.chat.postMessage({
    channel: "C0GENERAL",
    text: "Attached",
    attachments: [
      {
        color: "danger",
        pretext: "Seen by the *watch*",
        author_name: "Budgets :bell:",
        author_link: "https://example.gov.uk/budgets",
        title: "Spend of pool-001",
        title_link: "https://example.gov.uk/spend",
        text: "Over by *12 USD*",
        fields: [
          { title: "Budget", value: "50 USD", short: true },
          { title: "Spent", value: "<https://example.gov.uk/62|62 USD>", short: true },
        ],
        image_url: "https://example.gov.uk/spend.png",
        footer: "Cost watch",
        ts: "1795253400",
        fallback: "not this",
      },
      {
        color: "#36a64f",
        thumb_url: "https://example.gov.uk/thumb.png",
        title: "Odd",
        title_link: "javascript:alert(1)",
      },
      { fallback: "Only this" },
    ],
  });
  const drawn = page.getByRole("article", { name: /^isb/ });
  await shown(drawn.getByText("Seen by the watch"));
  const nth = (index: number) => drawn.locator(".attached").nth(index);
  await shown(nth(0).getByRole("img", { name: "Spend of pool-001" }));
  expect(
    await drawn
      .locator(".attached")
      .getByRole("link")
      .evaluateAll((links: { textContent: string; href: string }[]) =>
        links.map(({ textContent, href }) => `${textContent} ${href}`),
      ),
  ).toEqual([
    "Budgets 🔔 https://example.gov.uk/budgets",
    "Spend of pool-001 https://example.gov.uk/spend",
    "62 USD https://example.gov.uk/62",
  ]);
  expect(await nth(0).getByRole("term").allInnerTexts()).toEqual(["Budget", "Spent"]);
  expect(await nth(0).getByRole("definition").allInnerTexts()).toEqual(["50 USD", "62 USD"]);
  expect(await nth(0).textContent()).toMatch(/Cost watch \| .+ at 9:30 AM/);
  expect(await nth(0).textContent()).not.toContain("not this");
  await shown(nth(1).getByRole("img", { name: "Odd" }));
  expect(await nth(2).textContent()).toBe("Only this");
  for (const theme of ["light", "dark"] as const) {
    await inThe(theme, page);
    await stage.picture(page, `attachments-${theme}`);
    expect(await obstaclesIn(page, "article")).toEqual([]);
  }
});

test("cards tell the app which button was pressed, alone and in a carousel", async () => {
  const { page, drawn } = await message(gallery.cards);
  await stage.picture(page, "cards");
  const card = drawn.getByRole("article").filter({ hasText: "council-chatbot" });
  expect(await card.textContent()).toContain("🚀council-chatbot50 USD for 7 days");
  await shown(card.getByText("Asked for twice this week"));
  expect(await card.getByRole("button").allInnerTexts()).toEqual(["Not now", "Ask for it"]);
  await card.getByRole("button", { name: "Ask for it" }).click();
  expect(await heardOf("card-go")).toMatchObject({ value: "chatbot", by: "U0USER1" });

  const row = drawn.getByRole("region", { name: "3 cards" });
  const first = row.getByRole("button", { name: "Take empty-sandbox" });
  const placeOf = async () => (await first.boundingBox())?.x ?? 0;
  const before = await placeOf();
  await row.getByRole("button", { name: "Further cards" }).click();
  await expect.poll(placeOf).toBeLessThan(before);
  await row.getByRole("button", { name: "Take private-lab" }).click();
  expect(await heardOf("pick-private-lab")).toMatchObject({ value: "private-lab" });
});

test("a container folds by its head, and what stands inside can be pressed", async () => {
  const { page, drawn } = await message(gallery.containers);
  const folding = drawn.getByRole("region", { name: "Two accounts in quarantine" });
  const fold = folding.getByRole("button", { name: "Two accounts in quarantine" });
  expect(await fold.getAttribute("aria-expanded")).toBe("false");
  expect(await folding.getByText("failed its cleanup").isVisible()).toBe(false);
  expect(await folding.getByRole("link", { name: "at the runbook" }).getAttribute("href")).toBe(
    "https://example.gov.uk/runbook",
  );
  await fold.click();
  await shown(folding.getByText("failed its cleanup"));
  await stage.picture(page, "containers");
  await folding.getByRole("button", { name: "Clean it again" }).click();
  expect(await heardOf("retry")).toMatchObject({ value: "7" });
  const open = drawn.getByRole("region", { name: "Always open" });
  await shown(open.getByText("Inside."));
  expect(await open.getByRole("button").count()).toBe(0);
});

test("a video shows its still, its title and where it is from, and plays elsewhere", async () => {
  const { page, drawn } = await message(gallery.media);
  await stage.picture(page, "media");
  expect(await drawn.textContent()).toContain("Videos · The team");
  const play = drawn.getByRole("link", { name: /Play Getting a sandbox/ });
  expect(await play.getAttribute("href")).toBe("https://videos.example.gov.uk/watch/1");
});

test("feedback and icon buttons tell the app; an icon for some is shown to them alone", async () => {
  const { page, drawn } = await message(gallery.answers);
  await stage.picture(page, "answers");
  expect(await drawn.getByRole("button", { name: /Delete/ }).count()).toBe(1);
  await drawn.getByRole("button", { name: "It was of use" }).click();
  expect(await heardOf("useful")).toMatchObject({ value: "yes" });
  const other = await stage.open("U0USER2");
  await expect.poll(() => other.getByRole("button", { name: /Delete/ }).count()).toBe(2);
});

test("a task by itself says how it stands, and opens on what came of it", async () => {
  const { page, drawn } = await message(gallery.task);
  const task = drawn.getByRole("region", { name: "Task: Close the account" });
  expect(await task.getByRole("img").first().getAttribute("aria-label")).toBe("failed");
  await task.getByRole("button", { name: /Close the account/ }).click();
  await shown(task.getByText("Organizations refused: quota used up."));
  expect(await task.getByRole("link", { name: "Quota" }).getAttribute("href")).toBe("https://example.gov.uk/quota");
  await stage.picture(page, "task");
});

test("a plan's tasks say how each stands by a shape and a word, with their details and sources", async () => {
  const { page, drawn } = await message(gallery.plan);
  await drawn.getByRole("button", { name: /account close/ }).click();
  const marks = drawn.getByRole("listitem").getByRole("img");
  expect(await marks.evaluateAll((each: { ariaLabel: string }[]) => each.map(({ ariaLabel }) => ariaLabel))).toEqual([
    "done",
    "failed",
    "in progress",
    "pending",
  ]);
  await shown(drawn.getByText("Details of error."));
  expect(await drawn.getByRole("link", { name: "Source of pending" }).getAttribute("href")).toBe(
    "https://example.gov.uk/pending",
  );
  await stage.picture(page, "plan-of-each");
  for (const theme of ["light", "dark"] as const) {
    await inThe(theme, page);
    expect(await obstaclesIn(page, "article")).toEqual([]);
  }
});

test("a table's columns are aligned and wrapped as set, and its words stay as they were sent", async () => {
  const { page, drawn } = await message(gallery.table);
  await stage.picture(page, "table");
  const cells = drawn.getByRole("cell");
  expect(await cells.allInnerTexts()).toEqual(["pool-001, which has a long name", "12.50 USD", "*Available*"]);
  const styleOf = (index: number, property: string) =>
    cells.nth(index).evaluate((cell, name) => {
      const { getComputedStyle } = globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> };
      return getComputedStyle(cell)[name];
    }, property);
  expect(await styleOf(0, "whiteSpace")).toBe("normal");
  expect(await styleOf(1, "whiteSpace")).toBe("nowrap");
  expect(await styleOf(1, "textAlign")).toBe("right");
  expect(await styleOf(2, "textAlign")).toBe("center");
  await shown(drawn.getByRole("link", { name: "pool-001, which has a long name" }));
});

test("a message's text names what it links to, and nothing but a few emoji is large", async () => {
  const page = await stage.open("U0USER1");
  const say = (text: string) => slack.chat.postMessage({ channel: "C0GENERAL", text });
  await say(":tada: :wave::skin-tone-4: :flag-gb:");
  await say("Done :tada:, says <!subteam^S1|@ops> to @here and :no_such_emoji:\n&gt;&gt;&gt; quoted\nto the end");
  const large = page.getByRole("article").filter({ hasText: "👋🏽" }).locator(".jumbo");
  await shown(large);
  expect(await large.getByRole("img").count()).toBe(3);
  const plain = page.getByRole("article").filter({ hasText: "Done" });
  expect(await plain.locator(".mrkdwn").textContent()).toBe(
    "Done 🎉, says @ops to @here and :no_such_emoji:quoted\nto the end",
  );
  expect(await plain.locator(".mention").allInnerTexts()).toEqual(["@ops"]);
  expect(await plain.locator(".jumbo").count()).toBe(0);
});

test("names that merely stand in a block's text become mentions, unless it is verbatim", async () => {
  const text = "@here: see #general, not #nowhere";
  const { drawn } = await message([
    { type: "section", text: { type: "mrkdwn", text } },
    { type: "section", text: { type: "mrkdwn", text, verbatim: true } },
  ]);
  expect(await drawn.locator(".mention").allInnerTexts()).toEqual(["@here", "#general"]);
  expect(await drawn.locator(".section").allInnerTexts()).toEqual([text, text]);
});

describe("a data table", () => {
  const rowsOf = (page: Page) => page.getByRole("table", { name: "Leases" }).getByRole("rowheader").allInnerTexts();

  test("turns its pages, five rows each unless the app says otherwise", async () => {
    const { page, drawn } = await message(gallery.dataTable);
    await stage.picture(page, "data-table");
    expect(await rowsOf(page)).toEqual(["lease-001", "lease-002", "lease-003", "lease-004", "lease-005"]);
    await shown(drawn.getByRole("status").filter({ hasText: "1–5 of 200" }));
    expect(await drawn.getByRole("button", { name: "Previous page of Leases" }).isDisabled()).toBe(true);
    await drawn.getByRole("button", { name: "Next page of Leases" }).click();
    expect((await rowsOf(page))[0]).toBe("lease-006");
    expect(await drawn.getByRole("link", { name: "pool-6" }).getAttribute("href")).toBe("https://example.gov.uk/6");
    expect(await drawn.textContent()).toContain("User Two *not bold*");
  });

  test("sorts numbers by size, up, down and back", async () => {
    const { page, drawn } = await message([leaseTable(20, 3)]);
    const spent = drawn.getByRole("columnheader", { name: "Spent" });
    await spent.getByRole("button").click();
    expect(await spent.getAttribute("aria-sort")).toBe("ascending");
    expect(await rowsOf(page)).toEqual(["lease-001", "lease-020", "lease-012"]);
    await spent.getByRole("button").click();
    expect(await spent.getAttribute("aria-sort")).toBe("descending");
    expect((await rowsOf(page))[0]).toBe("lease-009");
    await spent.getByRole("button").click();
    expect(await rowsOf(page)).toEqual(["lease-001", "lease-002", "lease-003"]);
  });

  test("shows the rows that hold what is typed, and says when there are none", async () => {
    const { page, drawn } = await message([leaseTable(200, 100)]);
    expect(await rowsOf(page)).toHaveLength(100);
    await stage.picture(page, "data-table-long");
    const filter = drawn.getByRole("searchbox", { name: "Filter Leases" });
    await filter.fill("POOL-10");
    expect(await rowsOf(page)).toEqual([
      "lease-010",
      ...Array.from({ length: 10 }, (_, index) => `lease-${100 + index}`),
    ]);
    await filter.fill("nobody");
    await shown(drawn.getByText("No row fits"));
    expect(await rowsOf(page)).toEqual([]);
  });
});

test.each(["pie", "bar", "area", "line"] as const)(
  "a %s chart has a name and a table beside its picture",
  async (kind) => {
    const { page, drawn } = await message([chart(kind)]);
    const drawing = drawn.getByRole("img", { name: new RegExp(`${kind} chart: Spend as a ${kind}`, "i") });
    await shown(drawing);
    await stage.picture(page, `chart-${kind}`);
    await drawn.getByRole("button", { name: "View as table" }).click();
    expect(await obstaclesIn(page, "article")).toEqual([]);
    const numbers = (await drawn.getByRole("cell").allInnerTexts()).join(" ");
    for (const value of kind === "pie" ? [60, 30, 10] : [12, 30, 21, 8, 14, 35])
      expect(numbers).toContain(String(value));
  },
);

test("alerts have a shape and a word for each level", async () => {
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

test.each(["light", "dark"] as const)(
  "the page as the system would have it, here %s, stands in nobody's way",
  async (theme) => {
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

describe.each(["light", "dark"] as const)("in the %s", (theme) => {
  test.each(Object.keys(gallery) as (keyof typeof gallery)[])(
    "nothing about %s stands in anybody's way",
    async (name) => {
      const { page } = await message(gallery[name]);
      await inThe(theme, page);
      if (theme === "dark") await stage.picture(page, `${name}-dark`);
      expect(await obstaclesIn(page, "article")).toEqual([]);
    },
  );
});
