import { describe, expect, test } from "vitest";
import { nextSort, pageOf } from "../../sim/page/blocks/table-view.ts";

/** 200 rows: a name, and a number that falls while the names rise, the same for each two. */
const rows = Array.from({ length: 200 }, (_, index) => [
  { text: `lease-${index + 1}` },
  { text: `${100 - (index >> 1)} USD`, value: 100 - (index >> 1) },
]);
const everything = { filter: "", page: 0 };

describe("a page of a table", () => {
  test("holds as many rows as it is long, and the last one what is left", () => {
    expect(pageOf(rows, everything, 30)).toMatchObject({ total: 200, first: 1, page: 0, pages: 7 });
    expect(pageOf(rows, { ...everything, page: 6 }, 30)).toMatchObject({ first: 181, rows: { length: 20 } });
    const all = [...Array(7).keys()].flatMap((page) => pageOf(rows, { ...everything, page }, 30).rows);
    expect(all).toEqual([...rows.keys()]);
  });

  test("is the last there is when fewer rows are left than it stood at", () => {
    expect(pageOf(rows, { filter: "lease-20", page: 6 }, 1)).toMatchObject({
      page: 1,
      pages: 2,
      total: 2,
      rows: [199],
    });
    expect(pageOf(rows, { filter: "nothing", page: 6 }, 30)).toMatchObject({ page: 0, pages: 1, total: 0, rows: [] });
    expect(pageOf([], everything, 5)).toMatchObject({ total: 0, rows: [] });
  });

  test("is sorted by size where there are numbers, and equal rows keep the app's order", () => {
    const upwards = pageOf(rows, { ...everything, sort: { column: 1, descending: false } }, 4);
    expect(upwards.rows).toEqual([198, 199, 196, 197]);
    const downwards = pageOf(rows, { ...everything, sort: { column: 1, descending: true } }, 4);
    expect(downwards.rows).toEqual([0, 1, 2, 3]);
  });

  test("is sorted by words as people count: 2 before 10", () => {
    const names = ["lease-10", "Lease-2", "lease-1"].map((text) => [{ text }]);
    expect(pageOf(names, { ...everything, sort: { column: 0, descending: false } }, 5).rows).toEqual([2, 1, 0]);
  });
});

test("a column's head sorts up, then down, then not at all; another column's begins anew", () => {
  const up = nextSort(undefined, 1);
  const down = nextSort(up, 1);
  expect([up, down, nextSort(down, 1)]).toEqual([
    { column: 1, descending: false },
    { column: 1, descending: true },
    undefined,
  ]);
  expect(nextSort(down, 0)).toEqual({ column: 0, descending: false });
});
