import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAws } from "../../sim/aws/server.ts";
import { type Clock, createClock } from "../../sim/clock.ts";
import { createIsb } from "../../sim/isb/server.ts";
import { silentLog } from "../../sim/log.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack } from "../../sim/slack/server.ts";
import { createWorld, type World } from "../../sim/world/world.ts";
import { botEnvironment, estateConfig } from "../servers/bot-settings.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { type Ledger, startLedger } from "./ledger.ts";
import { type Strike, type StrikingProxy, startStrikingProxy } from "./proxy.ts";
import { createWorkplace, type Workplace } from "./workplace.ts";

/** A table and an estate on their first day, and a proxy in front of both. */
export interface Stage {
  clock: Clock;
  world: World;
  table: TestTable;
  workplace: Workplace;
  /** What the workflows change that are only here to be killed. */
  ledger: Ledger;
  proxy: StrikingProxy;
  /** What makes a bot live here, all its calls by way of the proxy. */
  botEnv: Record<string, string>;
  close(): Promise<void>;
}

/** World milliseconds in a real one: a set-up of minutes is over in a blink, and a lease of a day outlives the play. */
const speed = 300;
const delays = {
  // ISB's hourly look at spending would come as often as time is skipped, and write down what was spent by then: never.
  leaseMonitorMs: 10 * 365 * 24 * 3_600_000,
  // Long enough that whoever waits for it has to look more than once.
  accessGrantMs: 60_000,
};
const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));

export const openStage = async (strike: Strike): Promise<Stage> => {
  const clock = createClock({ speed });
  const world = createWorld({ clock, people, seed: 7, delays });
  const [table, ledger] = await Promise.all([startTable(), startLedger()]);
  const [aws, isb, slack] = await Promise.all([
    createAws({ clock, world, log: silentLog, port: 0 }),
    createIsb({ clock, world, log: silentLog, port: 0 }),
    createSlack({ clock, people, workspace, log: silentLog, port: 0, manifestPath }),
  ]);
  const targets = { table: table.endpoint, isb: isb.url, aws: aws.url, slack: slack.url, ledger: ledger.url };
  const proxy = await startStrikingProxy(targets, strike);
  const folder = mkdtempSync(join(tmpdir(), "isb-crash-"));
  const configPath = join(folder, "config.yaml");
  writeFileSync(configPath, estateConfig);
  return {
    clock,
    world,
    table,
    proxy,
    ledger,
    workplace: createWorkplace(slack.url),
    botEnv: {
      ...botEnvironment({ ...proxy.urls, tableName: table.name, configPath }),
      ISB_CLOCK_URL: `${slack.url}/_control/clock`,
      ISB_ALIVE_FILE: join(folder, "alive"),
      CRASH_LEDGER_URL: proxy.urls.ledger,
    },
    async close() {
      world.close();
      await proxy.close();
      await Promise.all([slack, aws, isb, table, ledger].map((part) => part.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
