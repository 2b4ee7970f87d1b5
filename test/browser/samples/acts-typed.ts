import { type Act, act } from "./act.ts";

/** Fields that one types into. */
export const typed: readonly Act[] = [
  act(
    "plain_text_input",
    "is typed and sent by Enter",
    async (field) => {
      await field.fill("sandbox");
      await field.press("Enter");
    },
    { value: "sandbox" },
  ),
  act(
    "email_text_input",
    "takes an address",
    async (field) => {
      await field.fill("one@example.gov.uk");
      await field.press("Enter");
    },
    { value: "one@example.gov.uk" },
  ),
  act(
    "url_text_input",
    "takes a link",
    async (field) => {
      await field.fill("https://example.gov.uk");
      await field.press("Enter");
    },
    { value: "https://example.gov.uk" },
  ),
  act(
    "number_input",
    "gives its number as text",
    async (field) => {
      await field.fill("7.5");
      await field.press("Enter");
    },
    { value: "7.5" },
  ),
  act(
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
];
