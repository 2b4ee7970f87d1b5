/**
 * Slack's limits and places as data: characters, counts, and which block or element may stand where.
 * Sources: docs.slack.dev/reference/block-kit, docs.slack.dev/blocks.json, @slack/types 3.2.0 (read November 2026).
 */
export const limits = {
  message: { blocks: 50, text: 40_000, markdown: 12_000, tables: 1, charts: 2 },
  view: {
    blocks: 100,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3_000,
    callbackId: 255,
    externalId: 255,
  },
  id: 255,
  text: 3_000,
  url: 3_000,
  altText: 2_000,
  section: { fields: 10, field: 2_000 },
  header: 150,
  context: 10,
  actions: 25,
  contextActions: 5,
  input: { label: 2_000, hint: 2_000 },
  plan: { tasks: 50 },
  table: { rows: 100, columns: 20, characters: 10_000 },
  dataTable: { rows: 101, columns: 20, pageSize: 100 },
  card: { title: 150, subtitle: 150, body: 200 },
  carousel: 10,
  container: { title: 150, blocks: 10 },
  video: { title: 200, author: 50 },
  button: { text: 75, value: 2_000, accessibilityLabel: 75 },
  placeholder: 150,
  confirm: { title: 100, text: 300, button: 30 },
  option: { text: 75, value: 75, description: 75 },
  options: 100,
  optionGroups: 100,
  choices: 10,
  overflow: 5,
  plainTextInput: 3_000,
  metadataBytes: 16_000,
} as const;

export type Surface = "message" | "modal" | "home";

const everywhere = ["message", "modal", "home"] as const;

/** Where each known block may stand. */
export const surfaces: Readonly<Record<string, readonly Surface[]>> = {
  actions: everywhere,
  alert: ["modal"],
  card: everywhere,
  carousel: ["message", "home"],
  container: ["message"],
  context: everywhere,
  context_actions: ["message"],
  data_table: ["message"],
  data_visualization: ["message"],
  divider: everywhere,
  file: ["message"],
  header: everywhere,
  image: everywhere,
  input: everywhere,
  markdown: ["message"],
  plan: ["message"],
  rich_text: everywhere,
  section: everywhere,
  table: ["message"],
  task_card: ["message"],
  video: everywhere,
};

const selects = [
  "static_select",
  "external_select",
  "users_select",
  "conversations_select",
  "channels_select",
] as const;
const multiSelects = [
  "multi_static_select",
  "multi_external_select",
  "multi_users_select",
  "multi_conversations_select",
  "multi_channels_select",
] as const;
const pickers = ["datepicker", "timepicker", "checkboxes", "radio_buttons"] as const;

/** Which elements may stand in which part of a block. */
export const places = {
  actions: [
    "button",
    "workflow_button",
    "overflow",
    "datetimepicker",
    "rich_text_input",
    ...selects,
    ...multiSelects,
    ...pickers,
  ],
  accessory: ["button", "workflow_button", "overflow", "image", ...selects, ...multiSelects, ...pickers],
  input: [
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
    "datetimepicker",
    ...selects,
    ...multiSelects,
    ...pickers,
  ],
  context: ["image", "plain_text", "mrkdwn"],
  contextActions: ["feedback_buttons", "icon_button"],
} as const;

/** Blocks a container may hold (@slack/types 3.2.0). */
export const containerBlocks = [
  "actions",
  "context",
  "divider",
  "file",
  "header",
  "image",
  "input",
  "rich_text",
  "section",
  "table",
  "video",
] as const;

export const taskStatuses = ["pending", "in_progress", "complete", "error"] as const;
