import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { obstaclesIn } from "./axe.ts";
import { option } from "./samples/elements.ts";
import type { Told } from "./samples/forms.ts";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await setStage();
});
beforeEach(async () => {
  stage.app.forms.told.length = 0;
  page = await stage.open("U0USER1");
  await page.context().route("https://example.gov.uk/**", (route) => route.fulfill({ body: "elsewhere" }));
  await type(page, "/forms pressed");
  await shown(page.getByRole("button", { name: "Deny the request of User One" }));
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

const told = (actionId: string) =>
  stage.app.forms.told.filter((each) => each.actions?.[0]?.action_id === actionId).map((each) => each.actions?.[0]);
const toldLast = (actionId: string) => expect.poll(() => told(actionId).at(-1));

test("button: a confirm asks first, and a no changes nothing", async () => {
  const deny = page.getByRole("button", { name: "Deny the request of User One" });
  await deny.click();
  const question = page.getByRole("dialog", { name: "Deny this request?" });
  await shown(question);
  await stage.picture(page, "confirm");
  await expect.poll(() => page.locator(":focus").textContent()).toBe("Go back");
  await page.keyboard.press("Enter");
  await question.waitFor({ state: "detached" });
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("Deny the request of User One");
  await deny.press("Enter");
  await question.getByRole("button", { name: "Deny it" }).click();
  await toldLast("deny").toMatchObject({ type: "button", block_id: "row", value: "handle-1" });
  expect(told("deny")).toHaveLength(1);
});

test("button: one with a link opens it and tells the app", async () => {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Docs" }).click();
  expect((await opened).url()).toBe("https://example.gov.uk/docs");
  await (await opened).close();
  await toldLast("docs").toMatchObject({ type: "button", url: "https://example.gov.uk/docs" });
});

test("overflow: by keyboard, and an option with a link opens it", async () => {
  const dots = page.getByRole("button", { name: "More actions" }).last();
  await dots.press("Enter");
  await shown(page.getByRole("menuitem", { name: "Freeze" }));
  await page.keyboard.press("ArrowDown");
  await stage.picture(page, "overflow");
  await page.keyboard.press("Enter");
  await toldLast("more").toMatchObject({ selected_option: option("Terminate") });
  await dots.click();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("More actions");
  await dots.click();
  const opened = page.waitForEvent("popup");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  expect((await opened).url()).toBe("https://example.gov.uk/guide");
  await (await opened).close();
  await toldLast("more").toMatchObject({ selected_option: { value: "guide" } });
});

test("workflow_button, icon_button and feedback_buttons say which they are; an icon for others is not there", async () => {
  await page.getByRole("button", { name: "Start" }).click();
  await toldLast("flow").toMatchObject({ type: "workflow_button", text: { text: "Start" } });
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await toldLast("bin").toMatchObject({ type: "icon_button", icon: "trash", value: "d" });
  expect(await page.getByRole("button", { name: "Delete for all" }).count()).toBe(0);
  await page.getByRole("button", { name: "This helped" }).click();
  await toldLast("rate").toMatchObject({ type: "feedback_buttons", value: "good", text: { text: "Good" } });
  await expect.poll(() => page.getByRole("button", { name: "This helped" }).getAttribute("aria-pressed")).toBe("true");
  await page.getByRole("button", { name: "Bad" }).click();
  await toldLast("rate").toMatchObject({ value: "bad" });
  await stage.picture(page, "pressed");
  expect(await obstaclesIn(page, "article")).toEqual([]);
});

test("what was chosen before goes along with the next click", async () => {
  await page.getByRole("combobox", { name: "Size" }).click();
  await page.getByRole("option", { name: "Large" }).click();
  await toldLast("size").toMatchObject({ selected_option: option("Large") });
  await page.getByRole("combobox", { name: "Select a date" }).click();
  await page.keyboard.press("Enter");
  await toldLast("until").toMatchObject({ selected_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  const last = stage.app.forms.told.at(-1) as { state?: { values: Told["view"] } };
  expect(last.state?.values).toMatchObject({ row: { size: { selected_option: option("Large") } } });
});
