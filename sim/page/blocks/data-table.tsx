import type { DataTableBlock } from "@slack/types";
import { useMemo, useState } from "react";
import { Chevron } from "../components/icons.tsx";
import { type Cell, CellContent, textOf } from "./cell.tsx";
import { nextSort, type Page, pageOf, type Sort, type Sortable, type View } from "./table-view.ts";

const sortable = (cell: Cell): Sortable =>
  cell.type === "raw_number" ? { text: cell.text, value: cell.value } : { text: textOf(cell) };

interface HeadProps {
  cell: Cell;
  isNumeric: boolean;
  /** Absent while another column, or none, is sorted by. */
  descending: boolean | undefined;
  onSort(): void;
}

function Head({ cell, isNumeric, descending, onSort }: HeadProps) {
  const order = descending === undefined ? "none" : descending ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={order} className={isNumeric ? "align-right" : undefined}>
      <button type="button" className="sort" onClick={onSort}>
        {textOf(cell)}
        <span className={`sort-arrow ${order}`} aria-hidden="true">
          {descending ? "▼" : "▲"}
        </span>
      </button>
    </th>
  );
}

function Pager({ at, caption, onTurn }: { at: Page; caption: string; onTurn(page: number): void }) {
  const last = at.first + at.rows.length - 1;
  const turn = (by: 1 | -1, isEnd: boolean, words: string) => (
    <button
      type="button"
      className={by < 0 ? "button-icon back" : "button-icon"}
      aria-label={`${words} page of ${caption}`}
      disabled={isEnd}
      onClick={() => onTurn(at.page + by)}
    >
      <Chevron size={16} />
    </button>
  );
  return (
    <div className="data-table-foot">
      <span role="status">{at.total === 0 ? "No row fits" : `${at.first}–${last} of ${at.total}`}</span>
      {at.pages > 1 && (
        <>
          {turn(-1, at.page === 0, "Previous")}
          {turn(1, at.page === at.pages - 1, "Next")}
        </>
      )}
    </div>
  );
}

/**
 * A table to page through, sort and filter. Ours: slack-blocks-to-jsx 1.1.1 does not know it.
 * Five rows a page and a row headed by its first cell unless the app says otherwise (@slack/types 3.2.0).
 */
export function DataTable({ block }: { block: DataTableBlock }) {
  const { caption, page_size: size = 5, row_header_column_index: header = 0 } = block;
  const [view, setView] = useState<View>({ filter: "", page: 0 });
  const [head = [], ...rows] = block.rows;
  const values = useMemo(() => block.rows.slice(1).map((row) => row.map(sortable)), [block.rows]);
  const at = pageOf(values, view, size);
  const isNumeric = (column: number) => values.every((row) => row[column]?.value !== undefined);
  const order = (column: number): Sort | undefined => (view.sort?.column === column ? view.sort : undefined);
  return (
    <div className="block data-table">
      <div className="data-table-head">
        <strong aria-hidden="true">{caption}</strong>
        <input
          type="search"
          placeholder="Filter"
          aria-label={`Filter ${caption}`}
          value={view.filter}
          onChange={({ target }) => setView({ ...view, filter: target.value, page: 0 })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and the keyboard must be able to scroll it */}
      <section className="data-table-rows" aria-label={caption} tabIndex={0}>
        <table>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <Head
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place
                  key={column}
                  cell={cell}
                  isNumeric={isNumeric(column)}
                  descending={order(column)?.descending}
                  onSort={() => setView({ ...view, sort: nextSort(view.sort, column), page: 0 })}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {at.rows.map((row) => (
              <tr key={row}>
                {rows[row]?.map((cell, column) => {
                  const Tag = column === header ? "th" : "td";
                  return (
                    <Tag
                      // biome-ignore lint/suspicious/noArrayIndexKey: see above
                      key={column}
                      scope={column === header ? "row" : undefined}
                      className={isNumeric(column) ? "align-right" : undefined}
                    >
                      <CellContent cell={cell} />
                    </Tag>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Pager at={at} caption={caption} onTurn={(page) => setView({ ...view, page })} />
    </div>
  );
}
