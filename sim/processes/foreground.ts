import { StartError } from "./launch.ts";
import { startLocally, statusOf, stopLocally } from "./local-start.ts";
import { processNames } from "./names.ts";
import { onOrphaned } from "./orphaned.ts";
import { createPlace, type Place } from "./place.ts";
import type { StartFlags } from "./start-flags.ts";
import { watchProcesses } from "./watch-processes.ts";
import { invitation, processLine, shortPath } from "./words.ts";

const say = (text: string) => process.stdout.write(`${text}\n`);
const secondsSinceStart = () => process.uptime().toFixed(1);

/** `npm start` without Slack: starts what does not run, stays, and stops all three when told to. Resolves with the exit code. */
export async function runForeground({ ports, args }: Pick<StartFlags, "ports" | "args">): Promise<number> {
  const place = createPlace();
  const before = statusOf(place);
  if (before.state && before.processes.every(({ running }) => running)) {
    say(`The local estate runs already.\n\n${invitation(before.state.page)}\n`);
    for (const name of processNames) say(processLine(before, name));
    say("\nTo stop it: npm run estate -- stop");
    return 0;
  }

  const told = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // A second one means now.
      if (told.signal.aborted) endByForce(place);
      told.abort();
    });
  }
  // Somebody who ends npm means us; npm tells its shell, and the shell tells nobody.
  if (process.env.npm_lifecycle_event !== undefined) onOrphaned(() => told.abort());
  let pageAfter = "";
  const onReady = (name: string) => {
    if (name === "estate") pageAfter = secondsSinceStart();
  };
  try {
    await startLocally(place, { ports, ...(args ? { args } : {}), onReady });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${[error.message, ...error.lines].join("\n")}\n`);
    return 1;
  }
  if (!told.signal.aborted) {
    say(block(place, pageAfter));
    const why = await watchProcesses({ place, say, signal: told.signal });
    if (why === "stopped-elsewhere") return 0;
  }
  say("Stopping the bot, the estate and the table.");
  await stopLocally(place);
  return 0;
}

function block(place: Place, pageAfter: string): string {
  const status = statusOf(place);
  const ready =
    pageAfter === ""
      ? `Ready in ${secondsSinceStart()} s.`
      : `Ready in ${secondsSinceStart()} s; the page answered after ${pageAfter} s.`;
  return `${ready}

${invitation(status.state?.page ?? "")}

${processNames.map((name) => processLine(status, name)).join("\n")}

Logs        ${processNames.map((name) => shortPath(place, place.logOf(name))).join(", ")}
Stop        Ctrl-C here stops all three. Any one may be killed alone; the others stay.`;
}

function endByForce(place: Place): never {
  for (const { pid, running } of statusOf(place).processes)
    if (running && pid !== undefined) process.kill(pid, "SIGKILL");
  process.exit(1);
}
