import { expect } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { test } from "./forms-stage.ts";
import { shown, type } from "./visits.ts";

const trouble = "We had some trouble connecting. Try again?";

test("a form searches as you type, shows errors under fields, and gives the focus back", async ({
  stage,
  page,
  forms,
}) => {
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
  await expect.poll(() => forms.focused().getAttribute("aria-label")).toBe("Message #general");
});

test("what is wrong stands under its field, is said with it, has the focus, and goes when it is put right", async ({
  stage,
  page,
  forms,
}) => {
  const form = await forms.open("errors", "The form errors");
  const name = form.getByRole("textbox", { name: "Name" });
  const days = form.getByRole("textbox", { name: "number input" });
  await days.fill("31");
  await forms.send(form);
  await shown(form.getByText("Please complete this required field."));
  expect(await forms.described(name)).toContain("Please complete this required field.");
  expect(await forms.described(days)).toBe("Please enter 30 or less. From 0.5 to 30.");
  expect(await name.getAttribute("aria-required")).toBe("true");
  await forms.hasFocus(name);
  expect(forms.told("view_submission")).toEqual([]);

  await days.fill("3");
  await expect.poll(() => days.getAttribute("aria-invalid")).toBeNull();
  await name.fill("wrong");
  await forms.send(form);
  await shown(form.getByText("That name is taken."));
  expect(await forms.described(days)).toBe("Too many days. From 0.5 to 30.");
  await forms.hasFocus(name);
  for (const theme of ["light", "dark"] as const) {
    await inThe(theme, page);
    await stage.picture(page, `form-errors-${theme}`);
    expect(await obstaclesIn(page, "dialog")).toEqual([]);
  }
  await inThe("light", page);
  await name.fill("right");
  await name.press("Enter");
  await form.waitFor({ state: "detached" });
});

test("a form whose sending came to nothing stays, says so in Slack's words, and why", async ({
  stage,
  page,
  forms,
}) => {
  const form = await forms.open("errors", "The form errors");
  const name = form.getByRole("textbox", { name: "Name" });
  await form.getByRole("textbox", { name: "number input" }).fill("3");
  await name.fill("elsewhere");
  await forms.send(form);
  await shown(form.getByRole("alert").getByText(trouble));
  await shown(form.getByText("errors for blocks that are no inputs of this view"));

  await name.fill("silent");
  await forms.send(form);
  const button = form.getByRole("button", { name: "Send" });
  await expect.poll(() => button.getAttribute("aria-busy")).toBe("true");
  expect(await form.getByRole("alert").count()).toBe(0);
  await button.click({ force: true });
  await shown(form.getByText("The app did not answer within 3 seconds."));
  expect(forms.told("view_submission")).toHaveLength(2);
  await stage.picture(page, "form-no-answer");
  expect(await obstaclesIn(page, "dialog")).toEqual([]);
  await name.fill("better");
  await forms.send(form);
  await form.waitFor({ state: "detached" });
});

test("a field tells the app on Enter where it is to, without sending the form; a button takes all that is filled in along", async ({
  forms,
}) => {
  const form = await forms.open("dispatch", "The form dispatch");
  const field = form.getByRole("textbox", { name: "On Enter" });
  await shown(form.getByText("Press Enter to submit"));
  await field.fill("first");
  await field.press("Enter");
  await expect.poll(() => forms.told("block_actions").length).toBe(1);
  expect(forms.told("block_actions")[0]?.actions).toMatchObject([{ block_id: "on-enter", value: "first" }]);
  await field.fill("second");
  await form.getByRole("button", { name: "Check" }).click();
  await expect.poll(() => forms.told("block_actions").length).toBe(2);
  expect(forms.told("block_actions")[1]?.view?.state.values).toMatchObject({
    "on-enter": { plain_text_input: { value: "second" } },
  });
  expect(forms.told("view_submission")).toEqual([]);
});
