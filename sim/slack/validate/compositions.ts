import { z } from "zod";
import { limits } from "./rules.ts";

/** Text of a set length; Slack wants at least one character. */
export const characters = (max: number) => z.string().min(1).max(max);
export const identifier = characters(limits.id);

/** A `plain_text` object. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: characters(max), emoji: z.boolean().optional() });

/** A `mrkdwn` object. */
export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: characters(max), verbatim: z.boolean().optional() });

/** Either kind of text object. */
export const anyText = (max: number) => z.discriminatedUnion("type", [plainText(max), mrkdwn(max)]);

export const confirm = z.strictObject({
  title: plainText(limits.confirm.title).optional(),
  text: anyText(limits.confirm.text),
  confirm: plainText(limits.confirm.button).optional(),
  deny: plainText(limits.confirm.button).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

/** An option of a select menu. */
export const option = z.strictObject({
  text: plainText(limits.option.text),
  value: characters(limits.option.value),
  description: plainText(limits.option.description).optional(),
});

/** An option of checkboxes and radio buttons, which may be `mrkdwn`. */
export const choice = z.strictObject({
  text: anyText(limits.option.text),
  value: characters(limits.option.value),
  description: anyText(limits.option.description).optional(),
});

/** An option of an overflow menu, which may be a link. */
export const overflowOption = z.strictObject({ ...option.shape, url: z.string().max(limits.url).optional() });

export const options = z.array(option).min(1).max(limits.options);

export const optionGroups = z
  .array(z.strictObject({ label: plainText(limits.option.text), options }))
  .min(1)
  .max(limits.optionGroups);

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).min(1),
});

export const conversationFilter = z.strictObject({
  include: z
    .array(z.enum(["im", "mpim", "private", "public"]))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});

const slackFile = z.union([z.strictObject({ url: z.string() }), z.strictObject({ id: z.string() })]);

/** The fields of an image: one source, and what it shows in words. */
export const imageFields = {
  alt_text: characters(limits.altText),
  image_url: characters(limits.url).optional(),
  slack_file: slackFile.optional(),
};

/** Says whether exactly one image source is given. */
export function hasOneSource(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}

export const oneSourceMessage = "must define either `image_url` or `slack_file`";
