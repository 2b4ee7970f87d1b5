import { z } from "zod";
import { limits } from "../limits.ts";
import { blockId, link } from "./compositions.ts";
import { blockPage, named } from "./named.ts";

const page = blockPage("rich-text");
const filled = z.string().min(1);

const style = named(
  "text_style",
  page,
  z.strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
    code: z.boolean().optional(),
    highlight: z.boolean().optional(),
    client_highlight: z.boolean().optional(),
    unlink: z.boolean().optional(),
  }),
);

/** Names are those of the types with "_leaf" behind, because blocks and elements use the same words. */
function leaf<Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) {
  return named(`${type}_leaf`, page, z.strictObject({ type: z.literal(type), ...fields, style: style.optional() }));
}

const text = leaf("text", { text: filled });
const anchor = leaf("link", { url: link, text: z.string().optional(), unsafe: z.boolean().optional() });
const leaves = z.discriminatedUnion("type", [
  text,
  anchor,
  leaf("user", { user_id: filled }),
  leaf("usergroup", { usergroup_id: filled }),
  leaf("channel", { channel_id: filled }),
  leaf("team", { team_id: filled }),
  leaf("broadcast", { range: z.enum(["here", "channel", "everyone"]) }),
  leaf("color", { value: filled }),
  leaf("emoji", {
    name: filled,
    unicode: z.string().optional(),
    url: z.string().optional(),
    skin_tone: z.number().int().min(1).max(6).optional(),
  }),
  leaf("date", {
    timestamp: z.number().int(),
    format: filled,
    url: z.string().optional(),
    fallback: z.string().optional(),
  }),
]);

const border = { border: named("border", page, z.literal([0, 1])).optional() };
const section = named(
  "rich_text_section",
  page,
  z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(leaves) }),
);

/**
 * A `rich_text` block, also as it stands inside task cards and table cells. Its lists of elements may be empty, a
 * list's may not (Block Kit Builder; github.com/TightknitAI/slack-block-kit-validator).
 */
export const richText = named(
  "rich_text",
  page,
  z.strictObject({
    type: z.literal("rich_text"),
    block_id: blockId.optional(),
    elements: z.array(
      z.discriminatedUnion("type", [
        section,
        named(
          "rich_text_list",
          page,
          z.strictObject({
            type: z.literal("rich_text_list"),
            style: z.enum(["bullet", "ordered"]),
            elements: z.array(section).min(1),
            indent: z.number().int().min(0).max(limits.indent).optional(),
            offset: z.number().int().min(0).optional(),
            ...border,
          }),
        ),
        named(
          "rich_text_quote",
          page,
          z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(leaves), ...border }),
        ),
        named(
          "rich_text_preformatted",
          page,
          z.strictObject({
            type: z.literal("rich_text_preformatted"),
            elements: z.array(z.discriminatedUnion("type", [text, anchor])),
            language: z.string().optional(),
            ...border,
          }),
        ),
      ]),
    ),
  }),
);
