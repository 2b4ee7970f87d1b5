import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

const heardOf = async (id: string) => {
  await expect.poll(() => stage.app.heard.some((each) => each.action_id === id)).toBe(true);
  return stage.app.heard.find((each) => each.action_id === id);
};

test("buttons, menus and pickers tell the app what was chosen; a confirm asks first", async () => {
  const page = await stage.open("U0MANAGER1");
  await type(page, "/isb show");
  await page.getByRole("button", { name: "Deny the request of User One" }).click();
  const question = page.getByRole("dialog", { name: "Deny this request?" });
  await shown(question);
  await stage.picture(page, "confirm");
  await question.getByRole("button", { name: "Go back" }).click();
  await page.getByRole("button", { name: "Deny the request of User One" }).click();
  await question.getByRole("button", { name: "Deny it" }).click();
  expect(await heardOf("deny")).toMatchObject({ type: "button", block_id: "buttons", by: "U0MANAGER1" });
  expect(stage.app.heard.filter((each) => each.action_id === "deny")).toHaveLength(1);

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Terminate" }).click();
  expect(await heardOf("more")).toMatchObject({ selected_option: { value: "terminate" } });

  await page.getByRole("combobox", { name: "Size" }).click();
  await page.getByRole("option", { name: "Large" }).click();
  expect(await heardOf("size")).toMatchObject({ selected_option: { value: "large" } });

  const person = page.getByRole("combobox", { name: "Person" });
  await person.click();
  await person.pressSequentially("user t");
  await person.press("ArrowDown");
  await person.press("Enter");
  expect(await heardOf("person")).toMatchObject({ selected_user: "U0USER3" });

  await page.locator("input[type=date]").fill("2026-12-24");
  expect(await heardOf("until")).toMatchObject({ selected_date: "2026-12-24" });
  await page.getByRole("radio", { name: /Fast/ }).check();
  expect(await heardOf("speed")).toMatchObject({ selected_option: { value: "fast" } });
  await page.getByRole("checkbox", { name: "Alarms" }).check();
  expect(await heardOf("extras")).toMatchObject({ selected_options: [{ value: "alarms" }] });
  await stage.picture(page, "elements");

  await page.getByRole("button", { name: "Approve" }).click();
  const replies = page.getByRole("link", { name: /1 reply/ });
  await replies.click();
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("Approved."));
});
