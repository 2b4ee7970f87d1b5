import { BadInput, unknownSentence } from "../input.ts";
import { StartError } from "../processes/launch.ts";
import { urlOf } from "../processes/launches.ts";
import { prepareFor, startLocally, statusOf, stopLocally, stopToStartAgain } from "../processes/local-start.ts";
import { lastLines } from "../processes/log-file.ts";
import { sidesInWords } from "../processes/named-sides.ts";
import { isProcessName, type ProcessName, processNames, subjects } from "../processes/names.ts";
import { createPlace, type Place } from "../processes/place.ts";
import { readSides, type Sides } from "../processes/sides.ts";
import { readStartFlags, type StartFlags, startFlagsUsage } from "../processes/start-flags.ts";
import { listenForStop } from "../processes/told-to-stop.ts";
import { invitation, processLine, shortPath } from "../processes/words.ts";
import { listScenarios, readScenario } from "../world/scenario/read-scenario.ts";
import { worldCommands } from "./world-commands.ts";

const usage = `npm run estate -- status                        what runs
npm run estate -- start [bot|estate|table]     start what does not run, in the background
npm run estate -- stop [bot|estate|table]      stop it
npm run estate -- restart [bot|estate|table]   stop it and start it again
npm run estate -- logs [bot|estate|table]      the last lines each has written
npm run estate -- reset                        begin anew: forget the world, Slack's messages and the jobs
npm run estate -- scenario [name]              begin anew in another world; without a name: which there are

npm run estate -- trouble [name]               begin some trouble; without a name: which there is and what is on
npm run estate -- chaos <0 to 1>               let so many calls meet trouble by chance
npm run estate -- clear                        end all trouble
npm run estate -- pause, -- go, -- time        stop the world's time, let it go on, look at it
npm run estate -- speed 60                     how many times as fast as the wall it goes
npm run estate -- jump [next|90m|1h|2d]        move it on: to the next thing that happens, or by so much

start, restart and reset also take
${startFlagsUsage}`;

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
  const place = createPlace();
  try {
    if (more.length > 0) throw new BadInput(`Not understood: ${flags.words.join(" ")}`);
    if (!known.includes(word)) throw new BadInput(unknownSentence(word, "command", known));
    const [flag] = flags.given;
    if (flag && !starting.includes(word))
      throw new BadInput(`${word} takes no ${flag}; ${starting.join(", ")} do, as in: npm run estate -- start ${flag}`);
    const tell = Object.hasOwn(worldCommands, word) ? worldCommands[word] : undefined;
    if (tell) {
      for (const line of await tell(worldOf(place), name)) say(line);
      return 0;
    }
    if (word === "reset") return await beginAnew(place, flags);
    if (word === "scenario") return await scenario(place, flags, name);
    const run = Object.hasOwn(commands, word) ? commands[word] : undefined;
    if (name !== undefined && !isProcessName(name)) throw new BadInput(unknownSentence(name, "process", processNames));
    return (await run?.({ place, only: name, flags })) ?? 1;
  } catch (error) {
    if (error instanceof BadInput) return notUnderstood(error.message);
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${[error.message, ...error.lines].join("\n")}\n`);
    return 1;
  }
}

/** Where the world of this place answers. Throws `BadInput` when it does not run. */
function worldOf(place: Place): string {
  const { processes, state } = statusOf(place);
  const runs = processes.some(({ name, running }) => name === "estate" && running);
  const port = runs ? state?.processes.estate?.isbPort : undefined;
  if (port === undefined) throw new BadInput("The estate does not run: npm run estate -- start");
  return urlOf(port);
}

async function beginAnew(place: Place, flags: StartFlags): Promise<number> {
  // Before anything is stopped or forgotten: it may be somebody else's side that runs.
  await prepareFor(place, sidesOf(flags));
  return stopAndStart({ place, only: undefined, flags: { ...flags, reset: true } });
}

async function stopAndStart(ask: Ask): Promise<number> {
  const { place, only } = ask;
  say(stoppedSentence(await (only ? stopLocally(place, only) : stopToStartAgain(place)), only));
  let code = 1;
  try {
    code = (await commands.start?.(ask)) ?? 1;
    return code;
  } finally {
    // Nobody is to wait for what does not come.
    if (code !== 0 && !only) await stopLocally(place);
  }
}

function stoppedSentence(ended: readonly ProcessName[], only: ProcessName | undefined): string {
  if (ended.length > 0) return `Stopped: ${ended.join(", ")}.`;
  return only ? `${subjects[only]} was not running.` : "Nothing was running.";
}

/** Everything that a side is not named for is local. Throws `BadInput`. */
function sidesOf({ sides: flags }: StartFlags): Sides {
  const sides = readSides({ ...flags, local: flags.local.length > 0 ? flags.local : ["slack", "aws"] }, process.env);
  if ("problem" in sides) throw new BadInput(sides.problem);
  return sides;
}

async function scenario(place: Place, flags: StartFlags, name: string | undefined): Promise<number> {
  if (name === undefined) {
    for (const each of listScenarios()) say(`${each.name.padEnd(20)} ${each.says}`);
    return 0;
  }
  readScenario(name);
  return beginAnew(place, { ...flags, args: [...(flags.args ?? []), "--scenario", name] });
}

const commands: Record<string, (ask: Ask) => Promise<number> | number> = {
  status({ place }) {
    const status = statusOf(place);
    for (const name of processNames) say(processLine(status, name));
    const { state, processes } = status;
    const runs = (wanted?: ProcessName) => processes.some(({ name, running }) => running && name === (wanted ?? name));
    const whose = state && runs() ? sidesInWords(state.sides) : undefined;
    if (whose) say(`\n${whose}`);
    if (state && runs("estate")) say(`\n${invitation(state.page, state.sides)}`);
    return status.processes.every(({ running }) => running) ? 0 : 1;
  },
  async start({ place, only, flags }) {
    const { ports, args, reset, clear, delivery } = flags;
    const sides = sidesOf(flags);
    const told = listenForStop();
    try {
      const { started, state } = await startLocally(place, {
        ports,
        ...(only ? { only } : {}),
        ...(args ? { args } : {}),
        ...{ reset, clear, delivery, sides },
        onNote: say,
        told,
      });
      say(
        started.length > 0 ? `Started: ${started.join(", ")}.` : `${only ? subjects[only] : "All of it"} runs already.`,
      );
      const status = statusOf(place);
      for (const name of processNames) say(processLine(status, name));
      const whose = sidesInWords(state.sides);
      if (whose) say(whose);
      if (!only) say(`\n${invitation(state.page, state.sides)}`);
      return 0;
    } catch (error) {
      if (told.stop.aborted) {
        process.stderr.write("Told to stop before it was ready; nothing of this start is left running.\n");
        return 1;
      }
      throw error;
    } finally {
      told.close();
    }
  },
  async stop({ place, only }) {
    say(stoppedSentence(await stopLocally(place, only), only));
    return 0;
  },
  async restart(ask) {
    await prepareFor(ask.place, sidesOf(ask.flags));
    return stopAndStart(ask);
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

const known = [...Object.keys(commands), ...Object.keys(worldCommands), "reset", "scenario", "help"];
/** Those that take the flags of a start. */
const starting = ["start", "restart", "reset", "scenario"];

function notUnderstood(why: string): number {
  process.stderr.write(`${why}\nAll commands: npm run estate -- help\n`);
  return 2;
}
