import { setTimeout as sleep } from "node:timers/promises";
import { statusOf } from "./local-start.ts";
import { type ProcessName, processNames, subjects } from "./names.ts";
import type { Place } from "./place.ts";
import { areAllStopped } from "./state-file.ts";
import { shortPath } from "./words.ts";

/** Real ms between two looks. */
const lookEveryMs = 500;

/**
 * Says in plain words when one of the three ends or runs again, until told to stop or until somebody else stopped all of them.
 * It looks by pid, so that processes started or restarted from another terminal count too.
 */
export async function watchProcesses({
  place,
  say,
  signal,
}: {
  place: Place;
  say: (text: string) => void;
  signal: AbortSignal;
}): Promise<"told" | "stopped-elsewhere"> {
  const seen = new Map<ProcessName, number | undefined>();
  // All that were started count as running: one that ended before the first look is told of as well.
  for (const { name, pid } of statusOf(place).processes) seen.set(name, pid);
  let isBegunAnew = false;
  for (;;) {
    try {
      await sleep(lookEveryMs, undefined, { signal });
    } catch {
      return "told";
    }
    const { processes, state } = statusOf(place);
    if (state === undefined) {
      say("The estate was stopped from elsewhere.");
      return "stopped-elsewhere";
    }
    if (areAllStopped(state)) {
      seen.clear();
      isBegunAnew = true;
      continue;
    }
    for (const name of processNames) {
      const { pid, running } = processes.find((each) => each.name === name) ?? { running: false };
      const before = seen.get(name);
      const now = running ? pid : undefined;
      if (before === now) continue;
      seen.set(name, now);
      if (now !== undefined && isBegunAnew)
        say("Another terminal starts all three again. Ctrl-C here stops these too.");
      isBegunAnew = false;
      if (now !== undefined) say(`${subjects[name]} runs again, pid ${now}.`);
      else if (state.processes[name]?.stopped)
        say(`${subjects[name]} was stopped. To start it: npm run estate -- start ${name}`);
      else say(ended(place, name, before));
    }
  }
}

function ended(place: Place, name: ProcessName, pid: number | undefined): string {
  return `${subjects[name]} (pid ${pid}) ended by itself; the others stay up.
  Start it again: npm run estate -- start ${name}
  Its last words: ${shortPath(place, place.logOf(name))}`;
}
