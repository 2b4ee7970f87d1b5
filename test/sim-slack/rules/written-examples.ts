import type { Example } from "./derived.ts";
import {
  actions,
  button,
  card,
  cell,
  chart,
  divider,
  inHome,
  inMessage,
  inModal,
  input,
  type Json,
  long,
  many,
  mrkdwn,
  option,
  picture,
  plain,
  richText,
  type Sent,
  select,
  task,
} from "./payloads.ts";
import { samples } from "./samples.ts";

const on = { message: inMessage, modal: inModal, home: inHome };
const first = { message: "/blocks/0", modal: "/view/blocks/0", home: "/view/blocks/0" };
type Surface = keyof typeof on;

/** A block or element that may stand on some surfaces and not on another. */
function standing(
  type: string,
  fine: readonly Surface[],
  refused: Surface,
  wrap = (value: unknown) => value,
  below = "",
): [string, Example] {
  const put = (surface: Surface) => on[surface](wrap(samples[type]?.value));
  const words = `unsupported type: ${type} [json-pointer:${first[refused]}${below}/type]`;
  return [`${type}.surfaces`, { fine: fine.map(put), refused: put(refused), words }];
}

const inMessagesOnly = ["container", "context_actions", "data_table", "data_visualization", "file", "markdown", "plan"];

const surfaces = Object.fromEntries([
  standing("alert", ["modal"], "message"),
  standing("carousel", ["message", "home"], "modal"),
  ...inMessagesOnly.map((type) => standing(type, ["message"], "home")),
  standing("table", ["message"], "home"),
  standing("task_card", ["message"], "modal"),
  standing("datetimepicker", ["message", "modal"], "home", input, "/element"),
  standing("file_input", ["modal"], "message", input, "/element"),
  standing("workflow_button", ["message"], "modal", (value) => actions(value), "/elements/0"),
]);

/** One message that is fine, one that is not, and what is said of the second. */
const message = (fine: Json, refused: Json, words: string, error?: string): Example => ({
  fine: [{ message: fine }],
  refused: { message: refused },
  words,
  ...(error === undefined ? {} : { error }),
});
const blocks = (fine: readonly unknown[], refused: readonly unknown[], words: string, error?: string): Example =>
  message({ text: "t", blocks: fine }, { text: "t", blocks: refused }, words, error);
const each = (fine: unknown, refused: unknown, words: string) => blocks([fine], [refused], words);
const sent = (fine: readonly Sent[], refused: Sent, words: string, error?: string): Example => ({
  fine,
  refused,
  words,
  ...(error === undefined ? {} : { error }),
});
const header = (level: unknown) => ({ type: "header", text: plain("words"), level });
const menu = (fields: object) => actions({ type: "conversations_select", ...fields });

const values: Readonly<Record<string, Example>> = {
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

const event = (event_payload: unknown) => ({ text: "t", metadata: { event_type: "job", event_payload } });
const view = (length: number): Sent => {
  const notes = many(80, () => ({ type: "section", text: mrkdwn(long(length)) }));
  return inModal(...notes);
};

const calls: Readonly<Record<string, Example>> = {
  "message.text.required": message({ text: "t" }, { text: "  " }, "", "no_text"),
  "message.text.maxLength": message({ text: long(40_000) }, { text: long(40_001) }, "", "msg_too_long"),
  "message.blocks.format": message(
    { blocks: JSON.stringify([divider]), text: "t" },
    { blocks: "{", text: "t" },
    "",
    "invalid_blocks_format",
  ),
  "message.blocks.maxItems": blocks(
    many(50, () => divider),
    many(51, () => divider),
    "no more than 50 items allowed [json-pointer:/blocks]",
  ),
  "message.attachments.format": message(
    { attachments: JSON.stringify([{ text: "a" }]) },
    { attachments: "a" },
    "",
    "invalid_attachments",
  ),
  "message.attachments.maxItems": message(
    { attachments: many(100, () => ({ text: "a" })) },
    { attachments: many(101, () => ({ text: "a" })) },
    "",
    "too_many_attachments",
  ),
  "message.metadata.format": message(event({}), { text: "t", metadata: "[]" }, "", "invalid_metadata_format"),
  "message.metadata.schema": message(event({ id: "1" }), event("id"), "", "invalid_metadata_schema"),
  "message.metadata.maxLength": message(
    event({ a: long(15_900) }),
    event({ a: long(16_000) }),
    "",
    "metadata_too_large",
  ),
  "message.blocks.characters": blocks(
    many(4, () => ({ type: "section", text: mrkdwn(long(3_000)) })),
    many(5, () => ({ type: "section", text: mrkdwn(long(3_000)) })),
    "",
    "msg_blocks_too_long",
  ),
  "view.blocks.maxItems": sent(
    [inModal(...many(100, () => divider)), inHome(...many(100, () => divider))],
    inModal(...many(101, () => divider)),
    "no more than 100 items allowed [json-pointer:/view/blocks]",
  ),
  "view.type": sent(
    [inHome(divider)],
    { home: samples.modal?.value as Json },
    "unsupported type: modal [json-pointer:/view/type]",
  ),
  "view.maxLength": sent(
    [view(2_990)],
    { modal: { ...Object.values(view(2_990))[0], private_metadata: long(20_000) } },
    "",
    "view_too_large",
  ),
  "modal.submit": sent(
    [inModal(input({ type: "plain_text_input" })), { modal: { type: "modal", title: plain("T"), blocks: [divider] } }],
    { modal: { type: "modal", title: plain("T"), blocks: [divider, input({ type: "plain_text_input" })] } },
    "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]",
  ),
  "attachment.additionalProperties": message(
    { attachments: [{ text: "a" }] },
    { attachments: [{ text: "a", indent: false }] },
    "invalid_keys",
    "invalid_attachments",
  ),
};

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
const other = { text: plain("B"), value: "b" };
const collapsible = (fields: object) => ({
  type: "container",
  title: plain("Box"),
  child_blocks: [divider],
  ...fields,
});
const video = (fields: object) => ({ ...(samples.video?.value as Json), ...fields });
const focused = (type: string) => input({ type, focus_on_load: true });
const table = (rows: readonly unknown[]) => ({ type: "table", rows });
const dataTable = (rows: readonly unknown[], fields: object = {}) => ({
  type: "data_table",
  caption: "c",
  rows,
  ...fields,
});
const wide = (length: number) => ({ type: "raw_text", text: long(length) });
const pieces = (...sizes: number[]) => sizes.map((size) => ({ type: "markdown", text: long(size) }));
const series = (name: string, ...labels: string[]) => ({ name, data: labels.map((label) => ({ label, value: 1 })) });
const line = (all: readonly unknown[], categories: readonly string[] = ["Mon"]) => ({
  ...chart,
  chart: { type: "line", series: all, axis_config: { categories } },
});
const days = (count: number) => many(count, (index) => `d${index}`);
const initial = (fields: object) => actions({ type: "multi_static_select", options: [option, other], ...fields });

const agreements: Readonly<Record<string, Example>> = {
  "block_id.unique": blocks(
    [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "b" },
    ],
    [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "a" },
    ],
    '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
  ),
  "action_id.unique": blocks(
    [actions({ ...button, action_id: "a" }), actions({ ...button, action_id: "a" })],
    [divider, actions({ ...button, action_id: "a" }, { ...button, action_id: "a" })],
    '`action_id` "a" already exists [json-pointer:/blocks/1/elements/1/action_id]',
  ),
  "task_id.unique": each(
    { type: "plan", title: "p", tasks: [task, { ...task, task_id: "u" }] },
    { type: "plan", title: "p", tasks: [task, task] },
    '`task_id` "t" already exists [json-pointer:/blocks/0/tasks/1/task_id]',
  ),
  "section.either": blocks(
    [
      { type: "section", text: mrkdwn("m") },
      { type: "section", fields: [mrkdwn("m")] },
      { type: "section", text: mrkdwn("m"), fields: [mrkdwn("m")] },
    ],
    [{ type: "section" }],
    "must define either `text` or `fields` [json-pointer:/blocks/0/type]",
  ),
  "image.either": blocks(
    [picture, { type: "image", alt_text: "a", slack_file: { url: "https://files.slack.com/a" } }],
    [{ ...picture, slack_file: { id: "F1" } }],
    "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
  ),
  "container.either": blocks(
    [collapsible({}), { type: "container", rich_text_title: richText, child_blocks: [divider] }],
    [{ type: "container", child_blocks: [divider] }],
    "must define either `title` or `rich_text_title` [json-pointer:/blocks/0]",
  ),
  "select.either": each(
    actions(select),
    actions({ ...select, option_groups: [{ label: plain("g"), options: [option] }] }),
    "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
  ),
  "slack_file.either": each(
    { type: "image", alt_text: "a", slack_file: { id: "F1" } },
    { type: "image", alt_text: "a", slack_file: {} },
    "must define either `url` or `id` [json-pointer:/blocks/0/slack_file]",
  ),
  "card.any": each(
    { type: "card", body: mrkdwn("b") },
    { type: "card", subtitle: mrkdwn("s") },
    "must define at least one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]",
  ),
  "card.icon": each(
    { ...card, icon: picture },
    { ...card, icon: picture, slack_icon: { name: "rocket" } },
    "must define either `icon` or `slack_icon` [json-pointer:/blocks/0]",
  ),
  "filter.any": each(
    menu({ filter: { include: ["public"] } }),
    menu({ filter: {} }),
    "must define at least one of `include`, `exclude_external_shared_channels` or `exclude_bot_users` [json-pointer:/blocks/0/elements/0/filter]",
  ),
  "initial_option.provided": blocks(
    [
      actions({ ...select, initial_option: option }),
      actions({
        type: "static_select",
        option_groups: [{ label: plain("g"), options: [option] }],
        initial_option: option,
      }),
      actions({ type: "radio_buttons", options: [option], initial_option: option }),
    ],
    [actions({ ...select, initial_option: { ...option, description: plain("other") } })],
    "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
  ),
  "initial_options.provided": each(
    initial({ initial_options: [option, other] }),
    initial({ initial_options: [] }),
    "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_options]",
  ),
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
  "table.characters": each(
    table([[wide(5_000)], [wide(5_000)]]),
    table([[wide(5_000)], [wide(5_001)]]),
    "must be less than 10001 characters [json-pointer:/blocks/0/rows]",
  ),
  "data_table.characters": each(
    dataTable([[wide(10_000)], [wide(10_000)]]),
    dataTable([[wide(10_000)], [wide(10_001)]]),
    "must be less than 20001 characters [json-pointer:/blocks/0/rows]",
  ),
  "table.once": blocks(
    [table([[cell]]), dataTable([[cell], [cell]])],
    [table([[cell]]), table([[cell]])],
    "only_one_table_allowed",
    "invalid_attachments",
  ),
  "data_table.equal": each(
    dataTable([
      [cell, cell],
      [cell, cell],
    ]),
    dataTable([[cell, cell], [cell]]),
    "must have the same number of cells as the first row [json-pointer:/blocks/0/rows/1]",
  ),
  "data_table.header": each(
    dataTable([[cell], [richText]]),
    dataTable([[richText], [cell]]),
    "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
  ),
  "data_table.row_header": each(
    dataTable([[cell], [cell]], { row_header_column_index: 0 }),
    dataTable([[cell], [cell]], { row_header_column_index: 1 }),
    "must be the index of a column [json-pointer:/blocks/0/row_header_column_index]",
  ),
  "data_visualization.count": blocks([chart, chart], [chart, chart, chart], "too many data_visualization blocks"),
  "series.unique": each(
    line([series("a", "Mon"), series("b", "Mon")]),
    line([series("a", "Mon"), series("a", "Mon")]),
    'series name "a" already exists [json-pointer:/blocks/0/chart/series/1/name]',
  ),
  "series.points": each(
    line([series("a", "Tue", "Mon")], ["Mon", "Tue"]),
    line([series("a", "Mon", "Wed")], ["Mon", "Tue"]),
    "must have one data point for each category [json-pointer:/blocks/0/chart/series/0/data]",
  ),
  "markdown.characters": blocks(
    pieces(6_000, 6_000),
    pieces(6_000, 6_001),
    "must be less than 12001 characters [json-pointer:/blocks]",
  ),
};

/** Examples whose parts must change together. */
const grown: Readonly<Record<string, Example>> = {
  "slack_file.url.minLength": each(
    { type: "image", alt_text: "a", slack_file: { url: "h" } },
    { type: "image", alt_text: "a", slack_file: { url: "" } },
    "must be more than 0 characters [json-pointer:/blocks/0/slack_file/url]",
  ),
  "axis_config.categories.maxItems": each(
    line([series("a", ...days(20))], days(20)),
    line([series("a", ...days(20))], days(21)),
    "no more than 20 items allowed [json-pointer:/blocks/0/chart/axis_config/categories]",
  ),
  "series.data.maxItems": each(
    line([series("a", ...days(20))], days(20)),
    line([series("a", ...days(21))], days(20)),
    "no more than 20 items allowed [json-pointer:/blocks/0/chart/series/0/data]",
  ),
  "data_table.rows[].maxItems": each(
    dataTable([many(20, () => cell), many(20, () => cell)]),
    dataTable([many(21, () => cell), many(20, () => cell)]),
    "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
  ),
  "data_table.rows[].minItems": each(
    dataTable([[cell], [cell]]),
    dataTable([[cell], []]),
    "must provide at least 1 items [json-pointer:/blocks/0/rows/1]",
  ),
};

/** Examples of the rules that no schema holds, and of the few whose example cannot be made from one part alone. */
export const writtenExamples: Readonly<Record<string, Example>> = {
  ...surfaces,
  ...values,
  ...calls,
  ...agreements,
  ...grown,
};
