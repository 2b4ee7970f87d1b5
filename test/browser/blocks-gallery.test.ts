import { expect } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { test } from "./blocks-stage.ts";
import { gallery } from "./sample-gallery.ts";
import { shown } from "./visits.ts";

test("rich text names people, groups and workspaces, counts on, and fills dates", async ({ stage, message }) => {
  const { page, drawn } = await message(gallery.richText);
  await stage.picture(page, "rich-text");
  expect(await drawn.textContent()).toContain(
    "bold gone 👋🏼🧑‍🚀@User Two @S0OPS @Estate @here #general #F405B3 until 2026-11-21 at 9:30 AM",
  );
  expect(await drawn.getByText("5.").count()).toBe(1);
  expect(await drawn.locator("pre").textContent()).toBe("aws s3 ls\n  --profile sandbox");
  expect(await drawn.locator("blockquote").textContent()).toBe("quoted");
});

test("Markdown has headings, tables, task lists and code, and its pictures are links", async ({ stage, message }) => {
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

test("headers have levels, long sections are shortened, and pictures from outside are told in words", async ({
  stage,
  message,
}) => {
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

test("a picture of this workspace is shown", async ({ stage, message }) => {
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

test("cards tell the app which button was pressed, alone and in a carousel", async ({ stage, message, heardOf }) => {
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

test("a container folds by its head, and what stands inside can be pressed", async ({ stage, message, heardOf }) => {
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

test("a video shows its still, its title and where it is from, and plays elsewhere", async ({ stage, message }) => {
  const { page, drawn } = await message(gallery.media);
  await stage.picture(page, "media");
  expect(await drawn.textContent()).toContain("Videos · The team");
  const play = drawn.getByRole("link", { name: /Play Getting a sandbox/ });
  expect(await play.getAttribute("href")).toBe("https://videos.example.gov.uk/watch/1");
});

test("a remote file shows what the app calls it", async ({ stage, message }) => {
  const { page, drawn } = await message(gallery.file);
  await stage.picture(page, "remote-file");
  await shown(drawn.getByText("report-2026-11 Remote file"));
});

test("feedback and icon buttons tell the app; an icon for some is shown to them alone", async ({
  stage,
  message,
  heardOf,
}) => {
  const { page, drawn } = await message(gallery.answers);
  await stage.picture(page, "answers");
  expect(await drawn.getByRole("button", { name: /Delete/ }).count()).toBe(1);
  await drawn.getByRole("button", { name: "It was of use" }).click();
  expect(await heardOf("useful")).toMatchObject({ value: "yes" });
  const other = await stage.open("U0USER2");
  await expect.poll(() => other.getByRole("button", { name: /Delete/ }).count()).toBe(2);
});

test("a task by itself says how it stands, and opens on what came of it", async ({ stage, message }) => {
  const { page, drawn } = await message(gallery.task);
  const task = drawn.getByRole("region", { name: "Task: Close the account" });
  expect(await task.getByRole("img").first().getAttribute("aria-label")).toBe("failed");
  await task.getByRole("button", { name: /Close the account/ }).click();
  await shown(task.getByText("Organizations refused: quota used up."));
  expect(await task.getByRole("link", { name: "Quota" }).getAttribute("href")).toBe("https://example.gov.uk/quota");
  await stage.picture(page, "task");
});

test("a plan's tasks say how each stands by a shape and a word, with their details and sources", async ({
  stage,
  message,
}) => {
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
