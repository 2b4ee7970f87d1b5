import type { ActionsBlock, InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";

type InputElement = InputBlock["element"];

const plain = (text: string) => ({ type: "plain_text" as const, text });
export const option = (value: string, description?: string): PlainTextOption => ({
  text: plain(value),
  value: value.toLowerCase().replaceAll(" ", "-"),
  ...(description ? { description: plain(description) } : {}),
});
const sizes = [option("Small"), option("Medium", "Two at once"), option("Large")];
const grouped = [
  { label: plain("Free"), options: [option("Sandbox"), option("Playground")] },
  { label: plain("Paid"), options: [option("Data lab", "200 USD")] },
];
/** Marks may stand in descriptions too, of which the typings know nothing. */
const marked = (text: string, value: string, description: string): object => ({
  text: { type: "mrkdwn", text },
  value,
  description: { type: "mrkdwn", text: description },
});
const onCharacter = { dispatch_action_config: { trigger_actions_on: ["on_character_entered" as const] } };

/** One sample of every element that stands in an input block, by its type; the action id is the type too. */
const samples: Readonly<Record<string, object>> = {
  plain_text_input: { placeholder: plain("A name"), min_length: 3, max_length: 20 },
  email_text_input: { placeholder: plain("name@example.gov.uk") },
  url_text_input: {},
  number_input: { is_decimal_allowed: true, min_value: "0.5", max_value: "30" },
  rich_text_input: { placeholder: plain("Say more"), ...onCharacter },
  file_input: { filetypes: ["txt", "csv"], max_files: 2 },
  static_select: { option_groups: grouped, placeholder: plain("Choose a plan") },
  external_select: { min_query_length: 2 },
  users_select: {},
  conversations_select: { filter: { include: ["private", "im"], exclude_bot_users: true } },
  channels_select: {},
  multi_static_select: { options: sizes, max_selected_items: 2 },
  multi_external_select: { min_query_length: 0 },
  multi_users_select: { initial_users: ["U0USER1"] },
  multi_conversations_select: { default_to_current_conversation: true },
  multi_channels_select: {},
  datepicker: { initial_date: "2026-11-30" },
  timepicker: { timezone: "America/New_York" },
  datetimepicker: {},
  checkboxes: { options: [marked("*Logs*", "logs", "Kept for _30_ days"), option("Alarms")] },
  radio_buttons: { options: [option("Slow", "Cheaper"), option("Fast", "Sooner")] },
};

export const inputTypes = Object.keys(samples);

/** An input block around the sample of a type. Every change of it is told to the app; of files Slack refuses that. */
export function inputBlock(type: string, more: Partial<InputBlock> = {}): InputBlock {
  return {
    type: "input",
    block_id: type,
    dispatch_action: type !== "file_input",
    label: plain(type.replaceAll("_", " ")),
    element: { type, action_id: type, ...samples[type] } as InputElement,
    ...more,
  };
}

/** A form with one field of every type. */
export const everyElement: ModalView = {
  type: "modal",
  callback_id: "forms-every",
  title: plain("Every element"),
  submit: plain("Send"),
  blocks: inputTypes.map((type) => inputBlock(type, type === "number_input" ? { hint: plain("From 0.5 to 30.") } : {})),
};

/** Every element that only stands in messages and rows, or acts there in another way. */
export const pressed: KnownBlock[] = [
  {
    type: "actions",
    block_id: "row",
    elements: [
      {
        type: "button",
        action_id: "deny",
        style: "danger",
        text: plain("Deny"),
        value: "handle-1",
        accessibility_label: "Deny the request of User One",
        confirm: {
          title: plain("Deny this request?"),
          text: { type: "mrkdwn", text: "They are told *who* denied it." },
          confirm: plain("Deny it"),
          deny: plain("Go back"),
          style: "danger",
        },
      },
      { type: "button", action_id: "docs", text: plain("Docs"), url: "https://example.gov.uk/docs" },
      {
        type: "overflow",
        action_id: "more",
        options: [option("Freeze"), option("Terminate"), { ...option("Guide"), url: "https://example.gov.uk/guide" }],
      },
      {
        type: "workflow_button",
        action_id: "flow",
        text: plain("Start"),
        workflow: { trigger: { url: "https://slack.com/shortcuts/Ft1/abc" } },
      },
      { type: "static_select", action_id: "size", placeholder: plain("Size"), options: sizes },
      { type: "datepicker", action_id: "until" },
    ] as ActionsBlock["elements"],
  },
  {
    type: "context_actions",
    block_id: "quiet",
    elements: [
      {
        type: "feedback_buttons",
        action_id: "rate",
        positive_button: { text: plain("Good"), value: "good", accessibility_label: "This helped" },
        negative_button: { text: plain("Bad"), value: "bad" },
      },
      { type: "icon_button", action_id: "bin", icon: "trash", text: plain("Delete"), value: "d" },
      {
        type: "icon_button",
        action_id: "not-for-one",
        icon: "trash",
        text: plain("Delete for all"),
        visible_to_user_ids: ["U0USER2"],
      },
    ],
  },
];

/** What the external selects offer for what was typed; `slow` is never answered, `odd` with something that is no list. */
export function offered(typed: string): { options: PlainTextOption[] } | "nothing" | "odd" {
  if (typed === "slow") return "nothing";
  if (typed === "odd") return "odd";
  const all = [option("Council chatbot", "50 USD, 7 days"), option("Data lab"), option("Empty sandbox")];
  return { options: all.filter(({ text }) => text.text.toLowerCase().includes(typed.toLowerCase())) };
}
