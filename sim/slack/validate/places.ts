/** What a payload is shown on. */
export type Surface = "message" | "modal" | "home";

const everywhere = ["message", "modal", "home"] as const;

/**
 * Where each block may stand: docs.slack.dev/blocks.json, but tables and charts in messages only: Home refuses them
 * with "unsupported type" whatever that list says (seen by two public apps in 2026).
 */
export const blockSurfaces: Readonly<Record<string, readonly Surface[]>> = {
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

/**
 * Elements that may not stand on every surface, from "works in" on their pages under
 * docs.slack.dev/reference/block-kit/block-elements. Email, number and URL inputs are left out: their pages say modals,
 * the page of the input block that holds them says every surface.
 */
export const elementSurfaces: Readonly<Record<string, readonly Surface[]>> = {
  datetimepicker: ["message", "modal"],
  file_input: ["modal"],
  workflow_button: ["message"],
};

/** Says whether a type is one of the table, and may not stand on a surface. */
export function isBarred(table: Readonly<Record<string, readonly Surface[]>>, type: string, surface: Surface): boolean {
  return Object.hasOwn(table, type) && table[type]?.includes(surface) === false;
}

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

/** Which elements may stand in which part of a block (docs.slack.dev/blocks.json, "compatible-block-elements"). */
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
