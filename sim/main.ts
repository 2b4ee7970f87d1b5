import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { z } from "zod";
import { createClock } from "./clock.ts";
import { readEstateConfig } from "./estate-config.ts";
import { createControl } from "./http/control.ts";
import type { Listening } from "./http/server.ts";
import { people, workspace } from "./people.ts";
import { startSeparator } from "./separator/separator.ts";
import { awsServices } from "./world/fault-catalogue.ts";
import { createWorld } from "./world/world.ts";

/** Starts the estate: Slack, AWS and ISB on one world, each its own server. See `--help`. */

const usage = `node sim/main.ts [--only slack,aws,isb] [--slack-port 4310] [--aws-port 4311] [--isb-port 4312]
                  [--speed 30] [--since 2026-03-02T09:00:00Z] [--seed 1] [--config file.yaml] [--manifest manifest.yml]`;

const partNames = ["slack", "aws", "isb"] as const;
type PartName = (typeof partNames)[number];

const { values: flags } = parseArgs({
  options: {
    only: { type: "string", default: partNames.join(",") },
    "slack-port": { type: "string", default: "4310" },
    "aws-port": { type: "string", default: "4311" },
    "isb-port": { type: "string", default: "4312" },
    speed: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    since: { type: "string" },
    config: { type: "string" },
    manifest: { type: "string", default: fileURLToPath(new URL("../manifest.yml", import.meta.url)) },
    help: { type: "boolean", default: false },
  },
});
if (flags.help) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

const log = pino({ name: "estate", level: process.env.LOG_LEVEL ?? "info" }, pino.destination(2));
const only = z.array(z.enum(partNames)).parse(flags.only.split(","));
const read = flags.config ? readEstateConfig(flags.config) : { config: {} };
if ("problem" in read) {
  process.stderr.write(`${read.problem}\n`);
  process.exit(2);
}
const { config } = read;
const speed = Number(flags.speed);
const since = flags.since === undefined ? Date.now() : Date.parse(flags.since);
if (Number.isNaN(since)) {
  process.stderr.write(`--since wants a moment such as 2026-03-02T09:00:00Z, got ${flags.since}.\n`);
  process.exit(2);
}
// An estate that begins again goes on in the time of the one before it: jobs and their timers outlive it.
const clock = createClock({ speed, startMs: since + (Date.now() - since) * speed });
const given = Object.entries(config.delays ?? {}).filter(([, value]) => value !== undefined);
const world = createWorld({
  clock,
  people,
  seed: Number(flags.seed),
  delays: Object.fromEntries(given),
  change: ({ isb: { configuration }, separator }) => {
    separator.mode = config.separator ?? separator.mode;
    configuration.maintenanceMode = config.maintenanceMode ?? configuration.maintenanceMode;
    Object.assign(configuration.leases, config.leases);
  },
});

startSeparator({ world, log });

/** Each part is loaded only when asked for. */
const starters: Record<PartName, () => Promise<Listening>> = {
  aws: async () => (await import("./aws/server.ts")).createAws({ clock, world, log, port: Number(flags["aws-port"]) }),
  isb: async () => (await import("./isb/server.ts")).createIsb({ clock, world, log, port: Number(flags["isb-port"]) }),
  slack: async () => {
    const [{ createSlack }, { bundlePage }] = await Promise.all([
      import("./slack/server.ts"),
      import("./page/bundle.ts"),
    ]);
    const page = { routes: await bundlePage() };
    return createSlack({
      clock,
      people,
      workspace,
      log,
      page,
      faults: world.faults,
      estate: createControl({ world, services: ["isb", "aws", ...awsServices] }),
      manifestPath: flags.manifest,
      port: Number(flags["slack-port"]),
    });
  },
};

const asked = partNames.filter((name) => only.includes(name));
const parts = new Map<PartName, Listening>(
  await Promise.all(asked.map(async (name) => [name, await starters[name]()] as const)),
);

const urls = Object.fromEntries([...parts].map(([name, { url }]) => [name, url]));
const [first] = parts.values();
process.stdout.write(
  `${JSON.stringify({ event: "estate-ready", pid: process.pid, ...urls, clock: `${first?.url}/_control/clock` })}\n`,
);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    world.close();
    Promise.all([...parts.values()].map((part) => part.close())).finally(() => process.exit(0));
    // A part that cannot close must not keep the person waiting.
    setTimeout(() => process.exit(0), 1_500).unref();
  });
}
