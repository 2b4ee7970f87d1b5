import axe from "axe-core";
import type { Page } from "playwright-core";

const grave = ["serious", "critical"];

/**
 * What axe-core finds wrong for people with disabilities, serious or critical, as lines that name rule, place and remedy.
 * `within` is a CSS selector for the part to look at; without it, the whole page. There should be none.
 */
export async function obstaclesIn(page: Page, within?: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (selector) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(selector ?? "html", { resultTypes: ["violations"] }),
    within,
  );
  return violations
    .filter(({ impact }) => grave.includes(impact ?? ""))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary }) => `${id} at ${target.join(" ")}: ${html}\n${failureSummary}`),
    );
}

/** Looks at the page in the dark (or in the light again), as after the reader's own switch. */
export const inThe = (theme: "light" | "dark", page: Page): Promise<void> =>
  page
    .locator("html")
    .evaluate(
      (root: { setAttribute(name: string, value: string): void }, value) => root.setAttribute("data-theme", value),
      theme,
    );
