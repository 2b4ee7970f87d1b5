import { mkdirSync, writeFileSync } from "node:fs";
import { botConnected } from "./bot-connected.ts";
import { estateArgs } from "./estate-args.ts";
import { forget, forgottenSentence, isOtherScenario, isWorldKept, setTableAside } from "./kept.ts";
import { StartError } from "./launch.ts";
import { deliveryPort, launchBot, launchEstate, launchTable, urlOf } from "./launches.ts";
import { withLock } from "./lock.ts";
import { type ProcessName, processNames } from "./names.ts";
import type { Place } from "./place.ts";
import { estatePorts, tablePort, type WantedPorts } from "./ports.ts";
import { prepareSides, writePeople } from "./prepare-sides.ts";
import { endProcess, isRunning } from "./running.ts";
import type { Sides } from "./sides.ts";
import { type EstateState, readState, removeState, writeState } from "./state-file.ts";
import type { Told } from "./told-to-stop.ts";
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

export interface StartOptions {
  /** Only this one of the three; the others must run already where it needs them. */
  only?: ProcessName;
  ports?: Partial<WantedPorts>;
  /** Further arguments for the estate, such as `--speed 60`. */
  args?: readonly string[];
  /** Forget the world, Slack and the jobs of before; nothing may run then. */
  reset?: boolean;
  /** End the trouble that was on. */
  clear?: boolean;
  /** Absent: as before, else Socket Mode. */
  delivery?: "socket" | "http" | undefined;
  /** Absent: everything is local. */
  sides?: Sides;
  /** Told as each of them becomes ready. */
  onReady?: (name: ProcessName) => void;
  /** Told what is not as usual, in a sentence. */
  onNote?: (sentence: string) => void;
  /** `stop` gives the start up: it rejects then, and what it started is ended. */
  told?: Told;
}

/** Real ms. The bot lets go of its jobs first; the others have nothing to bring home. */
const graceMs: Record<ProcessName, number> = { table: 4_000, estate: 4_000, bot: 40_000 };

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
 * Starts what does not run yet and resolves when the bot takes commands. The world, Slack and the jobs go on where they were;
 * with a new world the jobs begin anew as well: what the old ones speak of is gone.
 * Rejects with `StartError` when one does not come up or an asked-for port is taken; what this call started is ended then.
 */
export function startLocally(
  place: Place,
  options: StartOptions = {},
): Promise<{ state: EstateState; started: ProcessName[] }> {
  const { only, ports = {}, onReady, onNote = () => {}, told, sides = { real: "none" } } = options;
  const stop = told?.stop;
  const start = async () => {
    mkdirSync(place.dir, { recursive: true });
    const { processes: before, state: old } = statusOf(place);
    const running = before.filter((each) => each.running).map(({ name }) => name);
    const starts = (name: ProcessName) => !running.includes(name) && (only === undefined || only === name);
    const goesOn = running.length > 0 && old !== undefined;
    let state: EstateState = {
      v: 1,
      startedAt: goesOn ? old.startedAt : new Date().toISOString(),
      processes: goesOn ? old.processes : {},
      page: old?.page ?? "",
    };
    const started: ProcessName[] = [];

    const note = (name: ProcessName, entry: Processes[ProcessName]) => {
      const processes = { ...state.processes, [name]: entry };
      const page = processes.estate ? `${urlOf(processes.estate.slackPort)}/` : state.page;
      state = { ...state, processes, page };
      writeState(place.stateFile, state);
      started.push(name);
      onReady?.(name);
    };
    const runsNow = (name: ProcessName) => running.includes(name) || started.includes(name);

    const table = async () => {
      if (!starts("table")) return;
      note("table", await launchTable(place, await tablePort(ports, old?.processes.table, onNote), stop));
    };
    const estate = async () => {
      if (!starts("estate")) return;
      const chosen = await estatePorts(ports, old?.processes.estate, onNote);
      const args = await estateArgs(options, old?.processes.estate?.args ?? []);
      writePeople(place, prepared.people);
      const wentOn = running.includes("bot");
      const { entry, world, notes } = await launchEstate(
        place,
        { ...chosen, args },
        { wentOn, clear: options.clear === true, stop },
      );
      note("estate", entry);
      for (const sentence of notes) onNote(sentence);
      newWorld = world === "new";
    };
    /** The estate could not read the world that was kept: jobs that speak of it must not go on in another. */
    const emptyTable = async () => {
      const entry = state.processes.table;
      if (!newWorld || !hadWorld || !started.includes("table") || !entry) return;
      await endProcess({ pid: entry.pid, script: place.scriptOf("table") }, { graceMs: graceMs.table, now: told?.now });
      const aside = setTableAside(place);
      if (aside) onNote(`The bot's jobs of the world before were set aside as ${aside}.`);
      note("table", await launchTable(place, entry.port, stop));
    };
    const bot = async () => {
      const itsTable = runsNow("table") ? state.processes.table : undefined;
      const itsEstate = runsNow("estate") ? state.processes.estate : undefined;
      const itself = runsNow("bot") ? state.processes.bot : undefined;
      const moved = itself && itsTable && itsEstate && old && !sameAddresses(old.processes, state.processes);
      if (!moved && !starts("bot")) return;
      if (!itsTable || !itsEstate) {
        throw new StartError(
          "The bot needs the table and the estate: `npm run estate -- start` starts what is missing.",
        );
      }
      if (moved)
        await endProcess({ pid: itself.pid, script: place.scriptOf("bot") }, { graceMs: graceMs.bot, now: told?.now });
      writeFileSync(place.configFile, prepared.config);
      note("bot", await launchBot(place, itsTable, itsEstate, prepared, stop));
      const isByHttp = sides.real !== "slack" && deliveryPort(itsEstate) !== undefined;
      if (isByHttp) await verifyRequestUrl(urlOf(itsEstate.slackPort), onNote);
    };

    if (options.reset && running.length > 0) throw new StartError(`${stopFirst} npm run estate -- reset`);
    const prepared = await prepareSides(sides);
    if (options.reset) onNote(forgottenSentence(forget(place)));
    else if (running.length === 0 && isOtherScenario(place, options.args)) onNote(forgottenSentence(forget(place)));
    // Jobs without their world go no further.
    else if (starts("table") && starts("estate") && !isWorldKept(place)) forget(place);
    const hadWorld = isWorldKept(place);
    let newWorld = false;
    try {
      const both = await Promise.allSettled([table(), estate()]);
      for (const each of both) if (each.status === "rejected") throw each.reason;
      await emptyTable();
      await bot();
      const estateNow = state.processes.estate;
      const isHere = sides.real !== "slack" && estateNow && deliveryPort(estateNow) === undefined;
      if (started.includes("estate") && !started.includes("bot") && runsNow("bot") && isHere) {
        await botConnected(urlOf(estateNow.slackPort), { stop });
      }
    } catch (error) {
      const trouble = started.includes("estate") ? await troubleNow(state.page) : [];
      await endThese(place, [...started].reverse(), told?.now);
      if (!(error instanceof StartError) || trouble.length === 0) throw error;
      const why = `Trouble was on, which may be why: ${trouble.join(", ")}. To start without it: --clear`;
      throw new StartError(error.message, [...error.lines, why]);
    }
    return { state, started };
  };
  return withLock(place.lockFile, start, stop);
}

const stopFirst = "What runs cannot forget. Stop it first, or let this do both:";

/** Slack's handshake with a new request URL. */
async function verifyRequestUrl(slackUrl: string, onNote: (sentence: string) => void): Promise<void> {
  const response = await fetch(`${slackUrl}/_control/verify-url`, { method: "POST" });
  const { ok, error } = (await response.json()) as { ok: boolean; error?: string };
  if (!ok) onNote(`The bot did not pass Slack's check of its address: ${error ?? response.status}.`);
}

/** Ends one of them, or all; the bot first, because it still needs the others. Answers which ones ran. `now` ends them by force. */
export function stopLocally(place: Place, only?: ProcessName, now?: AbortSignal): Promise<ProcessName[]> {
  const names: ProcessName[] = only === undefined ? ["bot", "estate", "table"] : [only];
  return withLock(place.lockFile, () => endThese(place, names, now), now);
}

async function endThese(place: Place, names: readonly ProcessName[], now?: AbortSignal): Promise<ProcessName[]> {
  const ended: ProcessName[] = [];
  const state = readState(place.stateFile);
  if (state === undefined) return ended;
  const end = async (name: ProcessName) => {
    const pid = state.processes[name]?.pid;
    if (pid === undefined) return;
    const how = await endProcess({ pid, script: place.scriptOf(name) }, { graceMs: graceMs[name], now });
    if (how !== "was-gone") ended.push(name);
  };
  if (names.includes("bot")) await end("bot");
  await Promise.all(names.filter((name) => name !== "bot").map(end));
  const processes: Processes = structuredClone(state.processes);
  for (const name of names) if (processes[name]) processes[name].stopped = true;
  if (Object.values(processes).every(({ stopped }) => stopped)) removeState(place.stateFile);
  else writeState(place.stateFile, { ...state, processes });
  return ended;
}

/** Whether a bot started on `before` still finds everything where it was. */
function sameAddresses(before: Processes, now: Processes): boolean {
  const addresses = ({ table, estate }: Processes) => [
    table?.port,
    estate?.slackPort,
    estate?.awsPort,
    estate?.isbPort,
  ];
  return JSON.stringify(addresses(before)) === JSON.stringify(addresses(now));
}
