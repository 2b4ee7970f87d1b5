import { z } from "zod";
import { limits } from "../limits.ts";
import { actionId, confirm, dispatchActionConfig } from "./compositions.ts";
import { placeholder } from "./menus.ts";
import { elementPage, named } from "./named.ts";
import { richText } from "./rich-text.ts";

const focusable = { action_id: actionId.optional(), focus_on_load: z.boolean().optional() };
const picked = { ...focusable, confirm: confirm.optional() };
const typed = {
  ...focusable,
  placeholder: placeholder.optional(),
  dispatch_action_config: dispatchActionConfig.optional(),
};
const number = named("number", elementPage("number-input"), z.string().regex(/^-?\d+(\.\d+)?$/)).optional();
const length = z.number().int();

/** Pickers and fields to type into, one schema per type. */
export const inputs = {
  datepicker: named(
    "datepicker",
    elementPage("date-picker"),
    z.strictObject({
      type: z.literal("datepicker"),
      ...picked,
      placeholder: placeholder.optional(),
      initial_date: z.string().optional(),
    }),
  ),
  timepicker: named(
    "timepicker",
    elementPage("time-picker"),
    z.strictObject({
      type: z.literal("timepicker"),
      ...picked,
      placeholder: placeholder.optional(),
      initial_time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .optional(),
      timezone: z.string().optional(),
    }),
  ),
  datetimepicker: named(
    "datetimepicker",
    elementPage("datetime-picker"),
    z.strictObject({
      type: z.literal("datetimepicker"),
      ...picked,
      initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
    }),
  ),
  plain_text_input: named(
    "plain_text_input",
    elementPage("plain-text-input"),
    z.strictObject({
      type: z.literal("plain_text_input"),
      ...typed,
      initial_value: z.string().max(limits.plainTextInput).optional(),
      multiline: z.boolean().optional(),
      min_length: length.min(0).max(limits.plainTextInput).optional(),
      max_length: length.min(1).max(limits.plainTextInput).optional(),
    }),
  ),
  email_text_input: named(
    "email_text_input",
    elementPage("email-input"),
    z.strictObject({ type: z.literal("email_text_input"), ...typed, initial_value: z.string().optional() }),
  ),
  url_text_input: named(
    "url_text_input",
    elementPage("url-input"),
    z.strictObject({ type: z.literal("url_text_input"), ...typed, initial_value: z.string().optional() }),
  ),
  number_input: named(
    "number_input",
    elementPage("number-input"),
    z.strictObject({
      type: z.literal("number_input"),
      ...typed,
      is_decimal_allowed: z.boolean(),
      initial_value: number,
      min_value: number,
      max_value: number,
    }),
  ),
  rich_text_input: named(
    "rich_text_input",
    elementPage("rich-text-input"),
    z.strictObject({
      type: z.literal("rich_text_input"),
      ...typed,
      initial_value: richText.optional(),
      min_lines: length.min(1).max(limits.richTextLines).optional(),
      max_lines: length.min(1).max(limits.richTextLines).optional(),
    }),
  ),
  file_input: named(
    "file_input",
    elementPage("file-input"),
    z.strictObject({
      type: z.literal("file_input"),
      action_id: actionId.optional(),
      filetypes: z.array(z.string().min(1)).min(1).optional(),
      max_files: z.number().int().min(1).max(limits.files).optional(),
    }),
  ),
} as const;
