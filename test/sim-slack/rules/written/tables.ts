import type { Example } from "../derived.ts";
import { cell, chart, long, many, richText } from "../payloads.ts";
import { blocks, each } from "./shapes.ts";

const table = (rows: readonly unknown[]) => ({ type: "table", rows });
const dataTable = (rows: readonly unknown[], fields: object = {}) => ({
  type: "data_table",
  caption: "c",
  rows,
  ...fields,
});
const wide = (length: number) => ({ type: "raw_text", text: long(length) });
const pieces = (...sizes: number[]) => sizes.map((size) => ({ type: "markdown", text: long(size) }));
const series = (name: string, ...labels: string[]) => ({ name, data: labels.map((label) => ({ label, value: 1 })) });
const line = (all: readonly unknown[], categories: readonly string[] = ["Mon"]) => ({
  ...chart,
  chart: { type: "line", series: all, axis_config: { categories } },
});
const days = (count: number) => many(count, (index) => `d${index}`);

/** Tables and charts that do not agree with themselves, and too many of them. */
export const tables: Readonly<Record<string, Example>> = {
  "table.characters": each(
    table([[wide(5_000)], [wide(5_000)]]),
    table([[wide(5_000)], [wide(5_001)]]),
    "must be less than 10001 characters [json-pointer:/blocks/0/rows]",
  ),
  "data_table.characters": each(
    dataTable([[wide(10_000)], [wide(10_000)]]),
    dataTable([[wide(10_000)], [wide(10_001)]]),
    "must be less than 20001 characters [json-pointer:/blocks/0/rows]",
  ),
  "table.once": blocks(
    [table([[cell]]), dataTable([[cell], [cell]])],
    [table([[cell]]), table([[cell]])],
    "only_one_table_allowed",
    "invalid_attachments",
  ),
  "data_table.equal": each(
    dataTable([
      [cell, cell],
      [cell, cell],
    ]),
    dataTable([[cell, cell], [cell]]),
    "must have the same number of cells as the first row [json-pointer:/blocks/0/rows/1]",
  ),
  "data_table.header": each(
    dataTable([[cell], [richText]]),
    dataTable([[richText], [cell]]),
    "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
  ),
  "data_table.row_header": each(
    dataTable([[cell], [cell]], { row_header_column_index: 0 }),
    dataTable([[cell], [cell]], { row_header_column_index: 1 }),
    "must be the index of a column [json-pointer:/blocks/0/row_header_column_index]",
  ),
  "data_visualization.count": blocks([chart, chart], [chart, chart, chart], "too many data_visualization blocks"),
  "series.unique": each(
    line([series("a", "Mon"), series("b", "Mon")]),
    line([series("a", "Mon"), series("a", "Mon")]),
    'series name "a" already exists [json-pointer:/blocks/0/chart/series/1/name]',
  ),
  "series.points": each(
    line([series("a", "Tue", "Mon")], ["Mon", "Tue"]),
    line([series("a", "Mon", "Wed")], ["Mon", "Tue"]),
    "must have one data point for each category [json-pointer:/blocks/0/chart/series/0/data]",
  ),
  "markdown.characters": blocks(
    pieces(6_000, 6_000),
    pieces(6_000, 6_001),
    "must be less than 12001 characters [json-pointer:/blocks]",
  ),
  "axis_config.categories.maxItems": each(
    line([series("a", ...days(20))], days(20)),
    line([series("a", ...days(20))], days(21)),
    "no more than 20 items allowed [json-pointer:/blocks/0/chart/axis_config/categories]",
  ),
  "series.data.maxItems": each(
    line([series("a", ...days(20))], days(20)),
    line([series("a", ...days(21))], days(20)),
    "no more than 20 items allowed [json-pointer:/blocks/0/chart/series/0/data]",
  ),
  "data_table.rows[].maxItems": each(
    dataTable([many(20, () => cell), many(20, () => cell)]),
    dataTable([many(21, () => cell), many(20, () => cell)]),
    "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
  ),
  "data_table.rows[].minItems": each(
    dataTable([[cell], [cell]]),
    dataTable([[cell], []]),
    "must provide at least 1 items [json-pointer:/blocks/0/rows/1]",
  ),
};
