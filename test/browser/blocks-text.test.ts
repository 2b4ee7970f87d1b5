import { expect } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { test } from "./blocks-stage.ts";
import { shown } from "./visits.ts";

test("an attachment shows its author, title, fields, picture and foot; its fallback only when it has nothing else", async ({
  stage,
  slack,
}) => {
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

test("a message's text names what it links to, and nothing but a few emoji is large", async ({ stage, slack }) => {
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

test("names that merely stand in a block's text become mentions, unless it is verbatim", async ({ message }) => {
  const text = "@here: see #general, not #nowhere";
  const { drawn } = await message([
    { type: "section", text: { type: "mrkdwn", text } },
    { type: "section", text: { type: "mrkdwn", text, verbatim: true } },
  ]);
  expect(await drawn.locator(".mention").allInnerTexts()).toEqual(["@here", "#general"]);
  expect(await drawn.locator(".section").allInnerTexts()).toEqual([text, text]);
});
