import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

test("the display blocks show what was sent, in the reader's zone, and nothing more", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb show");
  const message = page.getByRole("article").filter({ hasText: "Escaped:" });
  await shown(message);

  const text = await message.textContent();
  expect(text).toContain("Sandbox for R&D 🚀");
  expect(text).toContain("Escaped: <!channel> & <b>.");
  expect(text).toContain("Ends 2026-11-21 at 9:30 AM.");
  expect(text).toContain("Budget\n*50 USD*");
  expect(text).toContain("council_chatbot_*x*");
  expect(await message.locator("strong").allInnerTexts()).toEqual(["Bold", "Account", "Markdown"]);
  expect(await message.locator(".mention").allInnerTexts()).toEqual(["@User Two", "#general", "@User One"]);
  expect(await message.getByRole("columnheader").allInnerTexts()).toEqual(["Template", "Budget"]);
  expect(await message.locator("pre").textContent()).toBe("[profile sandbox]\nsso_session = ndx\nregion = eu-west-2");
  expect(await message.getByRole("link", { name: "the docs" }).getAttribute("href")).toBe(
    "https://example.gov.uk/docs",
  );
  await stage.picture(page, "blocks");

  const elsewhere = await stage.open("U0USER2");
  await shown(elsewhere.getByText("Ends 2026-11-21 at 4:30 AM."));
});

test("a plan starts closed, stays open under its block id, and closes under a new one", async () => {
  const page = await stage.open("U0USER1");
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

  await stage.app.updatePlan("plan-1", 3);
  await expect.poll(() => tasks.nth(3).getByRole("img").getAttribute("aria-label")).toBe("in progress");
  expect(await head.getAttribute("aria-expanded")).toBe("true");
  await page.getByRole("link", { name: /1 reply/ }).click();
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("@User One the lease is made."));
  await stage.picture(page, "plan");

  await stage.app.updatePlan("plan-1", 3, true);
  await expect.poll(() => tasks.nth(3).first().textContent()).toContain("ISB answered 503 four times.");
  await stage.picture(page, "plan-failed");

  await stage.app.updatePlan("plan-2", 5);
  await expect.poll(() => head.first().textContent()).toContain("lease assign: done");
  expect(await head.first().getAttribute("aria-expanded")).toBe("false");
});
