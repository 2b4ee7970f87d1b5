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

test("a person cancels a job that waits: Slack asks first, everybody sees by whom, the details say what stays behind", async () => {
  const [page, colleague] = [await stage.open("U0USER2"), await stage.open("U0USER3")];
  // A page behind another is painted once a second: whoever acts comes to the front.
  await page.bringToFront();
  await type(page, "/isb lease assign data-lab");
  const card = cardOf(page, "User Two", "Lease data-lab");
  await expect.poll(() => card.textContent(), { timeout: leaseMs }).toMatch(/waiting for a person/);
  await card.click();
  await stage.picture(page, "8-under-way");

  const cancel = page.getByRole("button", { name: /^Cancel: job cancel/ });
  await cancel.click();
  const question = page.getByRole("dialog", { name: "Cancel this job?" });
  await shown(question.getByText("What is done by then stays done"));
  await stage.picture(page, "8-asks-first");
  await question.getByRole("button", { name: "Let it go on" }).click();
  await question.waitFor({ state: "detached" });
  expect(await card.textContent()).toMatch(/waiting for a person/);

  await cancel.click();
  await question.getByRole("button", { name: "Cancel the job" }).click();
  await shown(messagesWith(page, "It ends at its next safe step").getByText("Only visible to you"));
  await expect.poll(() => card.textContent(), { timeout: leaseMs }).toMatch(/cancelled by User Two/);
  await expect.poll(() => cancel.count()).toBe(0);
  await shown(messagesWith(colleague, "Lease data-lab").getByText("Cancelled by @User Two"));
  await stage.picture(page, "8-cancelled");

  await page
    .getByRole("button", { name: /^Details: job show/ })
    .last()
    .click();
  const details = messagesWith(page, "What stays behind");
  await shown(details);
  await details.scrollIntoViewIfNeeded();
  await stage.picture(page, "8-details");
  await page.getByRole("link", { name: /^isb(?!-).*for you/ }).click();
  await shown(messagesWith(page, "What stays behind"));
  await stage.picture(page, "8-stays-behind");
});

test("a job that failed has a button by which it goes on, and the same card goes to its end", async () => {
  await stage.house.control("isb", "/config", { maxLeasesPerUser: 1 });
  const page = await stage.open("U0USER1");
  await type(page, "/isb lease assign empty-sandbox");
  const card = cardOf(page, "User One", "Lease empty-sandbox");
  await expect.poll(() => card.textContent(), { timeout: leaseMs }).toMatch(/done in/);
  await type(page, "/isb lease assign council-chatbot");
  const second = cardOf(page, "User One", "Lease council-chatbot");
  await expect.poll(() => second.textContent(), { timeout: leaseMs }).toMatch(/failed: check the person/);
  await second.click();
  await stage.picture(page, "9-failed");
  await stage.house.control("isb", "/config", { maxLeasesPerUser: 3 });
  await page.getByRole("button", { name: /^Retry: job retry/ }).click();
  await page.getByRole("dialog", { name: "Let this job go on?" }).getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => second.textContent(), { timeout: leaseMs }).toMatch(/done in/);
  await shown(messagesWith(page, "Lease council-chatbot").getByText("Went on at the word of @User One"));
  await stage.picture(page, "9-went-on");
});

test("a dry run says in its thread what would be done; the list tells it from the rest", async () => {
  const page = await stage.open("U0USER3");
  await type(page, "/isb lease assign data-lab --dry-run");
  const card = cardOf(page, "User Three", "Dry run: Lease data-lab");
  await expect.poll(() => card.textContent(), { timeout: leaseMs }).toMatch(/nothing was changed/);
  await card.click();
  await messagesWith(page, "Dry run: Lease data-lab")
    .getByRole("link", { name: /1 reply/ })
    .click();
  const thread = page.getByRole("complementary", { name: "Thread" });
  await shown(thread.getByText("nothing was changed. It would:"));
  await stage.picture(page, "10-dry-run");
  await thread.getByRole("button", { name: "Close thread" }).click();
  await type(page, "/isb job list");
  await shown(messagesWith(page, "Your jobs").getByText("Dry run: Lease data-lab"));
  await stage.picture(page, "10-list");
  await type(page, "/isb job list --state cancelled");
  await shown(messagesWith(page, "Without --state cancelled the list shows all of yours."));
  await type(page, "/isb job cancel");
  await shown(page.getByRole("dialog", { name: "Cancel a job" }).getByRole("combobox", { name: "Job" }));
  await stage.picture(page, "10-form");
});
