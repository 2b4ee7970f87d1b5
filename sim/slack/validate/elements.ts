import { z } from "zod";
import {
  characters,
  choice,
  confirm,
  conversationFilter,
  dispatchActionConfig,
  hasOneSource,
  identifier,
  imageFields,
  mrkdwn,
  oneSourceMessage,
  option,
  optionGroups,
  options,
  overflowOption,
  plainText,
} from "./compositions.ts";
import { richText } from "./rich-text.ts";
import { limits, places } from "./rules.ts";

const action = { action_id: identifier.optional() };
const confirmable = { ...action, confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholdable = { placeholder: plainText(limits.placeholder).optional() };
const dispatchable = { dispatch_action_config: dispatchActionConfig.optional() };
const select = { ...confirmable, ...focusable, ...placeholdable };
const multi = { ...select, max_selected_items: z.number().int().min(1).optional() };
const listed = { options: options.optional(), option_groups: optionGroups.optional() };
const asked = { min_query_length: z.number().int().min(0).optional() };
const typed = { ...action, ...focusable, ...placeholdable, ...dispatchable, initial_value: z.string().optional() };
const label = characters(limits.button.accessibilityLabel).optional();
const style = z.enum(["primary", "danger"]).optional();
const conversation = { filter: conversationFilter.optional(), default_to_current_conversation: z.boolean().optional() };
const feedback = z.strictObject({
  text: plainText(limits.button.text),
  value: characters(limits.button.value),
  accessibility_label: label,
});

/** Exactly one of `options` and `option_groups`. */
function isListed(element: { options?: unknown; option_groups?: unknown }): boolean {
  return (element.options === undefined) !== (element.option_groups === undefined);
}
const listedMessage = { message: "must define either `options` or `option_groups`" };

/** One schema per element type. */
export const elements = {
  button: z.strictObject({
    type: z.literal("button"),
    ...confirmable,
    text: plainText(limits.button.text),
    value: characters(limits.button.value).optional(),
    url: characters(limits.url).optional(),
    style,
    accessibility_label: label,
  }),
  workflow_button: z.strictObject({
    type: z.literal("workflow_button"),
    ...confirmable,
    text: plainText(limits.button.text),
    workflow: z.record(z.string(), z.unknown()),
    style,
    accessibility_label: label,
  }),
  overflow: z.strictObject({
    type: z.literal("overflow"),
    ...confirmable,
    options: z.array(overflowOption).min(1).max(limits.overflow),
  }),
  checkboxes: z.strictObject({
    type: z.literal("checkboxes"),
    ...confirmable,
    ...focusable,
    options: z.array(choice).min(1).max(limits.choices),
    initial_options: z.array(choice).min(1).optional(),
  }),
  radio_buttons: z.strictObject({
    type: z.literal("radio_buttons"),
    ...confirmable,
    ...focusable,
    options: z.array(choice).min(1).max(limits.choices),
    initial_option: choice.optional(),
  }),
  datepicker: z.strictObject({
    type: z.literal("datepicker"),
    ...select,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
  }),
  timepicker: z.strictObject({
    type: z.literal("timepicker"),
    ...select,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .optional(),
    timezone: z.string().optional(),
  }),
  datetimepicker: z.strictObject({
    type: z.literal("datetimepicker"),
    ...confirmable,
    ...focusable,
    initial_date_time: z.number().int().optional(),
  }),
  static_select: z
    .strictObject({ type: z.literal("static_select"), ...select, ...listed, initial_option: option.optional() })
    .refine(isListed, listedMessage),
  multi_static_select: z
    .strictObject({
      type: z.literal("multi_static_select"),
      ...multi,
      ...listed,
      initial_options: z.array(option).min(1).optional(),
    })
    .refine(isListed, listedMessage),
  external_select: z.strictObject({
    type: z.literal("external_select"),
    ...select,
    ...asked,
    initial_option: option.optional(),
  }),
  multi_external_select: z.strictObject({
    type: z.literal("multi_external_select"),
    ...multi,
    ...asked,
    initial_options: z.array(option).min(1).optional(),
  }),
  users_select: z.strictObject({
    type: z.literal("users_select"),
    ...select,
    initial_user: z.string().optional(),
  }),
  multi_users_select: z.strictObject({
    type: z.literal("multi_users_select"),
    ...multi,
    initial_users: z.array(z.string()).optional(),
  }),
  conversations_select: z.strictObject({
    type: z.literal("conversations_select"),
    ...select,
    ...conversation,
    initial_conversation: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  multi_conversations_select: z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...multi,
    ...conversation,
    initial_conversations: z.array(z.string()).optional(),
  }),
  channels_select: z.strictObject({
    type: z.literal("channels_select"),
    ...select,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  multi_channels_select: z.strictObject({
    type: z.literal("multi_channels_select"),
    ...multi,
    initial_channels: z.array(z.string()).optional(),
  }),
  plain_text_input: z.strictObject({
    type: z.literal("plain_text_input"),
    ...typed,
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(limits.plainTextInput).optional(),
    max_length: z.number().int().min(1).max(limits.plainTextInput).optional(),
  }),
  email_text_input: z.strictObject({ type: z.literal("email_text_input"), ...typed }),
  url_text_input: z.strictObject({ type: z.literal("url_text_input"), ...typed }),
  number_input: z.strictObject({
    type: z.literal("number_input"),
    ...typed,
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  rich_text_input: z.strictObject({
    type: z.literal("rich_text_input"),
    ...action,
    ...focusable,
    ...placeholdable,
    ...dispatchable,
    initial_value: richText.optional(),
    min_lines: z.number().int().min(1).max(100).optional(),
    max_lines: z.number().int().min(1).max(100).optional(),
  }),
  file_input: z.strictObject({
    type: z.literal("file_input"),
    ...action,
    filetypes: z.array(z.string()).optional(),
    max_files: z.number().int().min(1).max(10).optional(),
  }),
  feedback_buttons: z.strictObject({
    type: z.literal("feedback_buttons"),
    ...action,
    positive_button: feedback,
    negative_button: feedback,
  }),
  icon_button: z.strictObject({
    type: z.literal("icon_button"),
    ...confirmable,
    icon: characters(limits.id),
    text: plainText(limits.button.text),
    accessibility_label: label,
    value: characters(limits.button.value).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
  image: z
    .strictObject({ type: z.literal("image"), ...imageFields })
    .refine(hasOneSource, { message: oneSourceMessage }),
  plain_text: plainText(limits.text),
  mrkdwn: mrkdwn(limits.text),
} as const;

type ElementType = keyof typeof elements;

/** A schema for whatever may stand in one place of a block. */
export function elementIn(place: keyof typeof places) {
  const [first, ...rest] = places[place].map((type: ElementType) => elements[type]);
  return z.discriminatedUnion("type", [
    first as (typeof elements)["button"],
    ...(rest as (typeof elements)["button"][]),
  ]);
}
