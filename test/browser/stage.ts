import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { bundlePage } from "../../sim/page/bundle.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack, type SlackServer } from "../../sim/slack/server.ts";
import { type Browser, launchBrowser } from "./launch.ts";
import { type SampleApp, startSampleApp } from "./sample-app.ts";

/** A local Slack with its page, the sample app connected to it, and a browser to look with. */
export interface Stage {
  slack: SlackServer;
  app: SampleApp;
  browser: Browser;
  /** Opens the page as a person. */
  open(user: string, place?: string): Promise<Page>;
  /** Saves what the page looks like; `PICTURES` names the folder, else it is a new one under the system's temp. */
  picture(page: Page, name: string): Promise<void>;
  /** Forgets everything between tests. Returns script errors and calls to other hosts: there must be none. */
  clear(): Promise<string[]>;
  close(): Promise<void>;
}

/** A local Slack that serves the page. Port 0 takes any free one. */
export async function startSlackWithPage(port = 0): Promise<SlackServer> {
  return createSlack({
    clock: { snapshot: () => ({ now: Date.now(), real: Date.now(), speed: 1, paused: false }) },
    people,
    workspace,
    log: { info() {}, warn() {} },
    port,
    manifestPath: fileURLToPath(new URL("sample-manifest.yml", import.meta.url)),
    page: { routes: await bundlePage() },
  });
}

/** Starts everything a browser test of the page needs. */
export async function setStage(): Promise<Stage> {
  const slack = await startSlackWithPage();
  const [app, browser] = await Promise.all([startSampleApp(slack.url), launchBrowser()]);
  const pictures = process.env.PICTURES ?? (await mkdtemp(join(tmpdir(), "isb-pictures-")));
  const opened: Page[] = [];
  const faults: string[] = [];
  return {
    slack,
    app,
    browser,
    async open(user, place = "C0GENERAL") {
      const page = await browser.context.newPage();
      opened.push(page);
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(slack.url) && !request.url().startsWith("data:")) faults.push(request.url());
      });
      await page.goto(`${slack.url}/#/as/${user}/${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    },
    async picture(page, name) {
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    async clear() {
      for (const page of opened.splice(0)) await page.close();
      app.heard.length = 0;
      await fetch(`${slack.url}/_control/reset`, { method: "POST" });
      return faults.splice(0);
    },
    async close() {
      await browser.close();
      await app.stop();
      await slack.close();
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
export const shown = (locator: Locator): Promise<void> => locator.waitFor({ state: "visible", timeout: 10_000 });
