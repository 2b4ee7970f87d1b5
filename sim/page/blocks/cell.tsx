import type { DataTableBlock } from "@slack/types";
import { RichText, wordsOf } from "./rich-text.tsx";

/** A cell of either kind of table. */
export type Cell = DataTableBlock["rows"][number][number];

/** What a cell says, in bare words. */
export function textOf(cell: Cell): string {
  if (cell.type === "rich_text") return wordsOf(cell);
  return "text" in cell ? cell.text : "";
}

/** Words and numbers as they were sent, never styled; rich text with its links. */
export function CellContent({ cell }: { cell: Cell }) {
  if (cell.type === "rich_text") return <RichText block={cell} />;
  if ("text" in cell) return <>{cell.text}</>;
  return <span className="unknown">Cell “{(cell as { type: string }).type}” cannot be shown here.</span>;
}
