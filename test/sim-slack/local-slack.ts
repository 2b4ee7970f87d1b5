import { fileURLToPath } from "node:url";
import { App, LogLevel } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { people, workspace } from "../../sim/people.ts";
import { createSlack, type SlackOptions, type SlackServer } from "../../sim/slack/server.ts";

const quiet = { info() {}, warn() {} };
const clock = { snapshot: () => ({ now: 1, real: 2, speed: 30, paused: false }) };

type Json = Record<string, unknown>;

/** A local Slack of a test, what is spoken to it, and everything that must be closed after it. */
export interface LocalSlack extends SlackServer {
  client: WebClient;
  control(path: string, body: unknown): Promise<Answer>;
  read(path: string): Promise<Answer>;
  /** Messages of a channel as one person sees them. */
  messages(channel: string, user?: string): Promise<Answer[]>;
  connect(prepare: (app: App) => void): Promise<App>;
}

/** A control route's answer: loose on purpose, each test says what it expects. */
export type Answer = Json & { ok?: boolean; error?: string };

/** A wall clock that tests move by hand; it starts at a fixed moment. */
export function handClock() {
  let now = 1_790_000_000_000;
  return {
    now: () => now,
    forward(ms: number) {
      now += ms;
    },
  };
}

/** Starts a local Slack on a free port. */
export async function startSlack(options: Partial<SlackOptions> = {}): Promise<LocalSlack> {
  const manifestPath = fileURLToPath(new URL("manifest.yml", import.meta.url));
  const slack = await createSlack({ clock, people, workspace, log: quiet, port: 0, manifestPath, ...options });
  const apps: App[] = [];
  const slackApiUrl = `${slack.url}/api/`;
  const read = async (path: string) => (await (await fetch(`${slack.url}/_control/${path}`)).json()) as Answer;
  return {
    ...slack,
    client: new WebClient(workspace.botToken, {
      slackApiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    read,
    async control(path, body) {
      const response = await fetch(`${slack.url}/_control/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Answer;
    },
    async messages(channel, user) {
      const query = user === undefined ? "" : `?user=${user}`;
      return (await read(`messages/${encodeURIComponent(channel)}${query}`)).messages as Answer[];
    },
    async connect(prepare) {
      const app = new App({
        token: workspace.botToken,
        appToken: workspace.appToken,
        socketMode: true,
        clientOptions: { slackApiUrl },
        logLevel: LogLevel.ERROR,
      });
      prepare(app);
      await app.start();
      apps.push(app);
      return app;
    },
    async close() {
      for (const app of apps) await app.stop();
      await slack.close();
    },
  };
}

/** Waits until something is so; real network events need a moment. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined, limitMs = 5_000): Promise<T> {
  const giveUp = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > giveUp) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
