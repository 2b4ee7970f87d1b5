import { z } from "zod";
import { limits } from "../limits.ts";
import { named, objectPage } from "./named.ts";

const ids = "https://docs.slack.dev/reference/block-kit/blocks";

/** Text of a set length; Slack wants at least one character. */
export const characters = (max: number) => z.string().min(1).max(max);
export const blockId = named("block_id", ids, characters(limits.id));
export const actionId = named(
  "action_id",
  "https://docs.slack.dev/reference/block-kit/block-elements",
  characters(limits.id),
);
export const link = named("url", objectPage("option"), characters(limits.url));
export const colour = named("style", objectPage("confirmation-dialog"), z.enum(["primary", "danger"]));

/** Text objects as they may stand anywhere. */
export const plainTextObject = named(
  "plain_text",
  objectPage("text"),
  z.strictObject({ type: z.literal("plain_text"), text: characters(limits.text), emoji: z.boolean().optional() }),
);
export const mrkdwnObject = named(
  "mrkdwn",
  objectPage("text"),
  z.strictObject({ type: z.literal("mrkdwn"), text: characters(limits.text), verbatim: z.boolean().optional() }),
);

/** A `plain_text` object with the limit of its place. */
export const plainText = (max: number) => z.strictObject({ ...plainTextObject.shape, text: characters(max) });

/** Either kind of text object with the limit of its place. */
export const anyText = (max: number) =>
  z.discriminatedUnion("type", [plainText(max), z.strictObject({ ...mrkdwnObject.shape, text: characters(max) })]);

export const confirm = named(
  "confirm",
  objectPage("confirmation-dialog"),
  z.strictObject({
    title: plainText(limits.confirm.title).optional(),
    text: anyText(limits.confirm.text),
    confirm: plainText(limits.confirm.button).optional(),
    deny: plainText(limits.confirm.button).optional(),
    style: colour.optional(),
  }),
);

/** An option of a select menu. */
export const option = named(
  "option",
  objectPage("option"),
  z.strictObject({
    text: plainText(limits.option.text),
    value: characters(limits.option.value),
    description: plainText(limits.option.description).optional(),
  }),
);

/** An option of checkboxes and radio buttons, which may be `mrkdwn`. */
export const choice = named(
  "choice",
  objectPage("option"),
  z.strictObject({
    text: anyText(limits.option.text),
    value: characters(limits.option.value),
    description: anyText(limits.option.description).optional(),
  }),
);

/** An option of an overflow menu, which may be a link. */
export const overflowOption = named(
  "overflow_option",
  objectPage("option"),
  z.strictObject({ ...option.shape, url: link.optional() }),
);

export const options = named("options", objectPage("option"), z.array(option).min(1).max(limits.options));

export const optionGroups = named(
  "option_groups",
  objectPage("option-group"),
  z
    .array(
      named(
        "option_group",
        objectPage("option-group"),
        z.strictObject({ label: plainText(limits.option.text), options }),
      ),
    )
    .min(1)
    .max(limits.optionGroups),
);

export const dispatchActionConfig = named(
  "dispatch_action_config",
  objectPage("dispatch-action-configuration"),
  z.strictObject({
    trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).min(1),
  }),
);

export const conversationFilter = named(
  "filter",
  objectPage("conversation-filter"),
  z.strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  }),
);

const slackFile = named(
  "slack_file",
  objectPage("slack-file"),
  z.strictObject({ url: z.string().min(1).optional(), id: z.string().min(1).optional() }),
);

/** The fields of an image: one source, and what it shows in words. */
export const imageFields = {
  alt_text: characters(limits.altText),
  image_url: link.optional(),
  slack_file: slackFile.optional(),
};
