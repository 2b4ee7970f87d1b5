import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Browser } from "./launch.ts";

/** People looking at one local Slack, each in a page of their own. */
export interface Visits {
  /** Opens the page as a person; `place` is a channel's id or `home`. */
  open(user: string, place?: string): Promise<Page>;
  /** Saves what the page looks like; `PICTURES` names the folder, else it is a new one under the system's temp. */
  picture(page: Page, name: string): Promise<void>;
  /** Closes all pages. Returns script errors and calls to other hosts: there must be none. */
  end(): Promise<string[]>;
}

/** `url`: of the local Slack; anything a page asks of another host is a fault. */
export async function createVisits({ browser, url }: { browser: Browser; url: string }): Promise<Visits> {
  const pictures = process.env.PICTURES ?? (await mkdtemp(join(tmpdir(), "isb-pictures-")));
  const opened: Page[] = [];
  const faults: string[] = [];
  return {
    async open(user, place = "C0GENERAL") {
      const page = await browser.context.newPage();
      opened.push(page);
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(`${url}/`) && !request.url().startsWith("data:")) faults.push(request.url());
      });
      await page.goto(`${url}/#/as/${user}/${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    },
    async picture(page, name) {
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    async end() {
      for (const page of opened.splice(0)) await page.close();
      return faults.splice(0);
    },
  };
}

/** Types a line into the channel's composer and sends it. */
export async function type(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: /^Message/ });
  await composer.fill(text);
  await composer.press("Enter");
}

/** Waits until it can be seen. */
export const shown = (locator: Locator, withinMs = 10_000): Promise<void> =>
  locator.waitFor({ state: "visible", timeout: withinMs });
