import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { bareEnvironment, botEnvironment, localTable, tableEnvironment } from "./bot-settings.ts";
import { launch, StartError } from "./launch.ts";
import { subjects } from "./names.ts";
import type { SidesPlace } from "./place.ts";
import type { PreparedSides } from "./prepare-sides.ts";
import { endProcess } from "./running.ts";
import type { EstateState } from "./state-file.ts";

type Processes = EstateState["processes"];
export type TableEntry = Omit<NonNullable<Processes["table"]>, "stopped">;
export type EstateEntry = Omit<NonNullable<Processes["estate"]>, "stopped">;

export const urlOf = (port: number): string => `http://127.0.0.1:${port}`;

const deliverTo = "--deliver-to";

/** The estate's arguments by which its Slack delivers over signed HTTP to this port. */
export const deliveryArgs = (port: number): string[] => [deliverTo, `${urlOf(port)}/slack/events`];

/** Where the bot has to listen for this estate; undefined with Socket Mode. */
export function deliveryPort({ args }: Pick<EstateEntry, "args">): number | undefined {
  const url = args[args.indexOf(deliverTo) + 1];
  return args.includes(deliverTo) && url ? Number(new URL(url).port) : undefined;
}

/** Real ms. A laptop that is busy with something else may need most of it. */
const giveUpAfterMs = 30_000;

/** Node keeps what it compiled, so that a later start takes half the time (nodejs.org/api/module.html, "Module compile cache"). */
const cached = ({ cacheDir }: SidesPlace) => ({ NODE_COMPILE_CACHE: cacheDir });

/** Starts the table's server and makes the bot's table in it where it is not there yet. */
export async function launchTable(place: SidesPlace, port: number, stop?: AbortSignal): Promise<TableEntry> {
  const { pid } = await launch({
    name: subjects.table,
    script: place.scriptOf("table"),
    args: ["--path", place.tableDir, "--port", String(port)],
    env: { ...bareEnvironment(), ...cached(place) },
    cwd: place.root,
    logFile: place.logOf("table"),
    isReady: ({ event }) => event === "table-ready",
    giveUpAfterMs,
    stop,
  });
  try {
    await promisify(execFile)(process.execPath, ["src/jobs/table/create-table-main.ts", localTable.name], {
      cwd: place.root,
      env: { ...tableEnvironment(urlOf(port)), ...cached(place) },
      timeout: giveUpAfterMs,
      ...(stop ? { signal: stop } : {}),
    });
  } catch (error) {
    await endProcess({ pid, script: place.scriptOf("table") }, { graceMs: 4_000 });
    const { stderr = "" } = error as { stderr?: string };
    throw new StartError("The bot's table could not be made.", stderr.trimEnd().split("\n").slice(-12));
  }
  return { pid, port };
}

const readySchema = z.object({ world: z.enum(["kept", "new"]), notes: z.array(z.string()) });

/** Starts Slack, AWS and ISB on the world that is kept in the place, or a new one. `wentOn`: the bot did not stop meanwhile. */
export async function launchEstate(
  place: SidesPlace,
  wanted: Omit<EstateEntry, "pid">,
  { wentOn, clear, stop }: { wentOn: boolean; clear: boolean; stop?: AbortSignal | undefined },
): Promise<{ entry: EstateEntry } & z.infer<typeof readySchema>> {
  const { slackPort, awsPort, isbPort, args } = wanted;
  const ports = ["--slack-port", slackPort, "--aws-port", awsPort, "--isb-port", isbPort].map(String);
  const kept = [
    "--keep",
    place.keepDir,
    "--people",
    place.peopleFile,
    ...(wentOn ? ["--went-on"] : []),
    ...(clear ? ["--clear"] : []),
  ];
  const { pid, ready } = await launch({
    name: subjects.estate,
    script: place.scriptOf("estate"),
    args: [...ports, ...kept, ...args],
    env: { ...bareEnvironment(), ...cached(place) },
    cwd: place.root,
    logFile: place.logOf("estate"),
    isReady: ({ event }) => event === "estate-ready",
    giveUpAfterMs,
    stop,
  });
  return { entry: { pid, ...wanted }, ...readySchema.parse(ready) };
}

/** Starts the bot on them. It is ready when it takes commands. */
export async function launchBot(
  place: SidesPlace,
  table: TableEntry,
  estate: EstateEntry,
  { slackEnv, awsEnv }: Pick<PreparedSides, "slackEnv" | "awsEnv">,
  stop?: AbortSignal,
): Promise<{ pid: number }> {
  const { slackPort, awsPort, isbPort } = estate;
  const addresses = {
    table: urlOf(table.port),
    slack: urlOf(slackPort),
    aws: urlOf(awsPort),
    isb: urlOf(isbPort),
  };
  const { pid } = await launch({
    name: subjects.bot,
    script: place.scriptOf("bot"),
    args: [],
    env: {
      ...botEnvironment(addresses, { ...place, delivery: { port: deliveryPort(estate) }, slackEnv, awsEnv }),
      ...cached(place),
    },
    cwd: place.root,
    logFile: place.logOf("bot"),
    isReady: ({ msg }) => msg === "ready",
    giveUpAfterMs,
    stop,
  });
  return { pid };
}
