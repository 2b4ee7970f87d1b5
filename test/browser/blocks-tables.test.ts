import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { obstaclesIn } from "./axe.ts";
import { test } from "./blocks-stage.ts";
import { chart, gallery, leaseTable } from "./sample-gallery.ts";
import { shown } from "./visits.ts";

test("a table's columns are aligned and wrapped as set, and its words stay as they were sent", async ({
  stage,
  message,
}) => {
  const { page, drawn } = await message(gallery.table);
  await stage.picture(page, "table");
  const cells = drawn.getByRole("cell");
  expect(await cells.allInnerTexts()).toEqual(["pool-001, which has a long name", "12.50 USD", "*Available*"]);
  const styleOf = (index: number, property: string) =>
    cells.nth(index).evaluate((cell, name) => {
      const { getComputedStyle } = globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> };
      return getComputedStyle(cell)[name];
    }, property);
  expect(await styleOf(0, "whiteSpace")).toBe("normal");
  expect(await styleOf(1, "whiteSpace")).toBe("nowrap");
  expect(await styleOf(1, "textAlign")).toBe("right");
  expect(await styleOf(2, "textAlign")).toBe("center");
  await shown(drawn.getByRole("link", { name: "pool-001, which has a long name" }));
});

describe("a data table", () => {
  const rowsOf = (page: Page) => page.getByRole("table", { name: "Leases" }).getByRole("rowheader").allInnerTexts();

  test("turns its pages, five rows each unless the app says otherwise", async ({ stage, message }) => {
    const { page, drawn } = await message(gallery.dataTable);
    await stage.picture(page, "data-table");
    expect(await rowsOf(page)).toEqual(["lease-001", "lease-002", "lease-003", "lease-004", "lease-005"]);
    await shown(drawn.getByRole("status").filter({ hasText: "1–5 of 200" }));
    expect(await drawn.getByRole("button", { name: "Previous page of Leases" }).isDisabled()).toBe(true);
    await drawn.getByRole("button", { name: "Next page of Leases" }).click();
    expect((await rowsOf(page))[0]).toBe("lease-006");
    expect(await drawn.getByRole("link", { name: "pool-6" }).getAttribute("href")).toBe("https://example.gov.uk/6");
    expect(await drawn.textContent()).toContain("User Two *not bold*");
  });

  test("sorts numbers by size, up, down and back", async ({ message }) => {
    const { page, drawn } = await message([leaseTable(20, 3)]);
    const spent = drawn.getByRole("columnheader", { name: "Spent" });
    await spent.getByRole("button").click();
    expect(await spent.getAttribute("aria-sort")).toBe("ascending");
    expect(await rowsOf(page)).toEqual(["lease-001", "lease-020", "lease-012"]);
    await spent.getByRole("button").click();
    expect(await spent.getAttribute("aria-sort")).toBe("descending");
    expect((await rowsOf(page))[0]).toBe("lease-009");
    await spent.getByRole("button").click();
    expect(await rowsOf(page)).toEqual(["lease-001", "lease-002", "lease-003"]);
  });

  test("shows the rows that hold what is typed, and says when there are none", async ({ stage, message }) => {
    const { page, drawn } = await message([leaseTable(200, 100)]);
    expect(await rowsOf(page)).toHaveLength(100);
    await stage.picture(page, "data-table-long");
    const filter = drawn.getByRole("searchbox", { name: "Filter Leases" });
    await filter.fill("POOL-10");
    expect(await rowsOf(page)).toEqual([
      "lease-010",
      ...Array.from({ length: 10 }, (_, index) => `lease-${100 + index}`),
    ]);
    await filter.fill("nobody");
    await shown(drawn.getByText("No row fits"));
    expect(await rowsOf(page)).toEqual([]);
  });
});

test.for(["pie", "bar", "area", "line"] as const)(
  "a %s chart has a name and a table beside its picture",
  async (kind, { stage, message }) => {
    const { page, drawn } = await message([chart(kind)]);
    const drawing = drawn.getByRole("img", { name: new RegExp(`${kind} chart: Spend as a ${kind}`, "i") });
    await shown(drawing);
    await stage.picture(page, `chart-${kind}`);
    await drawn.getByRole("button", { name: "View as table" }).click();
    expect(await obstaclesIn(page, "article")).toEqual([]);
    const numbers = (await drawn.getByRole("cell").allInnerTexts()).join(" ");
    for (const value of kind === "pie" ? [60, 30, 10] : [12, 30, 21, 8, 14, 35])
      expect(numbers).toContain(String(value));
  },
);
