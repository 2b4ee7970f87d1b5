import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createAws } from "../../sim/aws/server.ts";
import { createClock } from "../../sim/clock.ts";
import { createIsb } from "../../sim/isb/server.ts";
import { bundlePage } from "../../sim/page/bundle.ts";
import { people, workspace } from "../../sim/people.ts";
import { freePort } from "../../sim/processes/free-port.ts";
import { createSlack } from "../../sim/slack/server.ts";
import type { World } from "../../sim/world/world.ts";
import { createWorld } from "../../sim/world/world.ts";
import { type Bot, startBot } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import type { Workflow } from "../../src/jobs/shapes.ts";
import type { Table } from "../../src/jobs/table/table.ts";
import { botEnvironment, estateConfig } from "../servers/bot-settings.ts";
import { startTable } from "../servers/table.ts";
import { createTalk, type Talk } from "./talk.ts";

/** The whole house in one process: table, estate and bot, each speaking to the others over HTTP alone. */
export interface House extends Talk {
  world: World;
  /** The bot's table, to be looked at and written to beside it. */
  table: Table;
  /** `requests`: where Slack delivers to, with `http`. */
  urls: { slack: string; aws: string; isb: string; table: string; requests: string };
  /** Orders trouble as a person at the estate's panel would. */
  fault(order: {
    service: string;
    operation?: string;
    kind: string;
    times?: number;
    forMs?: number;
    delayMs?: number;
  }): void;
  control(part: "slack" | "isb", path: string, body?: object): Promise<unknown>;
  stopBot(): Promise<void>;
  startBot(): Promise<void>;
  close(): Promise<void>;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** `LOUD=1` shows what the bot logs. */
const log = process.env.LOUD ? { debug() {}, info: console.log, warn: console.warn, error: console.error } : silent;

/** Starts everything; `speed`: how much faster than the wall clock the world runs; `page`: Slack serves its browser page too. */
export const openHouse = async ({
  speed = 60,
  http = false,
  page = false,
  workflows = [],
  startMs = Date.now(),
}: {
  speed?: number;
  http?: boolean;
  page?: boolean;
  workflows?: readonly Workflow[];
  /** The world's first moment. */
  startMs?: number;
} = {}): Promise<House> => {
  const clock = createClock({ speed, startMs });
  const world = createWorld({ clock, people, seed: 7 });
  const table = await startTable();
  const port = http ? await freePort(0) : 0;
  const requests = `http://127.0.0.1:${port}/slack/events`;
  const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));
  const [aws, isb, slack] = await Promise.all([
    createAws({ clock, world, log: silent, port: 0 }),
    createIsb({ clock, world, log: silent, port: 0 }),
    createSlack({
      clock,
      people,
      workspace,
      log: silent,
      port: 0,
      manifestPath,
      ...(page ? { page: { routes: await bundlePage() } } : {}),
      ...(http ? { http: { requestUrl: requests } } : {}),
    }),
  ]);

  const env = botEnvironment({
    slack: slack.url,
    aws: aws.url,
    isb: isb.url,
    table: table.endpoint,
    tableName: table.name,
    configPath: "config.yaml",
    ...(http ? { httpPort: port } : {}),
  });
  // The SDKs read theirs by themselves; each test file is a process of its own.
  for (const [name, value] of Object.entries(env)) if (name.startsWith("AWS_")) process.env[name] = value;

  let bot: Bot | undefined;
  const start = async () => {
    bot = await startBot({
      config: loadConfig(env, () => estateConfig),
      log,
      version: `test-${randomUUID().slice(0, 4)}`,
      workflows,
    });
  };
  const stop = async () => {
    await bot?.stop();
    bot = undefined;
  };
  await start();

  const urls = { slack: slack.url, aws: aws.url, isb: isb.url, table: table.endpoint, requests };
  return {
    ...createTalk(slack.url),
    world,
    table: table.table,
    urls,
    fault: (order) => world.faults.order(order as Parameters<typeof world.faults.order>[0]),
    async control(part, path, body) {
      const response = await fetch(`${urls[part]}/_control${path}`, {
        ...(body
          ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
          : {}),
      });
      return response.json();
    },
    startBot: start,
    stopBot: stop,
    async close() {
      await stop();
      world.close();
      await Promise.all([slack.close(), aws.close(), isb.close(), table.close()]);
    },
  };
};
