import { describe, expect, test } from "vitest";
import { stateOf } from "../../sim/slack/element-state.ts";
import { formErrors } from "../../sim/slack/person/form-check.ts";

const form = (element: object, optional = false) => [
  { type: "input", block_id: "b", optional, element: { action_id: "a", ...element } },
];
const sentence = (element: { type: string }, entered: object, optional?: boolean) => {
  const blocks = form(element, optional);
  return formErrors(blocks, stateOf(blocks, { b: { a: { type: element.type, ...entered } } })).b;
};

const text = { type: "plain_text_input", min_length: 3, max_length: 5 };
const number = { type: "number_input", is_decimal_allowed: false, min_value: "1", max_value: "30" };
const decimal = { ...number, is_decimal_allowed: true, min_value: "-0.5" };
const files = { type: "file_input", filetypes: ["PDF"], max_files: 1 };
const watchers = { type: "multi_users_select", max_selected_items: 2 };
const file = (name: string) => ({ name, filetype: name.split(".").at(-1) });

describe("a form is held back while a field is wrong, and the sentence says what is wanted", () => {
  test.each([
    [text, { value: null }, "Please complete this required field."],
    [text, { value: "ab" }, "Please lengthen this text to 3 characters or more."],
    [text, { value: "abcdef" }, "Please shorten this text to 5 characters or less."],
    [
      { type: "plain_text_input" },
      { value: "x".repeat(3_001) },
      "Please shorten this text to 3000 characters or less.",
    ],
    [{ type: "email_text_input" }, { value: "one@two" }, "Please enter a valid email address."],
    [{ type: "url_text_input" }, { value: "example.gov.uk" }, "Please enter a valid URL."],
    [{ type: "url_text_input" }, { value: "mailto:a@b.uk" }, "Please enter a valid URL."],
    [number, { value: "0x1f" }, "Please enter a number."],
    [number, { value: "1,000" }, "Please enter a number."],
    [number, { value: "7.5" }, "Please enter a whole number."],
    [number, { value: "0" }, "Please enter 1 or more."],
    [number, { value: "31" }, "Please enter 30 or less."],
    [decimal, { value: "-0.6" }, "Please enter -0.5 or more."],
    [watchers, { selected_users: ["U1", "U2", "U3"] }, "Please choose 2 or fewer (3 are chosen)."],
    [watchers, { selected_users: [] }, "Please complete this required field."],
    [files, { files: [] }, "Please complete this required field."],
    [files, { files: [file("a.pdf"), file("b.pdf")] }, "Please choose 1 or fewer (2 are chosen)."],
    [files, { files: [file("a.exe")] }, "“a.exe” is none of these types: pdf."],
    [{ type: "rich_text_input" }, { rich_text_value: null }, "Please complete this required field."],
    [{ type: "timepicker", timezone: "UTC" }, { selected_time: null }, "Please complete this required field."],
    [{ type: "checkboxes" }, { selected_options: [] }, "Please complete this required field."],
  ])("%j with %j", (element, entered, expected) => expect(sentence(element, entered)).toBe(expected));

  test.each([
    [text, { value: "abc" }],
    [{ type: "email_text_input" }, { value: "one@two.uk" }],
    [{ type: "url_text_input" }, { value: "https://example.gov.uk/a?b=c" }],
    [number, { value: "30" }],
    [decimal, { value: "-0.5" }],
    [watchers, { selected_users: ["U1", "U2"] }],
    [files, { files: [file("a.PDF")] }],
    [{ type: "datetimepicker" }, { selected_date_time: 0 }],
  ])("%j may hold %j", (element, entered) => expect(sentence(element, entered)).toBeUndefined());

  test("an optional field may be empty, but what stands in it must be right", () => {
    expect(sentence(number, { value: null }, true)).toBeUndefined();
    expect(sentence(number, { value: "x" }, true)).toBe("Please enter a number.");
  });

  test("fields inside a container are checked too; a select outside input blocks is not", () => {
    const blocks = [
      { type: "container", block_id: "c", child_blocks: form({ type: "plain_text_input" }) },
      { type: "section", block_id: "s", accessory: { type: "static_select", action_id: "a" } },
    ];
    expect(formErrors(blocks, stateOf(blocks, {}))).toEqual({ b: "Please complete this required field." });
  });
});
