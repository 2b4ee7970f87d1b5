import { z } from "zod";
import { limits } from "../limits.ts";
import { dataVisualization } from "./charts.ts";
import { anyText, blockId, characters, imageFields, plainText } from "./compositions.ts";
import { elementIn, elements } from "./elements.ts";
import { blockPage, named } from "./named.ts";
import { richText } from "./rich-text.ts";
import { tables } from "./tables.ts";
import { work } from "./work.ts";

/** The schema of a block; its page is called after its type unless `page` says otherwise. */
function block<Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields, page: string = type) {
  return named(
    type,
    blockPage(page),
    z.strictObject({ type: z.literal(type), block_id: blockId.optional(), ...fields }),
  );
}

const simple = {
  actions: block("actions", { elements: z.array(elementIn("actions")).min(1).max(limits.actions) }),
  context: block("context", { elements: z.array(elementIn("context")).min(1).max(limits.context) }),
  divider: block("divider", {}),
  file: block("file", { source: z.literal("remote"), external_id: z.string().min(1) }),
  header: block("header", {
    text: plainText(limits.header.text),
    level: z.number().int().min(1).max(limits.header.level).optional(),
  }),
  image: block("image", { ...imageFields, title: plainText(limits.altText).optional() }),
  input: block("input", {
    label: plainText(limits.input.label),
    element: elementIn("input"),
    hint: plainText(limits.input.hint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  section: block("section", {
    text: anyText(limits.text).optional(),
    fields: z.array(anyText(limits.section.field)).min(1).max(limits.section.fields).optional(),
    accessory: elementIn("accessory").optional(),
    expand: z.boolean().optional(),
  }),
  video: block("video", {
    video_url: z.string(),
    thumbnail_url: z.string().min(1),
    alt_text: z.string().min(1),
    title: plainText(limits.video.title),
    title_url: z.string().optional(),
    author_name: z.string().max(limits.video.author).optional(),
    provider_name: z.string().optional(),
    provider_icon_url: z.string().optional(),
    description: plainText(limits.video.description).optional(),
  }),
} as const;

/** What a container may hold (@slack/types 3.2.0; the validator was once seen to take another list, slack-morphism 2.31). */
const child = z.discriminatedUnion("type", [
  simple.actions,
  simple.context,
  simple.divider,
  simple.file,
  simple.header,
  simple.image,
  simple.input,
  richText,
  simple.section,
  tables.table,
  simple.video,
]);

/** One schema per block type. */
export const blocks: Readonly<Record<string, z.ZodType>> = {
  ...simple,
  ...tables,
  ...work,
  container: block("container", {
    title: plainText(limits.container.title).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(limits.container.title).optional(),
    child_blocks: z.array(child).min(1).max(limits.container.blocks),
    width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
    icon: elements.image.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  }),
  context_actions: block(
    "context_actions",
    { elements: z.array(elementIn("contextActions")).min(1).max(limits.contextActions) },
    "context-actions",
  ),
  data_visualization: dataVisualization,
  markdown: block("markdown", { text: characters(limits.message.markdown) }),
  rich_text: richText,
};
