import { z } from "zod";
import { limits } from "../limits.ts";
import { actionId, characters, choice, colour, confirm, link, overflowOption, plainText } from "./compositions.ts";
import { elementPage, named, objectPage } from "./named.ts";

const action = { action_id: actionId.optional() };
const text = { text: plainText(limits.button.text) };
const value = characters(limits.button.value);
const label = {
  accessibility_label: named(
    "accessibility_label",
    elementPage("button"),
    characters(limits.button.accessibilityLabel),
  ).optional(),
};
const confirmable = { confirm: confirm.optional() };
const styled = { style: colour.optional() };
const focusable = { focus_on_load: z.boolean().optional() };

const workflow = named(
  "workflow",
  objectPage("workflow"),
  z.strictObject({
    trigger: named(
      "trigger",
      objectPage("trigger"),
      z.strictObject({
        url: z.string().min(1),
        customizable_input_parameters: z
          .array(
            named("input_parameter", objectPage("trigger"), z.strictObject({ name: z.string(), value: z.string() })),
          )
          .optional(),
      }),
    ),
  }),
);

const feedback = named(
  "feedback_button",
  elementPage("feedback-buttons"),
  z.strictObject({ ...text, value, ...label }),
);

/** Buttons, and what looks like a row of them: one schema per type. */
export const buttons = {
  button: named(
    "button",
    elementPage("button"),
    z.strictObject({
      type: z.literal("button"),
      ...action,
      ...text,
      value: value.optional(),
      url: link.optional(),
      ...styled,
      ...confirmable,
      ...label,
    }),
  ),
  workflow_button: named(
    "workflow_button",
    elementPage("workflow-button"),
    z.strictObject({
      type: z.literal("workflow_button"),
      ...action,
      ...text,
      workflow,
      ...styled,
      ...confirmable,
      ...label,
    }),
  ),
  overflow: named(
    "overflow",
    elementPage("overflow-menu"),
    z.strictObject({
      type: z.literal("overflow"),
      ...action,
      ...confirmable,
      options: z.array(overflowOption).min(1).max(limits.overflow),
    }),
  ),
  checkboxes: named(
    "checkboxes",
    elementPage("checkboxes"),
    z.strictObject({
      type: z.literal("checkboxes"),
      ...action,
      ...confirmable,
      ...focusable,
      options: z.array(choice).min(1).max(limits.choices),
      initial_options: z.array(choice).optional(),
    }),
  ),
  radio_buttons: named(
    "radio_buttons",
    elementPage("radio-button-group"),
    z.strictObject({
      type: z.literal("radio_buttons"),
      ...action,
      ...confirmable,
      ...focusable,
      options: z.array(choice).min(1).max(limits.choices),
      initial_option: choice.optional(),
    }),
  ),
  feedback_buttons: named(
    "feedback_buttons",
    elementPage("feedback-buttons"),
    z.strictObject({
      type: z.literal("feedback_buttons"),
      ...action,
      positive_button: feedback,
      negative_button: feedback,
    }),
  ),
  icon_button: named(
    "icon_button",
    elementPage("icon-button"),
    z.strictObject({
      type: z.literal("icon_button"),
      ...action,
      ...confirmable,
      icon: z.enum(["trash"]),
      ...text,
      ...label,
      value: value.optional(),
      visible_to_user_ids: z.array(z.string()).optional(),
    }),
  ),
} as const;
