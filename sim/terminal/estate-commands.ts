import { StartError } from "../processes/launch.ts";
import { startLocally, statusOf, stopLocally } from "../processes/local-start.ts";
import { lastLines } from "../processes/log-file.ts";
import { isProcessName, type ProcessName, processNames, subjects } from "../processes/names.ts";
import { createPlace, type Place } from "../processes/place.ts";
import { readStartFlags, type StartFlags } from "../processes/start-flags.ts";
import { listenForStop } from "../processes/told-to-stop.ts";
import { invitation, processLine, shortPath } from "../processes/words.ts";

const usage = `npm run estate -- status                        what runs
npm run estate -- start [bot|estate|table]     start what does not run, in the background
npm run estate -- stop [bot|estate|table]      stop it
npm run estate -- restart [bot|estate|table]   stop it and start it again
npm run estate -- logs [bot|estate|table]      the last lines each has written
start and restart also take --speed, --seed, --config, --slack-port, --aws-port, --isb-port and --table-port.`;

interface Ask {
  place: Place;
  only: ProcessName | undefined;
  flags: StartFlags;
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const linesShown = 40;

/** Runs one command. Exit codes: 0 done, or all three run; 1 something does not run, or did not start; 2 not understood. */
export async function runEstate(argv: readonly string[]): Promise<number> {
  const flags = readStartFlags(argv);
  if ("problem" in flags) return notUnderstood(flags.problem);
  const [word = "status", name, ...more] = flags.words;
  if (flags.help || word === "help") {
    say(usage);
    return 0;
  }
  if (name !== undefined && !isProcessName(name)) return notUnderstood(`There is no process called ${name}.`);
  const run = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (run === undefined || more.length > 0) return notUnderstood(`Not understood: ${flags.words.join(" ")}`);
  return run({ place: createPlace(), only: name, flags });
}

const commands: Record<string, (ask: Ask) => Promise<number> | number> = {
  status({ place }) {
    const status = statusOf(place);
    for (const name of processNames) say(processLine(status, name));
    const page = status.processes.some(({ name, running }) => name === "estate" && running) && status.state?.page;
    if (page) say(`\n${invitation(page)}`);
    return status.processes.every(({ running }) => running) ? 0 : 1;
  },
  async start({ place, only, flags: { ports, args } }) {
    const told = listenForStop();
    try {
      const { started, state } = await startLocally(place, {
        ports,
        ...(only ? { only } : {}),
        ...(args ? { args } : {}),
        onNote: say,
        told,
      });
      say(
        started.length > 0 ? `Started: ${started.join(", ")}.` : `${only ? subjects[only] : "All of it"} runs already.`,
      );
      const status = statusOf(place);
      for (const name of processNames) say(processLine(status, name));
      if (!only) say(`\n${invitation(state.page)}`);
      return 0;
    } catch (error) {
      if (told.stop.aborted) {
        process.stderr.write("Told to stop before it was ready; nothing of this start is left running.\n");
        return 1;
      }
      if (!(error instanceof StartError)) throw error;
      process.stderr.write(`${[error.message, ...error.lines].join("\n")}\n`);
      return 1;
    } finally {
      told.close();
    }
  },
  async stop({ place, only }) {
    const ended = await stopLocally(place, only);
    say(
      ended.length > 0
        ? `Stopped: ${ended.join(", ")}.`
        : only
          ? `${subjects[only]} was not running.`
          : "Nothing was running.",
    );
    return 0;
  },
  async restart(ask) {
    await commands.stop?.(ask);
    return (await commands.start?.(ask)) ?? 1;
  },
  logs({ place, only }) {
    for (const name of only ? [only] : processNames) {
      const file = place.logOf(name);
      say(`--- ${shortPath(place, file)}`);
      for (const line of lastLines(file, linesShown)) say(line);
    }
    return 0;
  },
};

function notUnderstood(why: string): number {
  process.stderr.write(`${why}\n${usage}\n`);
  return 2;
}
