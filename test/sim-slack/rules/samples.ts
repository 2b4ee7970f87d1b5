import {
  actions,
  bars,
  block,
  button,
  card,
  cell,
  chart,
  chunk,
  divider,
  element,
  field,
  firstOf,
  inMessage,
  inModal,
  input,
  inside,
  type Json,
  leaf,
  mrkdwn,
  option,
  picture,
  plain,
  richText,
  type Sample,
  task,
} from "./payloads.ts";

const menus = ["users_select", "conversations_select", "channels_select", "external_select"];
const manyMenus = [
  "multi_users_select",
  "multi_conversations_select",
  "multi_channels_select",
  "multi_external_select",
];

const section = block({ type: "section", text: mrkdwn("words"), fields: [mrkdwn("f")] });
const context = block({ type: "context", elements: [plain("words")] });
const pressed = element({ ...button, action_id: "go", value: "v" });
const select = element({ type: "static_select", options: [option] });
const multi = element({ type: "multi_users_select", max_selected_items: 3 });
const boxes = element({ type: "checkboxes", options: [option] });
const overflow = element({ type: "overflow", options: [option] });
const workflowButton = element({
  type: "workflow_button",
  text: plain("Start"),
  workflow: { trigger: { url: "https://slack.com/shortcuts/Ft1/x", customizable_input_parameters: [] } },
});
const feedback = { text: plain("Good"), value: "good" };
const thumbs = firstOf(block({ type: "context_actions", elements: [] }), "elements", {
  type: "feedback_buttons",
  positive_button: feedback,
  negative_button: feedback,
});
const typed = field({ type: "plain_text_input" });
const chartBlock = block(chart);
const axes = inside(chartBlock, "chart", bars);
const seriesOne = firstOf(axes, "series", { name: "open", data: [{ label: "Mon", value: 1 }] });
const pie = inside(chartBlock, "chart", { type: "pie", segments: [{ label: "free", value: 1 }] });
const rich = block(richText);
const words = firstOf(rich, "elements", { type: "rich_text_section", elements: [leaf] });
const inWords = (value: object) => firstOf(words, "elements", value);
const list = firstOf(rich, "elements", {
  type: "rich_text_list",
  style: "bullet",
  elements: [{ type: "rich_text_section", elements: [leaf] }],
});
const dataTable = block({ type: "data_table", caption: "Leases", rows: [[cell], [cell]], row_header_column_index: 0 });
const table = block({ type: "table", rows: [[cell]], column_settings: [{ align: "left" }] });
const inTable = (value: unknown): Sample => ({
  value,
  put: (put) => inMessage({ type: "table", rows: [[put]] }),
  at: "/blocks/0/rows/0/0",
});
const cardBlock = block({ ...card, subtitle: mrkdwn("s"), body: mrkdwn("b"), subtext: mrkdwn("t"), actions: [button] });
const modal: Sample = {
  value: { type: "modal", title: plain("T"), submit: plain("Go"), close: plain("No"), blocks: [divider] },
  put: (value) => ({ modal: value as Json }),
  at: "/view",
};
const attachment: Sample = {
  value: { text: "words", mrkdwn_in: ["text"] },
  put: (value) => ({ message: { text: "t", attachments: [value] } }),
  at: "/attachments/0",
};

/** A sound example for every schema that has a name, which the examples of its rules are made of. */
export const samples: Readonly<Record<string, Sample>> = {
  // Values
  block_id: inside(section, "block_id", "b"),
  action_id: inside(pressed, "action_id", "a"),
  url: inside(pressed, "url", "https://example.org"),
  style: inside(pressed, "style", "danger"),
  accessibility_label: inside(pressed, "accessibility_label", "Go on"),
  max_selected_items: inside(multi, "max_selected_items", 1),
  min_query_length: inside(element({ type: "external_select" }), "min_query_length", 1),
  number: inside(field({ type: "number_input", is_decimal_allowed: true }), "min_value", "1"),
  border: inside(list, "border", 1),
  chart_label: inside(firstOf(pie, "segments", { label: "free", value: 1 }), "label", "free"),
  private_metadata: inside(modal, "private_metadata", "{}"),
  callback_id: inside(modal, "callback_id", "c"),
  external_id: inside(modal, "external_id", "e"),
  // Objects inside elements
  plain_text: firstOf(context, "elements", plain("words")),
  mrkdwn: firstOf(context, "elements", mrkdwn("words")),
  placeholder: inside(select, "placeholder", plain("Choose")),
  confirm: inside(pressed, "confirm", {
    title: plain("Sure?"),
    text: mrkdwn("Really"),
    confirm: plain("Yes"),
    deny: plain("No"),
  }),
  option: firstOf(select, "options", { ...option, description: plain("d") }),
  choice: firstOf(boxes, "options", { ...option, description: mrkdwn("d") }),
  overflow_option: firstOf(overflow, "options", { ...option, description: plain("d") }),
  options: inside(select, "options", [option]),
  option_groups: inside(element({ type: "static_select" }), "option_groups", [
    { label: plain("g"), options: [option] },
  ]),
  option_group: firstOf(element({ type: "static_select" }), "option_groups", { label: plain("g"), options: [option] }),
  dispatch_action_config: inside(typed, "dispatch_action_config", { trigger_actions_on: ["on_enter_pressed"] }),
  filter: inside(element({ type: "conversations_select" }), "filter", { include: ["im"], exclude_bot_users: true }),
  slack_file: inside(block({ type: "image", alt_text: "a" }), "slack_file", { id: "F1" }),
  workflow: inside(workflowButton, "workflow", { trigger: { url: "https://slack.com/shortcuts/Ft1/x" } }),
  trigger: inside(workflowButton, "workflow/trigger", { url: "https://slack.com/shortcuts/Ft1/x" }, (trigger) => ({
    trigger,
  })),
  input_parameter: inside(
    workflowButton,
    "workflow/trigger/customizable_input_parameters/0",
    { name: "n", value: "v" },
    (parameter) => ({ trigger: { url: "https://slack.com/a", customizable_input_parameters: [parameter] } }),
  ),
  feedback_button: inside(thumbs, "positive_button", feedback),
  url_source: firstOf(block(task), "sources", { type: "url", url: "https://example.org", text: "source" }),
  slack_icon: inside(cardBlock, "slack_icon", { type: "icon", name: "rocket" }),
  column_settings: firstOf(table, "column_settings", { align: "right", is_wrapped: true }),
  raw_text: inTable(cell),
  raw_number: inTable({ type: "raw_number", value: 1, text: "1" }),
  // Elements
  button: pressed,
  workflow_button: workflowButton,
  overflow,
  checkboxes: boxes,
  radio_buttons: element({ type: "radio_buttons", options: [option] }),
  feedback_buttons: thumbs,
  icon_button: firstOf(block({ type: "context_actions", elements: [] }), "elements", {
    type: "icon_button",
    icon: "trash",
    text: plain("Delete"),
    value: "v",
  }),
  static_select: select,
  multi_static_select: element({ type: "multi_static_select", options: [option] }),
  ...Object.fromEntries([...menus, ...manyMenus].map((type) => [type, element({ type })])),
  datepicker: element({ type: "datepicker", initial_date: "2026-11-21" }),
  timepicker: element({ type: "timepicker", initial_time: "09:30", timezone: "Europe/London" }),
  datetimepicker: element({ type: "datetimepicker", initial_date_time: 1_790_000_000 }),
  plain_text_input: typed,
  email_text_input: field({ type: "email_text_input" }),
  url_text_input: field({ type: "url_text_input" }),
  number_input: field({ type: "number_input", is_decimal_allowed: false }),
  rich_text_input: field({ type: "rich_text_input", initial_value: richText }),
  file_input: field({ type: "file_input", filetypes: ["csv"] }),
  image_element: firstOf(context, "elements", picture),
  // Rich text
  rich_text: rich,
  rich_text_section: words,
  rich_text_list: list,
  rich_text_quote: firstOf(rich, "elements", { type: "rich_text_quote", elements: [leaf] }),
  rich_text_preformatted: firstOf(rich, "elements", { type: "rich_text_preformatted", elements: [leaf] }),
  text_style: inside(inWords(leaf), "style", { bold: true }),
  text_leaf: inWords(leaf),
  link_leaf: inWords({ type: "link", url: "https://example.org" }),
  user_leaf: inWords({ type: "user", user_id: "U1" }),
  usergroup_leaf: inWords({ type: "usergroup", usergroup_id: "S1" }),
  channel_leaf: inWords({ type: "channel", channel_id: "C1" }),
  team_leaf: inWords({ type: "team", team_id: "T1" }),
  broadcast_leaf: inWords({ type: "broadcast", range: "here" }),
  color_leaf: inWords({ type: "color", value: "#ff0000" }),
  emoji_leaf: inWords({ type: "emoji", name: "wave" }),
  date_leaf: inWords({ type: "date", timestamp: 1_790_000_000, format: "{date_num}" }),
  // Blocks
  section,
  context,
  actions: block(actions(button)),
  context_actions: block({ type: "context_actions", elements: [thumbs.value] }),
  divider: block(divider),
  file: block({ type: "file", source: "remote", external_id: "e" }),
  header: block({ type: "header", text: plain("words"), level: 1 }),
  image: block({ ...picture, title: plain("A picture") }),
  input: block({ ...input({ type: "plain_text_input" }), hint: plain("h") }),
  markdown: block({ type: "markdown", text: "**words**" }),
  video: block({
    type: "video",
    video_url: "https://example.org/v",
    thumbnail_url: "https://example.org/t.png",
    alt_text: "a video",
    title: plain("A video"),
    description: plain("d"),
  }),
  container: block({ type: "container", title: plain("Box"), subtitle: mrkdwn("s"), child_blocks: [divider] }),
  alert: {
    value: { type: "alert", text: mrkdwn("Mind"), level: "info" },
    put: (value) => inModal(value),
    at: "/view/blocks/0",
  },
  card: cardBlock,
  carousel: block({ type: "carousel", elements: [card] }),
  plan: block({ type: "plan", title: "Close 3 accounts", tasks: [task] }),
  task_card: block(task),
  table,
  data_table: dataTable,
  data_visualization: chartBlock,
  chart_with_axes: axes,
  axis_config: inside(axes, "axis_config", { categories: ["Mon"] }),
  series: seriesOne,
  data_point: firstOf(seriesOne, "data", { label: "Mon", value: 1 }),
  pie,
  segment: firstOf(pie, "segments", { label: "free", value: 1 }),
  // Pieces of a stream
  chunk: chunk({ type: "markdown_text", text: "words" }),
  markdown_text_chunk: chunk({ type: "markdown_text", text: "words" }),
  plan_update_chunk: chunk({ type: "plan_update", title: "Close 3 accounts" }),
  task_update_chunk: chunk({ type: "task_update", id: "t", title: "Eject", status: "pending", details: "slowly" }),
  blocks_chunk: chunk({ type: "blocks", blocks: [divider] }),
  // What holds blocks
  modal,
  home: { value: { type: "home", blocks: [divider] }, put: (value) => ({ home: value as Json }), at: "/view" },
  attachment,
  attachment_field: firstOf(attachment, "fields", { title: "t", value: "v" }),
};
