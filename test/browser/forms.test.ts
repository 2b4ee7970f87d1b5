import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { formatted, inputBlock, line, option, type Told } from "./samples/forms.ts";
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
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

const trouble = "We had some trouble connecting. Try again?";

/** Pastes a text as a word processor would: as it looks, and plain. It runs in the page, and is text here because this side knows no DOM. */
const pasteBold = new Function(
  "text",
  `const clipboardData = new DataTransfer();
   clipboardData.setData("text/html", "<b>" + text + "</b>");
   clipboardData.setData("text/plain", text);
   const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
   document.activeElement.dispatchEvent(paste);`,
) as (text: string) => void;

/** Opens the form that `/forms` knows under this word. */
async function open(word: string, title: string): Promise<Locator> {
  await type(page, `/forms ${word}`);
  const form = page.getByRole("dialog", { name: title });
  await shown(form);
  return form;
}
const send = (form: Locator) => form.getByRole("button", { name: "Send" }).click();
const focused = () => page.locator(":focus");
const told = (kind: string): Told[] => stage.app.forms.told.filter((each) => each.type === kind);
const hasFocus = (field: Locator) =>
  expect
    .poll(() => field.evaluate((element: { matches(selector: string): boolean }) => element.matches(":focus")))
    .toBe(true);
/** What a field is described by, as a screen reader says it. */
async function described(field: Locator): Promise<string> {
  const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  return texts.map((text) => text?.trim()).join(" ");
}

test("a form searches as you type, shows errors under fields, and gives the focus back", async () => {
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
  await expect.poll(() => focused().getAttribute("aria-label")).toBe("Message #general");
});

test("what is wrong stands under its field, is said with it, has the focus, and goes when it is put right", async () => {
  const form = await open("errors", "The form errors");
  const name = form.getByRole("textbox", { name: "Name" });
  const days = form.getByRole("textbox", { name: "number input" });
  await days.fill("31");
  await send(form);
  await shown(form.getByText("Please complete this required field."));
  expect(await described(name)).toContain("Please complete this required field.");
  expect(await described(days)).toBe("Please enter 30 or less. From 0.5 to 30.");
  expect(await name.getAttribute("aria-required")).toBe("true");
  await hasFocus(name);
  expect(told("view_submission")).toEqual([]);

  await days.fill("3");
  await expect.poll(() => days.getAttribute("aria-invalid")).toBeNull();
  await name.fill("wrong");
  await send(form);
  await shown(form.getByText("That name is taken."));
  expect(await described(days)).toBe("Too many days. From 0.5 to 30.");
  await hasFocus(name);
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

test("windows stack up to three; Cancel and Escape close the top one, the × all of them", async () => {
  const first = await open("stack", "The form stack");
  await first.getByRole("textbox", { name: "Step" }).fill("push");
  await send(first);
  const second = page.getByRole("dialog", { name: "One further" });
  await shown(second);
  await second.getByRole("textbox", { name: "Step" }).fill("push");
  await send(second);
  // Those under it are there still, and not seen.
  await expect.poll(() => page.locator("dialog").count()).toBe(3);
  const third = second.last();
  await third.getByRole("textbox", { name: "Step" }).fill("push");
  await send(third);
  await shown(third.getByRole("alert").getByText(trouble));
  await shown(third.getByText("The app pushed a fourth view; a stack holds three."));

  await third.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => page.locator("dialog").count()).toBe(2);
  expect(told("view_closed")).toMatchObject([{ view: { callback_id: "forms-stack" }, is_cleared: false }]);
  await expect.poll(() => focused().count()).toBe(1);
  await page.keyboard.press("Escape");
  await second.waitFor({ state: "detached" });
  expect(await first.getByRole("textbox", { name: "Step" }).inputValue()).toBe("push");

  await send(first);
  await shown(second);
  await second.getByRole("button", { name: "Close" }).click();
  await second.waitFor({ state: "detached" });
  await first.waitFor({ state: "detached" });
  expect(told("view_closed").at(-1)).toMatchObject({ is_cleared: true });
  await expect.poll(() => focused().getAttribute("aria-label")).toBe("Message #general");
});

test("an answer puts another view in the place of this one, or clears them all", async () => {
  const form = await open("stack", "The form stack");
  await form.getByRole("textbox", { name: "Step" }).fill("update");
  await send(form);
  const other = page.getByRole("dialog", { name: "Another one" });
  await shown(other);
  expect(await page.getByRole("dialog").count()).toBe(1);
  expect(await other.getByRole("textbox", { name: "Step" }).inputValue()).toBe("update");
  await other.getByRole("textbox", { name: "Step" }).fill("push");
  await send(other);
  const second = page.getByRole("dialog", { name: "One further" });
  await shown(second);
  await second.getByRole("textbox", { name: "Step" }).fill("clear");
  await send(second);
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
});

test("a window that was loading gets its fields; what is typed outlives an update where the block stays", async () => {
  const form = await open("loading", "The form loading");
  await shown(form.getByText("Loading…"));
  await stage.picture(page, "form-loading");
  await stage.app.forms.fill([line("Name"), line("Reason"), inputBlock("static_select", { dispatch_action: false })]);
  const name = form.getByRole("textbox", { name: "Name" });
  await hasFocus(name);
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
  await send(form);
  await form.waitFor({ state: "detached" });
  expect(told("view_submission")[0]?.view?.state.values).toMatchObject({
    Name: { plain_text_input: { value: "half a name" } },
    another: { other: { value: "for good" } },
    static_select: { static_select: { selected_option: option("Sandbox") } },
  });
});

test("a form whose sending came to nothing stays, says so in Slack's words, and why", async () => {
  const form = await open("errors", "The form errors");
  const name = form.getByRole("textbox", { name: "Name" });
  await form.getByRole("textbox", { name: "number input" }).fill("3");
  await name.fill("elsewhere");
  await send(form);
  await shown(form.getByRole("alert").getByText(trouble));
  await shown(form.getByText("errors for blocks that are no inputs of this view"));

  await name.fill("silent");
  await send(form);
  const button = form.getByRole("button", { name: "Send" });
  await expect.poll(() => button.getAttribute("aria-busy")).toBe("true");
  expect(await form.getByRole("alert").count()).toBe(0);
  await button.click({ force: true });
  await shown(form.getByText("The app did not answer within 3 seconds."));
  expect(told("view_submission")).toHaveLength(2);
  await stage.picture(page, "form-no-answer");
  expect(await obstaclesIn(page, "dialog")).toEqual([]);
  await name.fill("better");
  await send(form);
  await form.waitFor({ state: "detached" });
});

test("a field tells the app on Enter where it is to, without sending the form; a button takes all that is filled in along", async () => {
  const form = await open("dispatch", "The form dispatch");
  const field = form.getByRole("textbox", { name: "On Enter" });
  await shown(form.getByText("Press Enter to submit"));
  await field.fill("first");
  await field.press("Enter");
  await expect.poll(() => told("block_actions").length).toBe(1);
  expect(told("block_actions")[0]?.actions).toMatchObject([{ block_id: "on-enter", value: "first" }]);
  await field.fill("second");
  await form.getByRole("button", { name: "Check" }).click();
  await expect.poll(() => told("block_actions").length).toBe(2);
  expect(told("block_actions")[1]?.view?.state.values).toMatchObject({
    "on-enter": { plain_text_input: { value: "second" } },
  });
  expect(told("view_submission")).toEqual([]);
});

test("the keyboard begins where the app says, stays in the window, and a label leads to its field", async () => {
  const form = await open("focus", "The form focus");
  const person = form.getByRole("combobox", { name: "users select" });
  await hasFocus(person);
  await form.getByText("Name", { exact: true }).click();
  await hasFocus(form.getByRole("textbox", { name: "Name" }));
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

test("formatted text that the app gave comes back as it was, with what was typed and pasted to it", async () => {
  const form = await open("rich", "The form rich");
  const editor = form.getByRole("textbox", { name: "rich text input" });
  await shown(editor.getByText("@User Two"));
  await shown(editor.getByText("#general"));
  await stage.picture(page, "form-rich");
  await editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(", really");
  await page.keyboard.press("Enter");
  await page.keyboard.type("second  ");
  await page.evaluate(pasteBold, "line");
  await send(form);
  await form.waitFor({ state: "detached" });
  const { elements } = formatted;
  expect(told("view_submission")[0]?.view?.state.values.rich_text_input?.rich_text_input).toEqual({
    type: "rich_text_input",
    rich_text_value: {
      type: "rich_text",
      elements: [
        ...elements.slice(0, -1),
        { type: "rich_text_section", elements: [{ type: "text", text: "The end, really\nsecond  line" }] },
      ],
    },
  });
});

test("a form waits for a file that is still on its way", async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/upload/**", async (route) => {
    await held;
    await route.continue();
  });
  const form = await open("files", "The form files");
  await form
    .locator("input[type=file]")
    .setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("one") });
  await shown(form.getByText("Uploading…"));
  await send(form);
  await shown(form.getByText("Please wait until the file is uploaded."));
  expect(told("view_submission")).toEqual([]);
  letGo();
  await shown(form.getByRole("button", { name: "Remove plan.txt" }));
  await send(form);
  await form.waitFor({ state: "detached" });
  expect(told("view_submission")).toHaveLength(1);
});

test("the Home tab has fields as well; a button takes what they hold to the app", async () => {
  const home = await stage.open("U0USER1", "home");
  await shown(home.getByRole("button", { name: "Get one" }));
  await fetch(`${stage.slack.url}/_control/command`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ channel: "C0GENERAL", user: "U0USER1", command: "/forms", text: "home" }),
  });
  const plan = home.getByRole("combobox", { name: "static select" });
  await plan.click();
  await home.getByRole("option", { name: "Data lab" }).click();
  await expect.poll(() => told("block_actions").length).toBe(1);
  await home.getByRole("textbox", { name: "Nickname" }).fill("lab");
  await home.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => told("block_actions").length).toBe(2);
  expect(told("block_actions")[1]).toMatchObject({
    container: { type: "view" },
    actions: [{ action_id: "save", block_id: "go" }],
    view: {
      type: "home",
      state: {
        values: {
          static_select: { static_select: { selected_option: option("Data lab", "200 USD") } },
          Nickname: { plain_text_input: { value: "lab" } },
        },
      },
    },
  });
  await stage.picture(home, "home-fields");
  expect(await obstaclesIn(home, "main")).toEqual([]);
});
