import { writeFileSync } from "node:fs";
import { estateArgs } from "./estate-args.ts";
import { isWorldKept, setTableAside } from "./kept.ts";
import { StartError } from "./launch.ts";
import { deliveryPort, launchBot, launchEstate, launchTable, urlOf } from "./launches.ts";
import type { ProcessName } from "./names.ts";
import type { SidesPlace } from "./place.ts";
import { estatePorts, tablePort } from "./ports.ts";
import { type PreparedSides, writePeople } from "./prepare-sides.ts";
import { endProcess } from "./running.ts";
import type { StartOptions } from "./start-options.ts";
import { type EstateState, writeState } from "./state-file.ts";

type Processes = EstateState["processes"];

/** Real ms. The bot lets go of its jobs first; the others have nothing to bring home. */
export const graceMs: Record<ProcessName, number> = { table: 4_000, estate: 4_000, bot: 40_000 };

/** One start under way: each of its steps starts what it names if this start is to, and notes it in the state file. */
export interface Starting {
  readonly state: EstateState;
  /** By this start, in order. */
  readonly started: readonly ProcessName[];
  runsNow(name: ProcessName): boolean;
  table(): Promise<void>;
  estate(): Promise<void>;
  /** Begins the jobs anew where the estate could not read the world that was kept: theirs must not go on in another. */
  emptyTable(): Promise<void>;
  bot(): Promise<void>;
}

/** See `Starting`. `running` is what runs already, `old` what was started before. */
export function createStarting({
  place,
  options: { only, ports = {}, args, delivery, clear = false, onReady, onNote = () => {}, told },
  running,
  old,
  prepared,
}: {
  place: SidesPlace;
  options: StartOptions;
  running: readonly ProcessName[];
  old: EstateState | undefined;
  prepared: PreparedSides;
}): Starting {
  const stop = told?.stop;
  const goesOn = running.length > 0 && old !== undefined;
  const hadWorld = isWorldKept(place);
  const started: ProcessName[] = [];
  let newWorld = false;
  let state: EstateState = {
    v: 1,
    startedAt: goesOn ? old.startedAt : new Date().toISOString(),
    sides: prepared.named,
    processes: goesOn ? old.processes : {},
    page: old?.page ?? "",
  };

  const starts = (name: ProcessName) => !running.includes(name) && (only === undefined || only === name);
  const runsNow = (name: ProcessName) => running.includes(name) || started.includes(name);
  const end = (pid: number, name: ProcessName) =>
    endProcess({ pid, script: place.scriptOf(name) }, { graceMs: graceMs[name], now: told?.now });

  function note(name: ProcessName, entry: Processes[ProcessName]): void {
    const processes = { ...state.processes, [name]: entry };
    const page = processes.estate ? `${urlOf(processes.estate.slackPort)}/` : state.page;
    state = { ...state, processes, page };
    writeState(place.stateFile, state);
    started.push(name);
    onReady?.(name);
  }

  return {
    get state() {
      return state;
    },
    started,
    runsNow,
    async table() {
      if (!starts("table")) return;
      note("table", await launchTable(place, await tablePort(ports, old?.processes.table, onNote), stop));
    },
    async estate() {
      if (!starts("estate")) return;
      const chosen = await estatePorts(ports, old?.processes.estate, onNote);
      const own = await estateArgs({ ...(args ? { args } : {}), delivery }, old?.processes.estate?.args ?? []);
      writePeople(place, prepared.people);
      const wentOn = running.includes("bot");
      const { entry, world, notes } = await launchEstate(place, { ...chosen, args: own }, { wentOn, clear, stop });
      note("estate", entry);
      for (const sentence of notes) onNote(sentence);
      newWorld = world === "new";
      if (!newWorld && running.length === 0) onNote(goesOnSentence);
    },
    async emptyTable() {
      const entry = state.processes.table;
      if (!newWorld || !hadWorld || !started.includes("table") || !entry) return;
      await end(entry.pid, "table");
      const aside = setTableAside(place);
      if (aside) onNote(`The bot's jobs of the world before were set aside as ${aside}.`);
      note("table", await launchTable(place, entry.port, stop));
    },
    async bot() {
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
      if (moved) await end(itself.pid, "bot");
      writeFileSync(place.configFile, prepared.config, { mode: 0o600 });
      note("bot", await launchBot(place, itsTable, itsEstate, prepared, stop));
      const isByHttp = prepared.slackEnv === undefined && deliveryPort(itsEstate) !== undefined;
      if (isByHttp) await verifyRequestUrl(urlOf(itsEstate.slackPort), onNote);
    },
  };
}

const goesOnSentence =
  "It goes on where it stopped: the world, Slack's messages and the bot's jobs. To begin anew: --reset";

/** Slack's handshake with a new request URL. */
async function verifyRequestUrl(slackUrl: string, onNote: (sentence: string) => void): Promise<void> {
  const response = await fetch(`${slackUrl}/_control/verify-url`, { method: "POST" });
  const { ok, error } = (await response.json()) as { ok: boolean; error?: string };
  if (!ok) onNote(`The bot did not pass Slack's check of its address: ${error ?? response.status}.`);
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
