import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { inputTypes, option } from "./samples/elements.ts";
import type { Told } from "./samples/forms.ts";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

/** What the app was told last about an element, once this holds of it. */
async function toldOf(actionId: string, expected: object): Promise<Told> {
  const { told } = stage.app.forms;
  const latest = () => told.findLast((each) => each.actions?.[0]?.action_id === actionId);
  await expect.poll(() => latest()?.actions?.[0]).toMatchObject({ type: actionId, ...expected });
  return latest() as Told;
}

/** London, 13 January 2027, 3:30 in the afternoon. */
const afternoon = Date.UTC(2027, 0, 13, 15, 30) / 1000;
const [small, large] = [option("Small"), option("Large")];
const chatbot = option("Council chatbot", "50 USD, 7 days");

interface Row {
  element: string;
  how: string;
  /** What a person does; `field` is the control that the label names. */
  set(field: Locator, page: Page): Promise<unknown>;
  /** The fields of the action, and of the element's value in the state. */
  gives: object;
}

const row = (element: string, how: string, set: Row["set"], gives: object): Row => ({ element, how, set, gives });

const rows: Row[] = [
  row(
    "plain_text_input",
    "is typed and sent by Enter",
    async (field) => {
      await field.fill("sandbox");
      await field.press("Enter");
    },
    { value: "sandbox" },
  ),
  row(
    "email_text_input",
    "takes an address",
    async (field) => {
      await field.fill("one@example.gov.uk");
      await field.press("Enter");
    },
    { value: "one@example.gov.uk" },
  ),
  row(
    "url_text_input",
    "takes a link",
    async (field) => {
      await field.fill("https://example.gov.uk");
      await field.press("Enter");
    },
    { value: "https://example.gov.uk" },
  ),
  row(
    "number_input",
    "gives its number as text",
    async (field) => {
      await field.fill("7.5");
      await field.press("Enter");
    },
    { value: "7.5" },
  ),
  row(
    "rich_text_input",
    "has marks, lists and links",
    async (field, page) => {
      const bar = field.locator("..").getByRole("toolbar", { name: "Formatting" });
      await field.click();
      await bar.getByRole("button", { name: "Bold" }).click();
      await page.keyboard.type("Bold");
      await bar.getByRole("button", { name: "Bold" }).click();
      await page.keyboard.type(" and plain");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+Shift+C");
      await page.keyboard.type("aws sso");
      await page.keyboard.press("Enter");
      await bar.getByRole("button", { name: "Code", exact: true }).click();
      await bar.getByRole("button", { name: "Bulleted list" }).click();
      await page.keyboard.type("one");
      await page.keyboard.press("Enter");
      await page.keyboard.type("two ");
      await bar.getByRole("button", { name: "Link" }).click();
      await page.getByRole("textbox", { name: "Link" }).fill("https://example.gov.uk");
      await page.keyboard.press("Enter");
    },
    {
      rich_text_value: {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "Bold", style: { bold: true } },
              { type: "text", text: " and plain\n" },
              { type: "text", text: "aws sso", style: { code: true } },
            ],
          },
          {
            type: "rich_text_list",
            style: "bullet",
            elements: [
              { type: "rich_text_section", elements: [{ type: "text", text: "one" }] },
              {
                type: "rich_text_section",
                elements: [
                  { type: "text", text: "two " },
                  { type: "link", url: "https://example.gov.uk", text: "https://example.gov.uk" },
                  { type: "text", text: " " },
                ],
              },
            ],
          },
        ],
      },
    },
  ),
  row(
    "static_select",
    "finds an option in its group",
    async (field, page) => {
      await field.click();
      await shown(page.getByRole("group", { name: "Paid" }).getByRole("option", { name: "Data lab" }));
      await field.press("End");
      await field.press("Home");
      await field.press("ArrowDown");
      await field.press("Enter");
    },
    { selected_option: option("Playground") },
  ),
  row(
    "external_select",
    "asks the app once enough is typed, and says that it waits",
    async (field, page) => {
      await field.click();
      await field.pressSequentially("c");
      await shown(page.getByText("Type 2 letters or more to search"));
      await field.fill("slow");
      await shown(page.getByText("Loading…"));
      await field.fill("cou");
      await page.getByRole("option", { name: /Council chatbot/ }).click();
    },
    { selected_option: chatbot },
  ),
  row(
    "users_select",
    "finds a person by name",
    async (field) => {
      await field.pressSequentially("user tw");
      await field.press("Enter");
    },
    { selected_user: "U0USER2" },
  ),
  row(
    "conversations_select",
    "offers what its filter lets through",
    async (field, page) => {
      await field.click();
      expect(await page.getByRole("option", { name: "#general" }).count()).toBe(0);
      await page.getByRole("option", { name: "#secret-plans" }).click();
    },
    { selected_conversation: "G0SECRET" },
  ),
  row(
    "channels_select",
    "offers public channels",
    async (field) => {
      await field.click();
      await field.fill("gen");
      await field.press("Enter");
    },
    { selected_channel: "C0GENERAL" },
  ),
  row(
    "multi_static_select",
    "takes no more than it may",
    async (field, page) => {
      await field.click();
      await page.getByRole("option", { name: "Small" }).click();
      await page.getByRole("option", { name: "Medium" }).click();
      await shown(page.getByText("No more than 2 can be chosen."));
      expect(await page.getByRole("option", { name: "Large" }).getAttribute("aria-disabled")).toBe("true");
      await field.press("Backspace");
      await page.getByRole("option", { name: "Large" }).click();
      await field.press("Escape");
    },
    { selected_options: [small, large] },
  ),
  row(
    "multi_external_select",
    "says when the app answers with what is no list, and goes on",
    async (field, page) => {
      await field.click();
      await shown(page.getByRole("option", { name: "Data lab" }));
      await field.fill("odd");
      await shown(page.getByText("The app could not give the options. Try again."));
      await field.fill("nobody");
      await shown(page.getByText("No results"));
      await field.fill("data");
      await page.getByRole("option", { name: "Data lab" }).click();
      await field.press("Escape");
    },
    { selected_options: [option("Data lab")] },
  ),
  row(
    "multi_users_select",
    "starts with those the app named",
    async (field, page) => {
      await field.pressSequentially("user three");
      await field.press("Enter");
      await page.getByRole("button", { name: "Remove User One" }).click();
    },
    { selected_users: ["U0USER3"] },
  ),
  row(
    "multi_conversations_select",
    "starts with the conversation it was opened in",
    async (field, page) => {
      await field.click();
      await page.getByRole("option", { name: "#isb-ops" }).click();
      await field.press("Escape");
    },
    { selected_conversations: ["C0GENERAL", "C0ISBOPS"] },
  ),
  row(
    "multi_channels_select",
    "loses a pick by a second click",
    async (field, page) => {
      await field.click();
      await page.getByRole("option", { name: "#isb-ops" }).click();
      await page.getByRole("option", { name: "#general" }).click();
      await page.getByRole("option", { name: "#isb-ops" }).click();
      await field.press("Escape");
    },
    { selected_channels: ["C0GENERAL"] },
  ),
  row(
    "datepicker",
    "is walked by the keyboard over the end of a month",
    async (field, page) => {
      expect(await field.inputValue()).toBe("November 30th, 2026");
      await field.press("Enter");
      await shown(page.getByRole("button", { name: "Monday, November 30, 2026" }));
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("PageDown");
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      expect(await field.inputValue()).toBe("January 2nd, 2027");
    },
    { selected_date: "2027-01-02" },
  ),
  row(
    "timepicker",
    "takes a time that is not in its list, and passes its zone on",
    async (field, page) => {
      await shown(page.getByText("Eastern Time"));
      await field.pressSequentially("3:17p");
      await field.press("Enter");
      expect(await field.inputValue()).toBe("3:17 PM");
    },
    { selected_time: "15:17", timezone: "America/New_York" },
  ),
  row(
    "datetimepicker",
    "is told once both are there, in the reader's zone",
    async (_, page) => {
      const group = page.locator("[data-block-id=datetimepicker]");
      await group.getByRole("combobox", { name: /Date$/ }).click();
      for (const _month of [1, 2]) await page.getByRole("button", { name: "Next month" }).click();
      await page.getByRole("button", { name: "Wednesday, January 13, 2027" }).click();
      const time = group.getByRole("combobox", { name: /Time$/ });
      await time.click();
      await page.getByRole("option", { name: "3:30 PM" }).click();
    },
    { selected_date_time: afternoon },
  ),
  row(
    "checkboxes",
    "keep the order of the options",
    async (_, page) => {
      await page.getByRole("checkbox", { name: "Alarms" }).check();
      await page.getByRole("checkbox", { name: /Logs/ }).check();
    },
    { selected_options: [{ value: "logs" }, { value: "alarms" }] },
  ),
  row(
    "radio_buttons",
    "are one of several",
    async (_, page) => {
      await page.getByRole("radio", { name: /Slow/ }).check();
      await page.keyboard.press("ArrowDown");
    },
    { selected_option: option("Fast", "Sooner") },
  ),
];

describe("in a form, what a person does to an element reaches the app as Slack would send it", () => {
  let page: Page;
  let form: Locator;
  beforeAll(async () => {
    page = await stage.open("U0USER1");
    await type(page, "/forms every");
    form = page.getByRole("dialog", { name: "Every element" });
    await shown(form);
  });
  afterAll(async () => expect(await stage.clear()).toEqual([]));

  test("axe finds nothing serious in a form with every element, in the light and in the dark", async () => {
    for (const theme of ["light", "dark"] as const) {
      await inThe(theme, page);
      expect(await obstaclesIn(page, "dialog")).toEqual([]);
      for (const part of ["plain_text_input", "static_select", "multi_static_select", "datepicker", "radio_buttons"]) {
        await form.locator(`[data-block-id=${part}]`).scrollIntoViewIfNeeded();
        await stage.picture(page, `element-${part}-${theme}`);
      }
    }
    await inThe("light", page);
  });

  test.each(rows)("$element $how", async ({ element, set, gives }) => {
    const block = form.locator(`[data-block-id=${element}]`);
    await block.scrollIntoViewIfNeeded();
    await set(block.locator("[role=combobox], [role=textbox], input, textarea").first(), page);
    const { view } = await toldOf(element, gives);
    expect(view?.state.values[element]?.[element]).toMatchObject({ type: element, ...gives });
  });

  test("file_input takes files of its types, one by one and dropped, and says what it does not take", async () => {
    const block = form.locator("[data-block-id=file_input]");
    const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    const field = block.locator("input[type=file]");
    await field.setInputFiles([file("plan.txt", "one"), file("costs.csv", "a,b")]);
    await shown(block.getByText("costs.csv"));
    await field.setInputFiles(file("more.txt", "x"));
    await shown(block.getByText("“more.txt”: no more than 2 files."));
    await block.getByRole("button", { name: "Remove costs.csv" }).click();
    await field.setInputFiles({ name: "large.txt", mimeType: "text/plain", buffer: Buffer.alloc(10_000_001) });
    await shown(block.getByText("“large.txt” is larger than 10 MB."));
    await block.scrollIntoViewIfNeeded();
    await stage.picture(page, "element-files");
  });

  test("sending the form carries the value of every field", async () => {
    await form.getByRole("button", { name: "Send" }).click();
    await form.waitFor({ state: "detached" });
    const sent = stage.app.forms.told.findLast((each) => each.type === "view_submission");
    const values = sent?.view?.state.values ?? {};
    expect(Object.keys(values)).toEqual(inputTypes);
    for (const { element, gives } of rows)
      expect(values[element]?.[element]).toMatchObject({ type: element, ...gives });
    expect(values.file_input?.file_input).toMatchObject({
      type: "file_input",
      files: [{ name: "plan.txt", filetype: "txt", size: 3, user: "U0USER1" }],
    });
  });
});

describe("in a message", () => {
  let page: Page;
  beforeEach(async () => {
    stage.app.forms.told.length = 0;
    page = await stage.open("U0USER1");
    await page.context().route("https://example.gov.uk/**", (route) => route.fulfill({ body: "elsewhere" }));
    await type(page, "/forms pressed");
    await shown(page.getByRole("button", { name: "Deny the request of User One" }));
  });
  afterEach(async () => expect(await stage.clear()).toEqual([]));
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
    await expect
      .poll(() => page.getByRole("button", { name: "This helped" }).getAttribute("aria-pressed"))
      .toBe("true");
    await page.getByRole("button", { name: "Bad" }).click();
    await toldLast("rate").toMatchObject({ value: "bad" });
    await stage.picture(page, "pressed");
    expect(await obstaclesIn(page, "article")).toEqual([]);
  });

  test("what was chosen before goes along with the next click", async () => {
    await page.getByRole("combobox", { name: "Size" }).click();
    await page.getByRole("option", { name: "Large" }).click();
    await toldLast("size").toMatchObject({ selected_option: large });
    await page.getByRole("combobox", { name: "Select a date" }).click();
    await page.keyboard.press("Enter");
    await toldLast("until").toMatchObject({ selected_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    const last = stage.app.forms.told.at(-1) as { state?: { values: Told["view"] } };
    expect(last.state?.values).toMatchObject({ row: { size: { selected_option: large } } });
  });
});
