import type { Example } from "../derived.ts";
import { actions, button, divider, mrkdwn, plain } from "../payloads.ts";
import { each } from "./shapes.ts";

const header = (level: unknown) => ({ type: "header", text: plain("words"), level });

/** JSON values of the wrong kind. */
export const values: Readonly<Record<string, Example>> = {
  "json.string": each(
    { type: "plan", title: "p" },
    { type: "plan", title: plain("p") },
    "must provide a string [json-pointer:/blocks/0/title]",
  ),
  "json.boolean": each(
    { type: "section", text: mrkdwn("m"), expand: true },
    { type: "section", text: mrkdwn("m"), expand: "yes" },
    "must be a boolean [json-pointer:/blocks/0/expand]",
  ),
  "json.number": each(
    { type: "table", rows: [[{ type: "raw_number", value: 1.5, text: "1.5" }]] },
    { type: "table", rows: [[{ type: "raw_number", value: "1.5", text: "1.5" }]] },
    "must provide a number [json-pointer:/blocks/0/rows/0/0/value]",
  ),
  "json.int": each(header(1), header(1.5), "must provide an integer [json-pointer:/blocks/0/level]"),
  "json.array": each(
    actions(button),
    { type: "actions", elements: button },
    "must provide an array [json-pointer:/blocks/0/elements]",
  ),
  "json.object": each(divider, "divider", "must provide an object [json-pointer:/blocks/0]"),
  "type.required": each(divider, { block_id: "b" }, "missing required field: type [json-pointer:/blocks/0]"),
  "type.const": each(
    { type: "header", text: plain("h") },
    { type: "header", text: mrkdwn("h") },
    "must be a valid enum value [json-pointer:/blocks/0/text/type]",
  ),
  "blocks.type": each(divider, { type: "sparkle" }, "unsupported type: sparkle [json-pointer:/blocks/0/type]"),
};
