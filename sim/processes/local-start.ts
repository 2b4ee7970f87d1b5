import { botConnected } from "./bot-connected.ts";
import { forget, forgottenSentence, isOtherScenario, isWorldKept, makePrivate } from "./kept.ts";
import { StartError } from "./launch.ts";
import { deliveryPort, urlOf } from "./launches.ts";
import { withLock } from "./lock.ts";
import { areSame, refusalOf } from "./named-sides.ts";
import { type ProcessName, processNames } from "./names.ts";
import type { Place } from "./place.ts";
import { type PreparedSides, prepareSides } from "./prepare-sides.ts";
import { endProcess, isRunning } from "./running.ts";
import type { Sides } from "./sides.ts";
import type { StartOptions } from "./start-options.ts";
import { createStarting, graceMs, type Starting } from "./starting.ts";
import { areAllStopped, type EstateState, readState, removeState, writeState } from "./state-file.ts";
import { troubleNow } from "./world-time.ts";

type Processes = EstateState["processes"];

/** What was started once and whether it still runs. */
export interface ProcessStatus {
  name: ProcessName;
  /** Absent when it was never started, or was stopped. */
  pid?: number;
  running: boolean;
}

export interface Status {
  processes: ProcessStatus[];
  /** Absent when nothing was started. */
  state?: EstateState;
}

/** What runs at this moment. */
export function statusOf(place: Place): Status {
  const state = readState(place.stateFile);
  const processes = processNames.map((name): ProcessStatus => {
    const pid = state?.processes[name]?.pid;
    return pid === undefined ? { name, running: false } : { name, pid, running: isRunning(pid, place.scriptOf(name)) };
  });
  return state === undefined ? { processes } : { processes, state };
}

/**
 * What a start with these sides has to give to whom. Rejects with `StartError` where something of this place runs with
 * other sides: its jobs would go on against them.
 */
export async function prepareFor(place: Place, sides: Sides): Promise<PreparedSides> {
  const prepared = await prepareSides(sides);
  const { processes, state } = statusOf(place);
  const runs = processes.some(({ running }) => running) ? state?.sides : undefined;
  if (runs && !areSame(runs, prepared.named)) throw new StartError(refusalOf({ runs, asked: prepared.named }));
  return prepared;
}

/**
 * Starts what does not run yet and resolves when the bot takes commands. The world, Slack and the jobs go on where they were;
 * with a new world the jobs begin anew as well: what the old ones speak of is gone.
 * Rejects with `StartError` when one does not come up or an asked-for port is taken; what this call started is ended then.
 */
export function startLocally(
  place: Place,
  options: StartOptions = {},
): Promise<{ state: EstateState; started: ProcessName[] }> {
  const { only, onNote = () => {}, told, sides = { real: "none" } } = options;
  const stop = told?.stop;
  const start = async () => {
    const { processes: before, state: old } = statusOf(place);
    const running = before.filter((each) => each.running).map(({ name }) => name);
    if (options.reset && running.length > 0) throw new StartError(`${stopFirst} npm run estate -- reset`);
    const prepared = await prepareFor(place, sides);
    const home = place.of(prepared.named);
    makePrivate(home);
    const isAnew = options.reset || (running.length === 0 && isOtherScenario(home, options.args));
    if (isAnew) onNote(forgottenSentence(forget(home)));
    // Jobs without their world go no further.
    else if (running.length === 0 && only === undefined && !isWorldKept(home)) forget(home);

    const starting = createStarting({ place: home, options, running, old, prepared });
    try {
      const both = await Promise.allSettled([starting.table(), starting.estate()]);
      for (const each of both) if (each.status === "rejected") throw each.reason;
      await starting.emptyTable();
      await starting.bot();
      await botIsBack(starting, sides, stop);
    } catch (error) {
      throw await undo(place, starting, error, told?.now);
    }
    return { state: starting.state, started: [...starting.started] };
  };
  return withLock(place.lockFile, start, stop);
}

const stopFirst = "What runs cannot forget. Stop it first, or let this do both:";

/** A bot that stayed while its Slack was away opens a socket to the new one after some seconds. */
async function botIsBack({ state, started, runsNow }: Starting, sides: Sides, stop?: AbortSignal): Promise<void> {
  const { estate } = state.processes;
  const isBySocket = sides.real !== "slack" && estate && deliveryPort(estate) === undefined;
  if (started.includes("estate") && !started.includes("bot") && runsNow("bot") && isBySocket)
    await botConnected(urlOf(estate.slackPort), { stop });
}

/** Ends what a failed start has started; the answer is what to tell of it. */
async function undo(place: Place, { state, started }: Starting, error: unknown, now?: AbortSignal): Promise<unknown> {
  const trouble = started.includes("estate") ? await troubleNow(state.page) : [];
  await endThese(place, [...started].reverse(), { now });
  if (!(error instanceof StartError) || trouble.length === 0) return error;
  const why = `Trouble was on, which may be why: ${trouble.join(", ")}. To start without it: --clear`;
  return new StartError(error.message, [...error.lines, why]);
}

/** Ends one of them, or all; the bot first, because it still needs the others. Answers which ones ran. `now` ends them by force. */
export function stopLocally(place: Place, only?: ProcessName, now?: AbortSignal): Promise<ProcessName[]> {
  return withLock(place.lockFile, () => endThese(place, only === undefined ? all : [only], { now }), now);
}

/** Ends all of them and leaves word that they are to run again: whoever watches them waits for the next ones. */
export function stopToStartAgain(place: Place): Promise<ProcessName[]> {
  return withLock(place.lockFile, () => endThese(place, all, { runAgain: true }));
}

const all: readonly ProcessName[] = ["bot", "estate", "table"];

async function endThese(
  place: Place,
  names: readonly ProcessName[],
  { now, runAgain = false }: { now?: AbortSignal | undefined; runAgain?: boolean },
): Promise<ProcessName[]> {
  const ended: ProcessName[] = [];
  const state = readState(place.stateFile);
  if (state === undefined) return ended;
  const processes: Processes = structuredClone(state.processes);
  for (const name of names) if (processes[name]) processes[name].stopped = true;
  // First, so that nobody who watches takes their end for an accident.
  writeState(place.stateFile, { ...state, processes });
  const end = async (name: ProcessName) => {
    const pid = state.processes[name]?.pid;
    if (pid === undefined) return;
    const how = await endProcess({ pid, script: place.scriptOf(name) }, { graceMs: graceMs[name], now });
    if (how !== "was-gone") ended.push(name);
  };
  if (names.includes("bot")) await end("bot");
  await Promise.all(names.filter((name) => name !== "bot").map(end));
  if (!runAgain && areAllStopped({ processes })) removeState(place.stateFile);
  return ended;
}
