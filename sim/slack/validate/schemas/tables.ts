import { z } from "zod";
import { limits } from "../limits.ts";
import { blockId } from "./compositions.ts";
import { blockPage, named } from "./named.ts";
import { richText } from "./rich-text.ts";

const page = blockPage("data-table");
const filled = z.string().min(1);
const cell = z.discriminatedUnion("type", [
  richText,
  named("raw_text", page, z.strictObject({ type: z.literal("raw_text"), text: filled })),
  named("raw_number", page, z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: filled })),
]);

const column = named(
  "column_settings",
  blockPage("table"),
  z.strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() }),
);

/** The two kinds of table. */
export const tables = {
  data_table: named(
    "data_table",
    page,
    z.strictObject({
      type: z.literal("data_table"),
      block_id: blockId.optional(),
      caption: filled,
      rows: z.array(z.array(cell).min(1).max(limits.dataTable.columns)).min(2).max(limits.dataTable.rows),
      page_size: z.number().int().min(1).max(limits.dataTable.pageSize).optional(),
      row_header_column_index: z.number().int().min(0).optional(),
    }),
  ),
  table: named(
    "table",
    blockPage("table"),
    z.strictObject({
      type: z.literal("table"),
      block_id: blockId.optional(),
      rows: z.array(z.array(cell).min(1).max(limits.table.columns)).min(1).max(limits.table.rows),
      column_settings: z.array(column.nullable()).max(limits.table.columns).optional(),
    }),
  ),
} as const;
