import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { pino } from "pino";
import { createClock, createManualClock } from "./clock.ts";
import { configure } from "./configure.ts";
import { readEstateConfig } from "./estate-config.ts";
import { estateUsage, type PartName, readEstateFlags } from "./estate-flags.ts";
import { createControl } from "./http/control.ts";
import { portProblem } from "./http/port-problem.ts";
import type { Listening } from "./http/server.ts";
import { keepWorld } from "./keep/keep-world.ts";
import { openKept } from "./keep/open-kept.ts";
import { openOrSetAside } from "./keep/set-aside.ts";
import { people as everybody, type Person, workspace } from "./people.ts";
import { startSeparator } from "./separator/separator.ts";
import { awsServices } from "./world/fault-catalogue.ts";
import { lastMoment } from "./world/scenario/moment.ts";
import { takeIn } from "./world/take-in.ts";
import { endTroubles } from "./world/troubles.ts";
import { createWorld } from "./world/world.ts";

/** Starts the estate: Slack, AWS and ISB on one world, each its own server. See `--help`. */

const flags = readEstateFlags(process.argv.slice(2));
const read = "problem" in flags ? flags : flags.config ? readEstateConfig(flags.config) : { config: {} };
if ("problem" in flags || "problem" in read) {
  process.stderr.write(`${"problem" in read ? read.problem : ""}\n`);
  process.exit(2);
}
if (flags.help) {
  process.stdout.write(`${estateUsage}\n`);
  process.exit(0);
}
const log = pino({ name: "estate", level: process.env.LOG_LEVEL ?? "info" }, pino.destination(2));
const { config } = read;
const { scenario, keep, ports } = flags;
// What is kept may be of real people.
if (keep !== undefined) process.umask(0o077);
const notes: string[] = [];
const onNote = (sentence: string) => void notes.push(sentence);
const coming = flags.people ? (JSON.parse(readFileSync(flags.people, "utf8")) as Person[]) : [];
const people = [...everybody, ...coming];

const opened =
  keep === undefined
    ? undefined
    : openKept({
        folder: keep,
        scenarioName: scenario?.name,
        fresh: createWorld({ clock: createManualClock(), people }).state,
        onNote,
      });
const { held, slackFile } = opened ?? {};

const began = scenario?.time ? lastMoment(scenario.time, Date.now()) : Date.now();
const { now = began, real = Date.now(), speed = scenario?.speed ?? 30, paused = false } = held?.clock ?? {};
// Whoever ran on while this process was down has reckoned with the time as it went before.
const missedMs = flags.wentOn && !paused ? (Date.now() - real) * speed : 0;
const clock = createClock({ speed: flags.speed ?? speed, paused, startMs: now + Math.max(0, missedMs) });
const { seed = 1, chaos: rate } = flags;
const chaos = rate === undefined ? undefined : rate === 0 ? null : { rate, seed };
if (held && flags.seed !== undefined && rate === undefined && seed !== held.world.seed)
  onNote(
    `--seed ${seed} counts where a world begins: this one goes on with its own chance, of seed ${held.world.seed}.`,
  );
const given = Object.entries(config.delays ?? {}).filter(([, value]) => value !== undefined);
const world = createWorld({
  clock,
  people,
  seed,
  delays: Object.fromEntries(given),
  chaos,
  scenario,
  kept: held?.world,
  change: (state) => configure(state, config),
});
// What the start before gave is not given again: somebody may have changed the world by hand since.
if (held && !isDeepStrictEqual(opened?.journal.entries.get("config"), config)) configure(world.state, config);
takeIn(world, coming);
if (flags.clear) {
  endTroubles(world);
  world.faults.setChaos(chaos ?? undefined);
}

startSeparator({ world, log });
const stopKeeping = opened && keepWorld(world, opened.journal);
opened?.journal.put("config", config);

/** Each part is loaded only when asked for. */
const starters: Record<PartName, () => Promise<Listening>> = {
  aws: async () => (await import("./aws/server.ts")).createAws({ clock, world, log, port: ports.aws }),
  isb: async () => (await import("./isb/server.ts")).createIsb({ clock, world, log, port: ports.isb }),
  slack: async () => {
    const [{ createSlack }, { bundlePage }] = await Promise.all([
      import("./slack/server.ts"),
      import("./page/bundle.ts"),
    ]);
    const slack = await createSlack({
      clock,
      journal: slackFile
        ? openOrSetAside({ path: slackFile, of: "Slack", read: () => true, onNote }).journal
        : undefined,
      people: world.people,
      workspace,
      log,
      page: { routes: await bundlePage() },
      faults: world.faults,
      estate: createControl({ world, services: ["isb", "aws", ...awsServices] }),
      manifestPath: flags.manifest,
      port: ports.slack,
      ...(flags.deliverTo ? { http: { requestUrl: flags.deliverTo } } : {}),
    });
    world.onBegin(() => slack.begin(world.people));
    return slack;
  },
};

async function started(name: PartName): Promise<[PartName, Listening]> {
  try {
    return [name, await starters[name]()];
  } catch (error) {
    const problem = portProblem(error, `--${name}-port`, ports[name]);
    if (problem === undefined) throw error;
    process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
}
const parts = new Map(await Promise.all(flags.only.map(started)));

const urls = Object.fromEntries([...parts].map(([name, { url }]) => [name, url]));
const [first] = parts.values();
const about = { world: held ? "kept" : "new", scenario: world.scenario?.name ?? null, notes };
process.stdout.write(
  `${JSON.stringify({ event: "estate-ready", pid: process.pid, ...urls, clock: `${first?.url}/_control/clock`, ...about })}\n`,
);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    stopKeeping?.();
    world.close();
    Promise.all([...parts.values()].map((part) => part.close())).finally(() => process.exit(0));
    // A part that cannot close must not keep the person waiting.
    setTimeout(() => process.exit(0), 1_500).unref();
  });
}
