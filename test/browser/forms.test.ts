import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

test("a form searches as you type, shows errors under fields, and gives the focus back", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb form");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form);

  await form.getByRole("button", { name: "Ask for it" }).click();
  await shown(form.getByText("Please complete this required field.").first());
  expect(await form.getByText("Please complete this required field.").count()).toBe(2);
  expect(await form.getByRole("combobox", { name: "Template" }).getAttribute("aria-invalid")).toBe("true");

  const template = form.getByRole("combobox", { name: "Template" });
  await template.click();
  await shown(form.getByRole("option", { name: /empty-sandbox/ }));
  await template.pressSequentially("lab");
  await expect.poll(() => form.getByRole("option").count()).toBe(1);
  await stage.picture(page, "external-select");
  await template.press("Enter");
  expect(await template.inputValue()).toBe("data-lab");

  const watchers = form.getByRole("combobox", { name: "Watchers" });
  await watchers.click();
  await form.getByRole("option", { name: "User Two" }).click();
  await form.getByRole("option", { name: "User Three" }).click();
  await page.keyboard.press("Escape");
  await shown(form.getByRole("button", { name: "Remove User Two" }));

  await form.getByRole("textbox", { name: "Days" }).fill("13");
  await form.getByRole("textbox", { name: "Comment" }).fill("again");
  await form.getByRole("button", { name: "Ask for it" }).click();
  await shown(form.getByText("Not thirteen."));
  await stage.picture(page, "form-errors");

  await form.getByRole("textbox", { name: "Days" }).fill("7");
  await form.getByRole("button", { name: "Ask for it" }).click();
  const second = page.getByRole("dialog", { name: "Once more" });
  await shown(second);
  expect(stage.app.heard.at(-1)).toMatchObject({
    template: { pick: { selected_option: { value: "data-lab" } } },
    watchers: { pick: { selected_users: ["U0USER2", "U0USER3"] } },
    days: { days: { value: "7" } },
    mail: { mail: { value: null } },
  });

  await page.keyboard.press("Escape");
  await second.waitFor({ state: "detached" });
  await shown(form);
  expect(await form.getByRole("textbox", { name: "Days" }).inputValue()).toBe("7");
  await form.getByRole("button", { name: "Cancel" }).click();
  await form.waitFor({ state: "detached" });
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("Message #general");
});
