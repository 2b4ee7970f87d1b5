import { expect } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { test } from "./forms-stage.ts";
import { inputBlock, line, option } from "./samples/forms.ts";
import { shown } from "./visits.ts";

const trouble = "We had some trouble connecting. Try again?";

test("windows stack up to three; Cancel and Escape close the top one, the × all of them", async ({ page, forms }) => {
  const first = await forms.open("stack", "The form stack");
  await first.getByRole("textbox", { name: "Step" }).fill("push");
  await forms.send(first);
  const second = page.getByRole("dialog", { name: "One further" });
  await shown(second);
  await second.getByRole("textbox", { name: "Step" }).fill("push");
  await forms.send(second);
  // Those under it are there still, and not seen.
  await expect.poll(() => page.locator("dialog").count()).toBe(3);
  const third = second.last();
  await third.getByRole("textbox", { name: "Step" }).fill("push");
  await forms.send(third);
  await shown(third.getByRole("alert").getByText(trouble));
  await shown(third.getByText("The app pushed a fourth view; a stack holds three."));

  await third.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => page.locator("dialog").count()).toBe(2);
  expect(forms.told("view_closed")).toMatchObject([{ view: { callback_id: "forms-stack" }, is_cleared: false }]);
  await expect.poll(() => forms.focused().count()).toBe(1);
  await page.keyboard.press("Escape");
  await second.waitFor({ state: "detached" });
  expect(await first.getByRole("textbox", { name: "Step" }).inputValue()).toBe("push");

  await forms.send(first);
  await shown(second);
  await second.getByRole("button", { name: "Close" }).click();
  await second.waitFor({ state: "detached" });
  await first.waitFor({ state: "detached" });
  expect(forms.told("view_closed").at(-1)).toMatchObject({ is_cleared: true });
  await expect.poll(() => forms.focused().getAttribute("aria-label")).toBe("Message #general");
});

test("an answer puts another view in the place of this one, or clears them all", async ({ page, forms }) => {
  const form = await forms.open("stack", "The form stack");
  await form.getByRole("textbox", { name: "Step" }).fill("update");
  await forms.send(form);
  const other = page.getByRole("dialog", { name: "Another one" });
  await shown(other);
  expect(await page.getByRole("dialog").count()).toBe(1);
  expect(await other.getByRole("textbox", { name: "Step" }).inputValue()).toBe("update");
  await other.getByRole("textbox", { name: "Step" }).fill("push");
  await forms.send(other);
  const second = page.getByRole("dialog", { name: "One further" });
  await shown(second);
  await second.getByRole("textbox", { name: "Step" }).fill("clear");
  await forms.send(second);
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
});

test("a window that was loading gets its fields; what is typed outlives an update where the block stays", async ({
  stage,
  page,
  forms,
}) => {
  const form = await forms.open("loading", "The form loading");
  await shown(form.getByText("Loading…"));
  await stage.picture(page, "form-loading");
  await stage.app.forms.fill([line("Name"), line("Reason"), inputBlock("static_select", { dispatch_action: false })]);
  const name = form.getByRole("textbox", { name: "Name" });
  await forms.hasFocus(name);
  await name.pressSequentially("half a na");
  await form.getByRole("textbox", { name: "Reason" }).fill("because");
  await form.getByRole("combobox", { name: "static select" }).click();
  await form.getByRole("option", { name: "Sandbox" }).click();

  const other = { ...line("Reason"), block_id: "another", element: { ...line("Reason").element, action_id: "other" } };
  await name.focus();
  await stage.app.forms.fill([line("Name"), other, inputBlock("static_select", { dispatch_action: false })]);
  await shown(form.locator("[data-block-id=another]"));
  await page.keyboard.type("me");
  expect(await name.inputValue()).toBe("half a name");
  expect(await form.getByRole("textbox", { name: "Reason" }).inputValue()).toBe("");
  await form.getByRole("textbox", { name: "Reason" }).fill("for good");
  await forms.send(form);
  await form.waitFor({ state: "detached" });
  expect(forms.told("view_submission")[0]?.view?.state.values).toMatchObject({
    Name: { plain_text_input: { value: "half a name" } },
    another: { other: { value: "for good" } },
    static_select: { static_select: { selected_option: option("Sandbox") } },
  });
});

test("the keyboard begins where the app says, stays in the window, and a label leads to its field", async ({
  stage,
  page,
  forms,
}) => {
  const form = await forms.open("focus", "The form focus");
  const person = form.getByRole("combobox", { name: "users select" });
  await forms.hasFocus(person);
  await form.getByText("Name", { exact: true }).click();
  await forms.hasFocus(form.getByRole("textbox", { name: "Name" }));
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    expect(await page.locator("main :focus, nav :focus").count()).toBe(0);
  }
  await person.click();
  await page.keyboard.press("Escape");
  await shown(form);
  await person.click();
  for (const theme of ["light", "dark"] as const) {
    await inThe(theme, page);
    await stage.picture(page, `select-open-${theme}`);
    expect(await obstaclesIn(page, "dialog")).toEqual([]);
  }
});
