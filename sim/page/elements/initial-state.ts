import type { ElementState } from "../wire.ts";

/** The `initial_…` field of an element and the state field it fills (docs.slack.dev/reference/block-kit/block-elements). */
const initialFields: Record<string, readonly [from: string, to: keyof ElementState, empty: unknown]> = {
  plain_text_input: ["initial_value", "value", null],
  email_text_input: ["initial_value", "value", null],
  url_text_input: ["initial_value", "value", null],
  number_input: ["initial_value", "value", null],
  rich_text_input: ["initial_value", "rich_text_value", null],
  file_input: ["files", "files", []],
  checkboxes: ["initial_options", "selected_options", []],
  radio_buttons: ["initial_option", "selected_option", null],
  static_select: ["initial_option", "selected_option", null],
  external_select: ["initial_option", "selected_option", null],
  users_select: ["initial_user", "selected_user", null],
  conversations_select: ["initial_conversation", "selected_conversation", null],
  channels_select: ["initial_channel", "selected_channel", null],
  multi_static_select: ["initial_options", "selected_options", []],
  multi_external_select: ["initial_options", "selected_options", []],
  multi_users_select: ["initial_users", "selected_users", []],
  multi_conversations_select: ["initial_conversations", "selected_conversations", []],
  multi_channels_select: ["initial_channels", "selected_channels", []],
  datepicker: ["initial_date", "selected_date", null],
  timepicker: ["initial_time", "selected_time", null],
  datetimepicker: ["initial_date_time", "selected_date_time", null],
};

/** What `state.values` holds for an element nobody touched yet, or undefined for one that holds nothing (a button). */
export function initialState(element: { type: string }): ElementState | undefined {
  const fields = initialFields[element.type];
  if (!fields) return undefined;
  const [from, to, empty] = fields;
  const { [from]: given, timezone } = element as Record<string, unknown>;
  const zone = typeof timezone === "string" ? { timezone } : {};
  return { type: element.type, [to]: given ?? empty, ...zone };
}
