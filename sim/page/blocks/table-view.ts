/** A value to sort by beside the words it is shown as. */
export interface Sortable {
  text: string;
  /** Set for numbers, which sort by size and not by their words. */
  value?: number;
}

export interface Sort {
  column: number;
  descending: boolean;
}

/** How a reader looks at a table: which rows, in which order, and which page of them (from 0). */
export interface View {
  filter: string;
  sort?: Sort | undefined;
  page: number;
}

export interface Page {
  /** Indexes of the rows on this page, in the order they are shown. */
  rows: number[];
  /** Rows on all pages; `first` is the place of this page's first row among them, from 1. */
  total: number;
  first: number;
  /** This page's number from 0, never past the last one. */
  page: number;
  pages: number;
}

function compare(a: Sortable | undefined, b: Sortable | undefined): number {
  if (a?.value !== undefined && b?.value !== undefined) return a.value - b.value;
  return (a?.text ?? "").localeCompare(b?.text ?? "", "en", { numeric: true, sensitivity: "base" });
}

/** One page of the rows that hold the filter's words in any cell. Equal rows keep the order the app gave them. */
export function pageOf(rows: readonly (readonly Sortable[])[], view: View, size: number): Page {
  const wanted = view.filter.trim().toLowerCase();
  const fitting = [...rows.keys()].filter((row) => rows[row]?.some(({ text }) => text.toLowerCase().includes(wanted)));
  const { sort } = view;
  if (sort) {
    const sign = sort.descending ? -1 : 1;
    fitting.sort((a, b) => sign * compare(rows[a]?.[sort.column], rows[b]?.[sort.column]));
  }
  const pages = Math.max(1, Math.ceil(fitting.length / size));
  const page = Math.min(view.page, pages - 1);
  const start = page * size;
  return { rows: fitting.slice(start, start + size), total: fitting.length, first: start + 1, page, pages };
}

/** What the next press on a column's head does: upwards, downwards, then the app's own order again. */
export function nextSort(sort: Sort | undefined, column: number): Sort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}
