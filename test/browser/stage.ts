import { fileURLToPath } from "node:url";
import { bundlePage } from "../../sim/page/bundle.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack, type SlackServer } from "../../sim/slack/server.ts";
import { type Browser, launchBrowser } from "./launch.ts";
import { type SampleApp, startSampleApp } from "./sample-app.ts";
import { createVisits, type Visits } from "./visits.ts";

/** A local Slack with its page, the sample app connected to it, and a browser to look with. */
export interface Stage extends Pick<Visits, "open" | "picture"> {
  slack: SlackServer;
  app: SampleApp;
  browser: Browser;
  /** Forgets everything between tests. Returns script errors and calls to other hosts: there must be none. */
  clear(): Promise<string[]>;
  close(): Promise<void>;
}

/** A local Slack that serves the page. Port 0 takes any free one. */
export async function startSlackWithPage(port = 0): Promise<SlackServer> {
  return createSlack({
    clock: { snapshot: () => ({ now: Date.now(), real: Date.now(), speed: 30, paused: false }) },
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
  const visits = await createVisits({ browser, url: slack.url });
  return {
    ...visits,
    slack,
    app,
    browser,
    async clear() {
      const faults = await visits.end();
      app.heard.length = 0;
      await fetch(`${slack.url}/_control/reset`, { method: "POST" });
      return faults;
    },
    async close() {
      await browser.close();
      await app.stop();
      await slack.close();
    },
  };
}
