import { z } from "zod";
import {
  anyText,
  characters,
  hasOneSource,
  identifier,
  imageFields,
  mrkdwn,
  oneSourceMessage,
  plainText,
} from "./compositions.ts";
import { elementIn, elements } from "./elements.ts";
import { richText } from "./rich-text.ts";
import { containerBlocks, limits, taskStatuses } from "./rules.ts";

const block = { block_id: identifier.optional() };

const cell = z.discriminatedUnion("type", [
  richText,
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1) }),
]);

const taskCard = z.strictObject({
  type: z.literal("task_card"),
  ...block,
  task_id: identifier,
  title: z.string().min(1),
  status: z.enum(taskStatuses),
  details: richText.optional(),
  output: richText.optional(),
  sources: z
    .array(z.strictObject({ type: z.literal("url"), url: characters(limits.url), text: z.string().min(1) }))
    .optional(),
});

const card = z
  .strictObject({
    type: z.literal("card"),
    ...block,
    hero_image: elements.image.optional(),
    icon: elements.image.optional(),
    title: mrkdwn(limits.card.title).optional(),
    subtitle: mrkdwn(limits.card.subtitle).optional(),
    body: mrkdwn(limits.card.body).optional(),
    actions: z.array(elements.button).min(1).optional(),
  })
  .refine((value) => [value.hero_image, value.title, value.actions, value.body].some((part) => part !== undefined), {
    message: "must define at least one of `hero_image`, `title`, `actions` or `body`",
  });

const plain = {
  actions: z.strictObject({
    type: z.literal("actions"),
    ...block,
    elements: z.array(elementIn("actions")).min(1).max(limits.actions),
  }),
  alert: z.strictObject({
    type: z.literal("alert"),
    ...block,
    text: anyText(limits.text),
    level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
  }),
  card,
  carousel: z.strictObject({
    type: z.literal("carousel"),
    ...block,
    elements: z.array(card).min(1).max(limits.carousel),
  }),
  context: z.strictObject({
    type: z.literal("context"),
    ...block,
    elements: z.array(elementIn("context")).min(1).max(limits.context),
  }),
  context_actions: z.strictObject({
    type: z.literal("context_actions"),
    ...block,
    elements: z.array(elementIn("contextActions")).min(1).max(limits.contextActions),
  }),
  data_table: z.strictObject({
    type: z.literal("data_table"),
    ...block,
    caption: z.string().min(1),
    rows: z.array(z.array(cell).min(1).max(limits.dataTable.columns)).min(2).max(limits.dataTable.rows),
    page_size: z.number().int().min(1).max(limits.dataTable.pageSize).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
  }),
  // Not typed in @slack/types 3.2.0, so only its frame is known.
  data_visualization: z.looseObject({ type: z.literal("data_visualization"), ...block }),
  divider: z.strictObject({ type: z.literal("divider"), ...block }),
  file: z.strictObject({
    type: z.literal("file"),
    ...block,
    source: z.literal("remote"),
    external_id: z.string().min(1),
  }),
  header: z.strictObject({
    type: z.literal("header"),
    ...block,
    text: plainText(limits.header),
    level: z.number().int().optional(),
  }),
  image: z
    .strictObject({ type: z.literal("image"), ...block, ...imageFields, title: plainText(limits.altText).optional() })
    .refine(hasOneSource, { message: oneSourceMessage }),
  input: z.strictObject({
    type: z.literal("input"),
    ...block,
    label: plainText(limits.input.label),
    element: elementIn("input"),
    hint: plainText(limits.input.hint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  markdown: z.strictObject({ type: z.literal("markdown"), ...block, text: characters(limits.message.markdown) }),
  plan: z.strictObject({
    type: z.literal("plan"),
    ...block,
    title: z.string().min(1),
    tasks: z.array(taskCard).max(limits.plan.tasks).optional(),
  }),
  rich_text: richText,
  section: z
    .strictObject({
      type: z.literal("section"),
      ...block,
      text: anyText(limits.text).optional(),
      fields: z.array(anyText(limits.section.field)).min(1).max(limits.section.fields).optional(),
      accessory: elementIn("accessory").optional(),
      expand: z.boolean().optional(),
    })
    .refine((value) => value.text !== undefined || value.fields !== undefined, {
      message: "must define either `text` or `fields`",
    }),
  table: z.strictObject({
    type: z.literal("table"),
    ...block,
    rows: z.array(z.array(cell).min(1).max(limits.table.columns)).min(1).max(limits.table.rows),
    column_settings: z
      .array(
        z
          .strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() })
          .nullable(),
      )
      .max(limits.table.columns)
      .optional(),
  }),
  task_card: taskCard,
  video: z.strictObject({
    type: z.literal("video"),
    ...block,
    video_url: z.string().min(1),
    thumbnail_url: z.string().min(1),
    alt_text: z.string().min(1),
    title: plainText(limits.video.title),
    title_url: z.string().optional(),
    author_name: z.string().max(limits.video.author).optional(),
    provider_name: z.string().optional(),
    provider_icon_url: z.string().optional(),
    description: plainText(limits.text).optional(),
  }),
} as const;

const [firstChild, ...otherChildren] = containerBlocks.map((type) => plain[type]);

/** One schema per block type. */
export const blocks: Readonly<Record<string, z.ZodType>> = {
  ...plain,
  container: z
    .strictObject({
      type: z.literal("container"),
      ...block,
      title: plainText(limits.container.title).optional(),
      rich_text_title: richText.optional(),
      subtitle: anyText(limits.container.title).optional(),
      child_blocks: z
        .array(
          z.discriminatedUnion("type", [
            firstChild as (typeof plain)["divider"],
            ...(otherChildren as unknown as (typeof plain)["divider"][]),
          ]),
        )
        .min(1)
        .max(limits.container.blocks),
      width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
      icon: elements.image.optional(),
      is_collapsible: z.boolean().optional(),
      default_collapsed: z.boolean().optional(),
      has_header_divider: z.boolean().optional(),
    })
    .refine((value) => value.title !== undefined || value.rich_text_title !== undefined, {
      message: "must define either `title` or `rich_text_title`",
    }),
};
