import { type Json, objectOf } from "../../json.ts";
import { limits } from "../limits.ts";
import { blockPage } from "../schemas/named.ts";
import { type Agreement, onEach, when } from "./rule.ts";
import { shownCharacters } from "./totals.ts";

const page = blockPage("data-table");
const cells = (row: unknown): unknown[] => (Array.isArray(row) ? row : []);
const rows = ({ rows: sent }: Json): unknown[][] => cells(sent).map(cells);

/** The characters of a message's tables of one type, all cells together. */
function total(type: "table" | "data_table", most: number): Agreement {
  return {
    id: `${type}.characters`,
    says: `the cells of a message's \`${type}\` blocks have at most ${most} characters together`,
    source: blockPage(type.replace("_", "-")),
    find: ({ parts }) => {
      const tables = parts.filter((part) => part.type === type);
      const count = tables.reduce((sum, { value }) => sum + shownCharacters(value.rows), 0);
      const last = tables.at(-1);
      return when(count > most, `must be less than ${most + 1} characters`, `${last?.pointer ?? ""}/rows`);
    },
  };
}

/** How the cells of tables agree. */
export const tables: readonly Agreement[] = [
  total("table", limits.table.characters),
  total("data_table", limits.dataTable.characters),
  {
    id: "table.once",
    says: "one `table` in a message",
    source: blockPage("table"),
    error: "invalid_attachments",
    find: ({ parts }) =>
      when(parts.filter(({ type }) => type === "table").length > limits.message.tables, "only_one_table_allowed"),
  },
  {
    id: "data_table.equal",
    says: "`data_table`: every row has as many cells as the first",
    source: page,
    find: onEach(["data_table"], (value) => {
      const [header, ...others] = rows(value);
      return others.flatMap((row, index) =>
        when(
          row.length !== header?.length,
          "must have the same number of cells as the first row",
          `/rows/${index + 1}`,
        ),
      );
    }),
  },
  {
    id: "data_table.header",
    says: "`data_table`: no `rich_text` in the first row",
    source: page,
    find: onEach(["data_table"], (value) =>
      (rows(value)[0] ?? []).flatMap((cell, index) =>
        when(objectOf(cell).type === "rich_text", "unsupported type: rich_text", `/rows/0/${index}/type`),
      ),
    ),
  },
  {
    id: "data_table.row_header",
    says: "`data_table`: `row_header_column_index` is one of its columns",
    source: page,
    find: onEach(["data_table"], (value) =>
      when(
        Number(value.row_header_column_index) >= (rows(value)[0] ?? []).length,
        "must be the index of a column",
        "/row_header_column_index",
      ),
    ),
  },
];
