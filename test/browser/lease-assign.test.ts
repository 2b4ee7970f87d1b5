import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cardOf, type HouseStage, messagesWith, setHouseStage } from "./house-stage.ts";
import { shown, type } from "./visits.ts";

let stage: HouseStage;
beforeAll(async () => {
  stage = await setHouseStage();
});
afterEach(async () => expect(await stage.end()).toEqual([]));
afterAll(() => stage?.close());

/** A lease takes some seconds at this speed. */
const leaseMs = 30_000;

test("a person types the command, watches the card to its end, and finds how to enter in their own messages", async () => {
  const [page, colleague] = [await stage.open("U0USER1"), await stage.open("U0USER2")];
  await type(colleague, "@user1 can you get us a place to try the chatbot on real questions?");
  await shown(messagesWith(page, "@User One can you get us"));
  await type(page, "/isb lease assign council-chatbot");
  const card = cardOf(page, "User One", "Lease council-chatbot");
  await shown(card);
  await stage.picture(page, "1-card-begins");
  expect(await card.getAttribute("aria-expanded")).toBe("false");
  await card.click();

  const titles: string[] = [];
  await expect
    .poll(
      async () => {
        const title = (await card.textContent()) ?? "";
        if (title !== titles.at(-1)) titles.push(title);
        return title;
      },
      { timeout: leaseMs, interval: 100 },
    )
    .toMatch(/done in/);
  const steps = titles.flatMap((title) => title.match(/step (\d) of \d/)?.[1] ?? []).map(Number);
  expect(new Set(steps).size).toBeGreaterThan(1);
  expect(steps).toEqual([...steps].sort());

  expect(await card.getAttribute("aria-expanded")).toBe("true");
  const plan = page.getByRole("region", { name: /^Plan: Lease council-chatbot/ });
  const done = plan.getByRole("listitem").getByRole("img", { name: "done" });
  expect([await plan.getByRole("listitem").count(), await done.count()]).toEqual([6, 6]);
  await stage.picture(page, "1-card-done");
  expect(await colleague.getByRole("main").textContent()).not.toMatch(/\b1000000000\d\d\b/);

  await messagesWith(page, "Lease council-chatbot")
    .getByRole("link", { name: /1 reply/ })
    .click();
  const thread = page.getByRole("complementary", { name: "Thread" });
  await shown(
    thread.getByText("@User One Lease council-chatbot is ready. How to enter it is in your direct messages."),
  );
  await thread.getByRole("button", { name: "Close thread" }).click();
  await thread.waitFor({ state: "detached" });

  await page.getByRole("button", { name: /^Details/ }).click();
  const details = messagesWith(page, "Asked at");
  await shown(details.getByText("Only visible to you"));
  await stage.picture(page, "1-details");

  await page.getByRole("link", { name: /isb.*for you/ }).click();
  const handover = messagesWith(page, "Your sandbox council-chatbot is ready.");
  await shown(handover);
  expect(await handover.textContent()).toMatch(/\b1000000000\d\d\b/);
  expect(await handover.locator("pre").textContent()).toMatch(/^\[profile /m);
  const link = handover.getByRole("link", { name: "Open the AWS console" });
  expect(await link.getAttribute("href")).toMatch(/^https:\/\/d-estate\.awsapps\.com\/start\//);
  await stage.picture(page, "1-handover");
});

test("without a template the form opens, searches as one types, and starts the same job", async () => {
  stage.house.fault({ service: "identitystore", kind: "slow", times: 1, delayMs: 45_000 });
  const page = await stage.open("U0USER3");
  await type(page, "/isb lease assign");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form.getByText("Getting the form ready."));
  await stage.picture(page, "2-loading");

  const template = form.getByRole("combobox", { name: "Template" });
  await shown(template);
  await expect.poll(() => template.and(page.locator(":focus")).count()).toBe(1);
  await template.pressSequentially("chat");
  await expect.poll(() => form.getByRole("option").count()).toBe(1);
  expect(await form.getByRole("option").textContent()).toBe("council-chatbot$50.00, 2 days, no approval needed");
  await stage.picture(page, "2-search");
  await template.press("Enter");
  expect(await template.inputValue()).toBe("council-chatbot");
  await form.getByRole("textbox", { name: "Comment" }).fill("Trying <!channel> *answers* about bins & parking");
  await stage.picture(page, "2-filled");
  await form.getByRole("button", { name: "Ask for it" }).click();
  await form.waitFor({ state: "detached" });

  const card = cardOf(page, "User Three", "Lease council-chatbot");
  await expect.poll(() => card.textContent(), { timeout: leaseMs }).toMatch(/done in/);
  await type(page, "/isb lease list");
  const list = messagesWith(page, "Your leases");
  await shown(list);
  const short = await list.getByRole("cell").first().textContent();
  await type(page, `/isb lease show ${short}`);
  await shown(messagesWith(page, "Trying <!channel> *answers* about bins & parking"));
  await stage.picture(page, "2-lease");
});

test("a form that is not right says so at the field and keeps what was typed", async () => {
  const page = await stage.open("U0USER3");
  await type(page, "/isb assign --comment 'for the open data day'");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  const comment = form.getByRole("textbox", { name: "Comment" });
  await shown(comment);
  expect(await comment.inputValue()).toBe("for the open data day");
  await comment.fill(`${"because ".repeat(113)}`);
  await form.getByRole("button", { name: "Ask for it" }).click();
  const [atTemplate, atComment] = [
    form.locator("[data-block-id='arg:template']"),
    form.locator("[data-block-id='arg:comment']"),
  ];
  await shown(atTemplate.getByText("Please complete this required field."));
  await shown(atComment.getByText("Please shorten this text to 900 characters or less."));
  expect(await comment.inputValue()).toHaveLength(904);
  await stage.picture(page, "3-errors");
  await comment.fill("for the open data day");
  await form.getByRole("combobox", { name: "Template" }).click();
  await form.getByRole("option", { name: /empty-sandbox/ }).click();
  await form.getByRole("button", { name: "Ask for it" }).click();
  await form.waitFor({ state: "detached" });
  await expect
    .poll(() => cardOf(page, "User Three", "Lease empty-sandbox").textContent(), { timeout: leaseMs })
    .toMatch(/done in/);
});

test("a manager pages through everybody's leases in a private table", async () => {
  const { leases } = stage.house.world.state.isb;
  const [first] = leases;
  if (!first) throw new Error("the estate holds no lease");
  for (let n = leases.length; n <= 12; n += 1) {
    leases.push({ ...structuredClone(first), uuid: `${String(n).padStart(8, "0")}${first.uuid.slice(8)}` });
  }
  const page = await stage.open("U0MANAGER1", "C0ISBOPS");
  await type(page, "/isb lease list --all");
  const list = messagesWith(page, "All leases");
  await shown(list.getByText("Only visible to you"));
  expect(await list.getByRole("columnheader").allInnerTexts()).toEqual([
    "Lease",
    "Template",
    "For",
    "State",
    "Account",
    "Ends",
    "Spent",
  ]);
  expect(await list.getByRole("row").count()).toBe(11);
  await stage.picture(page, "4-list");
  await list.getByRole("button", { name: /^Next/ }).click();
  await expect.poll(() => list.textContent()).toContain("page 2");
  expect(await list.getByRole("row").count()).toBeLessThan(11);
  await shown(list.getByRole("button", { name: /^Previous/ }));
  await stage.picture(page, "4-page-2");
  await list.getByRole("button", { name: /^Previous/ }).click();
  await expect.poll(() => list.getByRole("row").count()).toBe(11);
  await list.getByRole("button", { name: /^Refresh/ }).click();
  await page.setViewportSize({ width: 390, height: 780 });
  await stage.picture(page, "4-narrow");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
});

test("the bare command answers with a private menu whose button opens the form", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb");
  const menu = messagesWith(page, "this is what you can do");
  await shown(menu.getByText("Only visible to you"));
  expect(await menu.textContent()).not.toMatch(/Approve or deny|--all/);
  await stage.picture(page, "5-menu");
  await menu.getByRole("button", { name: "Open form: lease assign" }).click();
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form.getByRole("combobox", { name: "Template" }));
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
});

test("two people: one asks for what needs approval, the other approves, and the first one's card goes on", async () => {
  const [asker, manager] = [await stage.open("U0USER2"), await stage.open("U0MANAGER1", "C0ISBOPS")];
  // A page behind another is painted once a second: whoever acts comes to the front.
  await asker.bringToFront();
  await type(asker, "/isb lease assign data-lab --comment 'census data'");
  const card = cardOf(asker, "User Two", "Lease data-lab");
  await expect.poll(() => card.textContent(), { timeout: leaseMs }).toMatch(/waiting for a person/);
  await card.click();
  await stage.picture(asker, "6-waiting");

  await manager.bringToFront();
  const request = messagesWith(manager, "Lease data-lab for @User Two waits for approval.");
  await shown(request);
  await stage.picture(manager, "6-asked");
  const [words] = (await request.textContent())?.match(/\/isb lease review \w{8} approve/) ?? [];
  await type(manager, words ?? "no command was named");
  await shown(messagesWith(manager, "Approved: data-lab for user2@example.gov.uk"));
  await shown(messagesWith(manager, "is decided: approved by manager1@example.gov.uk"));
  await stage.picture(manager, "6-approved");
  await asker.bringToFront();
  await expect.poll(() => card.textContent(), { timeout: leaseMs }).toMatch(/done in/);
  await shown(asker.getByRole("region", { name: /^Plan: Lease data-lab/ }).getByText("Wait for approval"));
  await stage.picture(asker, "6-done");
});

test("a wrong word is answered privately with what was meant", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb leese list");
  const answer = messagesWith(page, "Did you mean /isb lease list?");
  await shown(answer.getByText("Only visible to you"));
  await stage.picture(page, "7-did-you-mean");
  const other = await stage.open("U0USER2");
  expect(await other.getByText("leese").count()).toBe(0);
});
