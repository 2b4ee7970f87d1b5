import type { RawTextElement, RichTextBlock, TableBlock } from "@slack/types";
import { cut } from "./cut.ts";
import { printMoment, richMoment } from "./date.ts";
import { oneLine } from "./escape.ts";
import { limits } from "./limits.ts";

/** What stands in a cell: words, or a moment in world milliseconds. */
export type Cell = string | { at: number };

export interface Column {
  title: string;
  align?: "left" | "right";
}

const cellCharacters = 120;
/** Kept back from Slack's limit, so that a client that counts a little differently still agrees. */
const spareCharacters = 500;

const wordsIn = (cell: Cell, timeZone: string): string => {
  const text = typeof cell === "string" ? cut(oneLine(cell), cellCharacters) : printMoment(cell.at, timeZone);
  return text.trim() === "" ? "–" : text;
};

const drawn = (cell: Cell, timeZone: string): RawTextElement | RichTextBlock =>
  typeof cell === "string"
    ? { type: "raw_text", text: wordsIn(cell, timeZone) }
    : {
        type: "rich_text",
        elements: [{ type: "rich_text_section", elements: [richMoment(cell.at, timeZone)] }],
      };

/** A table within Slack's limits. Rows that did not fit are counted in `left`; a message holds one table. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  timeZone: string,
): { block: TableBlock; left: number } => {
  const head = columns.slice(0, limits.tableColumns);
  let characters = head.reduce((sum, { title }) => sum + title.length, 0);
  const shown: (readonly Cell[])[] = [];
  for (const row of rows.slice(0, limits.tableRows - 1)) {
    const cells = row.slice(0, head.length);
    characters += cells.reduce((sum: number, cell) => sum + wordsIn(cell, timeZone).length, 0);
    if (characters > limits.tableCharacters - spareCharacters) break;
    shown.push(cells);
  }
  return {
    block: {
      type: "table",
      column_settings: head.map(({ align = "left" }) => ({ align, is_wrapped: true })),
      rows: [
        head.map(({ title }) => drawn(title, timeZone)),
        ...shown.map((cells) => cells.map((cell) => drawn(cell, timeZone))),
      ],
    },
    left: rows.length - shown.length,
  };
};

/** The same table as lines of text, for where none is drawn. */
export const tableLines = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  timeZone: string,
): string[] =>
  [columns.map(({ title }) => title), ...rows].map((row) => row.map((cell) => wordsIn(cell, timeZone)).join(" · "));
