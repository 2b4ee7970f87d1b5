import { fileURLToPath } from "node:url";
import { createClock } from "../../sim/clock.ts";
import { createControl } from "../../sim/http/control.ts";
import { bundlePage } from "../../sim/page/bundle.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack, type SlackOptions, type SlackServer } from "../../sim/slack/server.ts";
import { awsServices } from "../../sim/world/fault-catalogue.ts";
import { createWorld, type World } from "../../sim/world/world.ts";
import { type Browser, launchBrowser } from "./launch.ts";
import { type SampleApp, startSampleApp } from "./sample-app.ts";
import { createVisits, type Visits } from "./visits.ts";

type Answer = { ok: boolean; error?: string } & Record<string, unknown>;

/** A local Slack with its page, the sample app connected to it, and a browser to look with. */
export interface Stage extends Pick<Visits, "open" | "picture"> {
  slack: SlackServer;
  /** What stands behind Slack: its time and its trouble are on the page, too. */
  world: World;
  app: SampleApp;
  browser: Browser;
  /** Calls the Web API as the app; answers Slack's body. */
  api(method: string, body: object): Promise<Answer>;
  /** Calls a control route: what people do, or what befalls the world. */
  control(path: string, body: object): Promise<Answer>;
  /** Forgets everything between tests. Returns script errors and calls to other hosts: there must be none. */
  clear(): Promise<string[]>;
  close(): Promise<void>;
}

/** A local Slack that serves the page, alone unless `behind` it stands more. Port 0 takes any free one. */
export async function startSlackWithPage(port = 0, behind: Partial<SlackOptions> = {}): Promise<SlackServer> {
  return createSlack({
    clock: { snapshot: () => ({ now: Date.now(), real: Date.now(), speed: 30, paused: false }) },
    people,
    workspace,
    log: { info() {}, warn() {} },
    port,
    manifestPath: fileURLToPath(new URL("sample-manifest.yml", import.meta.url)),
    page: { routes: await bundlePage() },
    ...behind,
  });
}

/** Starts everything a browser test of the page needs. */
export async function setStage(): Promise<Stage> {
  const clock = createClock({ speed: 30 });
  const world = createWorld({ clock, people, seed: 7 });
  const estate = createControl({ world, services: ["isb", ...awsServices] });
  const slack = await startSlackWithPage(0, { clock, faults: world.faults, estate });
  const [app, browser] = await Promise.all([startSampleApp(slack.url), launchBrowser()]);
  const visits = await createVisits({ browser, url: slack.url });
  const post = async (path: string, body: object): Promise<Answer> => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${workspace.botToken}` };
    const response = await fetch(`${slack.url}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return response.json() as Promise<Answer>;
  };
  return {
    ...visits,
    slack,
    world,
    app,
    browser,
    api: (method, body) => post(`api/${method}`, body),
    control: (path, body) => post(`_control/${path}`, body),
    async clear() {
      const faults = await visits.end();
      app.heard.length = 0;
      world.reset();
      clock.change({ speed: 30, paused: false });
      await fetch(`${slack.url}/_control/reset`, { method: "POST" });
      return faults;
    },
    async close() {
      await browser.close();
      await app.stop();
      world.close();
      await slack.close();
    },
  };
}
