import { StartError } from "./launch.ts";
import { prepareFor, startLocally, statusOf, stopLocally } from "./local-start.ts";
import { allLocal, type NamedSides, sidesInWords } from "./named-sides.ts";
import { processNames } from "./names.ts";
import { onOrphaned } from "./orphaned.ts";
import { createPlace, type Place } from "./place.ts";
import type { Sides } from "./sides.ts";
import type { StartFlags } from "./start-flags.ts";
import { listenForStop } from "./told-to-stop.ts";
import { watchProcesses } from "./watch-processes.ts";
import { invitation, processLine, shortPath } from "./words.ts";
import { worldTime, worldTrouble } from "./world-time.ts";

const say = (text: string) => process.stdout.write(`${text}\n`);
const secondsSinceStart = () => process.uptime().toFixed(1);

/** `npm start` without Slack: starts what does not run, stays, and stops all three when told to. Resolves with the exit code. */
export async function runForeground(
  { ports, args, reset, clear, delivery, given }: Omit<StartFlags, "help" | "sides" | "words">,
  sides: Sides,
): Promise<number> {
  const place = createPlace();
  const before = statusOf(place);
  const runs = before.processes.some(({ running }) => running);
  const wanted = reset
    ? "reset"
    : args?.includes("--scenario")
      ? `scenario ${args[args.indexOf("--scenario") + 1]}`
      : "";
  if (runs && wanted !== "") {
    process.stderr.write(`The local estate runs already. To begin anew: npm run estate -- ${wanted}\n`);
    return 1;
  }
  if (before.state && before.processes.every(({ running }) => running)) {
    const refused = await refusal(place, sides);
    if (refused) return refused;
    const whose = sidesInWords(before.state.sides);
    const already = `The local estate runs already.${whose ? `\n${whose}` : ""}`;
    say(`${already}\n\n${await withTime(before.state.page, before.state.sides)}\n`);
    for (const name of processNames) say(processLine(before, name));
    say("\nTo stop it: npm run estate -- stop");
    if (given.length > 0)
      say(
        `Not used, since it runs already: ${given.join(", ")}. To start it again with them: npm run estate -- restart …`,
      );
    return 0;
  }

  const told = listenForStop();
  // Somebody who ends npm means us; npm tells its shell, and the shell tells nobody.
  if (process.env.npm_lifecycle_event !== undefined) onOrphaned(told.tell);
  let pageAfter = "";
  const onReady = (name: string) => {
    if (name === "estate") pageAfter = secondsSinceStart();
  };
  try {
    await startLocally(place, {
      ports,
      ...(args ? { args } : {}),
      reset,
      clear,
      delivery,
      sides,
      onReady,
      onNote: say,
      told,
    });
  } catch (error) {
    if (told.stop.aborted) {
      say("Stopped before it was ready; nothing of this start is left running.");
      return 0;
    }
    return complain(error);
  }
  if (!told.stop.aborted) {
    say(await block(place, pageAfter));
    const why = await watchProcesses({ place, say, signal: told.stop });
    if (why === "stopped-elsewhere") return 0;
  }
  say("Stopping the bot, the estate and the table.");
  try {
    await stopLocally(place, undefined, told.now);
    return 0;
  } catch (error) {
    if (!told.now.aborted) throw error;
    say("Somebody else is starting or stopping them now: npm run estate -- status shows what is left.");
    return 1;
  }
}

/** The exit code of a start that may not join what runs, with the reason said; undefined when it may. */
async function refusal(place: Place, sides: Sides): Promise<number | undefined> {
  try {
    await prepareFor(place, sides);
    return undefined;
  } catch (error) {
    return complain(error);
  }
}

/** Says why a start failed; whatever is no such reason is thrown on. */
function complain(error: unknown): number {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${[error.message, ...error.lines].join("\n")}\n`);
  return 1;
}

async function block(place: Place, pageAfter: string): Promise<string> {
  const status = statusOf(place);
  const { page = "", sides = allLocal } = status.state ?? {};
  const ready =
    pageAfter === ""
      ? `Ready in ${secondsSinceStart()} s.`
      : `Ready in ${secondsSinceStart()} s; the page answered after ${pageAfter} s.`;
  const whose = sidesInWords(sides);
  return `${whose ? `${whose}\n` : ""}${ready}

${await withTime(page, sides)}

${processNames.map((name) => processLine(status, name)).join("\n")}

Logs        ${processNames.map((name) => shortPath(place, place.logOf(name))).join(", ")}
Stop        Ctrl-C here stops all three. Any one may be killed alone; the others stay.`;
}

const withTime = async (page: string, sides: NamedSides) =>
  [invitation(page, sides), await worldTime(page), await worldTrouble(page)].filter(Boolean).join("\n\n");
