import type { TableBlock } from "@slack/types";
import { CellContent } from "./cell.tsx";

/**
 * A table whose first row heads the columns. Ours, not the library's: that one styles `raw_text` cells as mrkdwn and
 * has no header cells for a screen reader.
 */
export function Table({ block }: { block: TableBlock }) {
  const [head = [], ...rows] = block.rows;
  const classOf = (column: number) => {
    const setting = block.column_settings?.[column];
    return `align-${setting?.align ?? "left"}${setting?.is_wrapped ? " wrapped" : ""}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and the keyboard must be able to scroll it
    <section className="block table" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
              <th key={column} scope="col" className={classOf(column)}>
                <CellContent cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <td key={column} className={classOf(column)}>
                  <CellContent cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
