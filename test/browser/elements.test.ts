import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inThe, obstaclesIn } from "./axe.ts";
import { picked } from "./samples/acts-picked.ts";
import { set } from "./samples/acts-set.ts";
import { typed } from "./samples/acts-typed.ts";
import { inputTypes } from "./samples/elements.ts";
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

const rows = [...typed, ...picked, ...set];

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
