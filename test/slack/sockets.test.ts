import { App, LogLevel } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { workspace } from "../../sim/people.ts";
import { createSockets } from "../../src/slack/bolt/sockets.ts";
import { type LocalSlack, startSlack, until } from "../sim-slack/local-slack.ts";

let slack: LocalSlack;
let app: App | undefined;
afterEach(async () => {
  await app?.stop();
  await slack.close();
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** An app that answers each command with its own text, on the connections under test. */
const startApp = async (): Promise<App> => {
  const settings = {
    appToken: workspace.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: `${slack.url}/api/` } },
  };
  const started = new App({
    token: workspace.botToken,
    receiver: createSockets({ settings, log: quiet }),
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
  });
  started.command("/isb", async ({ command, ack }) => ack(`heard ${command.text}`));
  await started.start();
  return started;
};

const connections = async () => ((await slack.read("state")) as { app: { connections: number } }).app.connections;

const ask = (text: string) =>
  slack.control("command", { channel: "C0GENERAL", user: "U0USER1", command: "/isb", text });

/** Asks every few milliseconds until `whileRunning` is over; answers what came of each. */
const askAllAlong = async (whileRunning: Promise<unknown>): Promise<unknown[]> => {
  const asked: Promise<unknown>[] = [];
  let over = false;
  void whileRunning.finally(() => {
    over = true;
  });
  while (!over) {
    asked.push(ask(String(asked.length)));
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  await whileRunning;
  return Promise.all(asked);
};

const refresh = (reason: string) => slack.control("disconnect", { reason });

test("while Slack refreshes every connection under load, no command is lost", async () => {
  slack = await startSlack();
  app = await startApp();
  expect(await connections()).toBe(2);

  const refreshed = async () => {
    await refresh("warning");
    await until(async () => (await connections()) === 4 || undefined);
    await refresh("refresh_requested");
    // Slack cuts the old ones; those that followed them are told to go as well, and are followed in their turn.
    await until(async () => (await connections()) === 2 || undefined);
  };
  const outcomes = (await askAllAlong(refreshed())) as { ok: boolean; error?: string }[];

  expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  expect(outcomes.length).toBeGreaterThan(20);
});

test("an app that stops opens no connection any more, whatever Slack says", async () => {
  slack = await startSlack();
  app = await startApp();
  await refresh("warning");
  await app.stop();
  app = undefined;
  await until(async () => (await connections()) === 0 || undefined);
});
