import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAws } from "../../sim/aws/server.ts";
import { createIsb } from "../../sim/isb/server.ts";
import { silentLog } from "../../sim/log.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack } from "../../sim/slack/server.ts";
import { createWorld, type World } from "../../sim/world/world.ts";
import { createTalk, type Talk } from "../e2e/talk.ts";
import { botEnvironment, estateConfig } from "../servers/bot-settings.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { type BotProcess, startBotProcess } from "./bot-process.ts";
import { createSkippingClock, type SkippingClock } from "./clock.ts";
import { type Strike, type StrikingProxy, startStrikingProxy } from "./proxy.ts";

/** A table and an estate on their first day, and bots that reach them through the proxy alone. */
export interface Stage {
  clock: SkippingClock;
  world: World;
  table: TestTable;
  talk: Talk;
  proxy: StrikingProxy;
  /** Slack's own address, past the proxy. */
  slackUrl: string;
  /** Starts a bot, the same program as `npm start` runs. */
  startBot(): BotProcess;
  close(): Promise<void>;
}

/** World milliseconds in a real one: a set-up of minutes is over in a blink, and a lease of days never ends meanwhile. */
const speed = 300;
const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));
const botScript = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Shared by all bots of this run: what one compiled the next need not. */
const compileCache = join(tmpdir(), `isb-crash-${randomUUID()}`);
process.once("exit", () => rmSync(compileCache, { recursive: true, force: true }));

export const openStage = async (strike: Strike): Promise<Stage> => {
  const clock = createSkippingClock({ speed });
  // ISB's hourly look at spending would come as often as time is skipped, and write what it spent by then.
  const world = createWorld({ clock, people, seed: 7, delays: { leaseMonitorMs: 10 * 365 * 24 * 3_600_000 } });
  const table = await startTable();
  const [aws, isb, slack] = await Promise.all([
    createAws({ clock, world, log: silentLog, port: 0 }),
    createIsb({ clock, world, log: silentLog, port: 0 }),
    createSlack({ clock, people, workspace, log: silentLog, port: 0, manifestPath }),
  ]);
  const proxy = await startStrikingProxy(
    { table: table.endpoint, isb: isb.url, aws: aws.url, slack: slack.url },
    strike,
  );
  const folder = mkdtempSync(join(tmpdir(), "isb-crash-"));
  const configPath = join(folder, "config.yaml");
  writeFileSync(configPath, estateConfig);
  const env = {
    ...botEnvironment({ ...proxy.urls, tableName: table.name, configPath }),
    ISB_CLOCK_URL: `${slack.url}/_control/clock`,
    ISB_ALIVE_FILE: join(folder, "alive"),
    NODE_COMPILE_CACHE: compileCache,
  };
  return {
    clock,
    world,
    table,
    proxy,
    talk: createTalk(slack.url),
    slackUrl: slack.url,
    startBot: () => startBotProcess(botScript, env),
    async close() {
      world.close();
      await proxy.close();
      await Promise.all([slack.close(), aws.close(), isb.close(), table.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
