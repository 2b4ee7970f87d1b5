import { expect } from "vitest";
import { obstaclesIn } from "./axe.ts";
import { test } from "./forms-stage.ts";
import { formatted, option } from "./samples/forms.ts";
import { shown } from "./visits.ts";

/** Pastes a text as a word processor would: as it looks, and plain. It runs in the page, and is text here because this side knows no DOM. */
const pasteBold = new Function(
  "text",
  `const clipboardData = new DataTransfer();
   clipboardData.setData("text/html", "<b>" + text + "</b>");
   clipboardData.setData("text/plain", text);
   const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
   document.activeElement.dispatchEvent(paste);`,
) as (text: string) => void;

test("formatted text that the app gave comes back as it was, with what was typed and pasted to it", async ({
  stage,
  page,
  forms,
}) => {
  const form = await forms.open("rich", "The form rich");
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
  await forms.send(form);
  await form.waitFor({ state: "detached" });
  const { elements } = formatted;
  expect(forms.told("view_submission")[0]?.view?.state.values.rich_text_input?.rich_text_input).toEqual({
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

test("a form waits for a file that is still on its way", async ({ page, forms }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/upload/**", async (route) => {
    await held;
    await route.continue();
  });
  const form = await forms.open("files", "The form files");
  await form
    .locator("input[type=file]")
    .setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("one") });
  await shown(form.getByText("Uploading…"));
  await forms.send(form);
  await shown(form.getByText("Please wait until the file is uploaded."));
  expect(forms.told("view_submission")).toEqual([]);
  letGo();
  await shown(form.getByRole("button", { name: "Remove plan.txt" }));
  await forms.send(form);
  await form.waitFor({ state: "detached" });
  expect(forms.told("view_submission")).toHaveLength(1);
});

test("the Home tab has fields as well; a button takes what they hold to the app", async ({ stage, forms }) => {
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
  await expect.poll(() => forms.told("block_actions").length).toBe(1);
  await home.getByRole("textbox", { name: "Nickname" }).fill("lab");
  await home.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => forms.told("block_actions").length).toBe(2);
  expect(forms.told("block_actions")[1]).toMatchObject({
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
