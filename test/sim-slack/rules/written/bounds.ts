import type { Example } from "../derived.ts";
import { actions, divider, inModal, input, type Json, plain } from "../payloads.ts";
import { samples } from "../samples.ts";
import { each, sent } from "./shapes.ts";

const menu = (fields: object) => actions({ type: "conversations_select", ...fields });
const column = (type: string, fields: object) => inModal(input({ type, ...fields }));
const ordered = (
  type: string,
  [least, most]: [string, string],
  values: readonly unknown[],
  rest: object = {},
): Example => {
  const put = (low: unknown, high: unknown) => column(type, { ...rest, [least]: low, [most]: high });
  const [low, high] = values;
  return sent(
    [put(low, high), put(low, low)],
    put(high, low),
    `\`${least}\` must not be greater than \`${most}\` [json-pointer:/view/blocks/0/element/${least}]`,
  );
};
const number = (fields: object) => column("number_input", { is_decimal_allowed: false, ...fields });
const collapsible = (fields: object) => ({
  type: "container",
  title: plain("Box"),
  child_blocks: [divider],
  ...fields,
});
const video = (fields: object) => ({ ...(samples.video?.value as Json), ...fields });
const focused = (type: string) => input({ type, focus_on_load: true });

/** Values that do not fit each other, or the calendar. */
export const bounds: Readonly<Record<string, Example>> = {
  "number_input.ordered": ordered("number_input", ["min_value", "max_value"], ["2", "10"], {
    is_decimal_allowed: false,
  }),
  "plain_text_input.ordered": ordered("plain_text_input", ["min_length", "max_length"], [2, 10]),
  "rich_text_input.ordered": ordered("rich_text_input", ["min_lines", "max_lines"], [2, 10]),
  "number_input.whole": sent(
    [number({ min_value: "1" }), number({ is_decimal_allowed: true, min_value: "1.5" })],
    number({ min_value: "1.5" }),
    "must be a whole number when `is_decimal_allowed` is false [json-pointer:/view/blocks/0/element/min_value]",
  ),
  "number_input.initial": sent(
    [number({ min_value: "1", max_value: "9", initial_value: "9" })],
    number({ min_value: "1", max_value: "9", initial_value: "10" }),
    "must be between `min_value` and `max_value` [json-pointer:/view/blocks/0/element/initial_value]",
  ),
  "datepicker.date": sent(
    [column("datepicker", { initial_date: "2028-02-29" })],
    column("datepicker", { initial_date: "2026-02-29" }),
    "input must be a valid: date [json-pointer:/view/blocks/0/element/initial_date]",
  ),
  "timepicker.timezone": sent(
    [column("timepicker", { timezone: "America/Chicago" })],
    column("timepicker", { timezone: "Mars/Olympus" }),
    "input must be a valid: timezone [json-pointer:/view/blocks/0/element/timezone]",
  ),
  "container.collapsed": each(
    collapsible({ is_collapsible: true, default_collapsed: true }),
    collapsible({ default_collapsed: true }),
    "`default_collapsed` requires `is_collapsible` [json-pointer:/blocks/0/default_collapsed]",
  ),
  "file_input.dispatch": sent(
    [inModal({ ...input({ type: "file_input" }), dispatch_action: false })],
    inModal({ ...input({ type: "file_input" }), dispatch_action: true }),
    "unsupported type: file_input [json-pointer:/view/blocks/0/element/type]",
  ),
  "response_url_enabled.place": sent(
    [column("channels_select", { response_url_enabled: true })],
    inModal(menu({ response_url_enabled: true })),
    "`response_url_enabled` is only allowed in an `input` block of a modal [json-pointer:/view/blocks/0/elements/0/response_url_enabled]",
  ),
  "video.https": each(
    video({ title_url: "https://example.org" }),
    video({ video_url: "http://example.org/v" }),
    "must be an HTTPS URL [json-pointer:/blocks/0/video_url]",
  ),
  "focus_on_load.once": sent(
    [inModal(focused("plain_text_input"), input({ type: "datepicker" }))],
    inModal(focused("plain_text_input"), focused("datepicker")),
    "only one element may have `focus_on_load` [json-pointer:/view/blocks/1/element/focus_on_load]",
  ),
};
