import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { type StartOptions, startLocally, stopLocally } from "../../sim/processes/local-start.ts";
import { processNames } from "../../sim/processes/names.ts";
import { createPlace, type Place } from "../../sim/processes/place.ts";
import type { EstateState } from "../../sim/processes/state-file.ts";
import { temporaryFolder } from "./temporary.ts";

export const anyPorts = { slack: 0, aws: 0, isb: 0, table: 0 };
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A place of the test's own, stopped when it ends. */
export function ownPlace(): Place {
  const place = createPlace({ dir: temporaryFolder() });
  onTestFinished(async () => {
    await stopLocally(place);
  });
  return place;
}

/** Starts all three there, on free ports; `notes` is what the starter was told. */
export async function startAt(place: Place, options: StartOptions = {}) {
  const notes: string[] = [];
  const { state } = await startLocally(place, { ports: anyPorts, onNote: (note) => notes.push(note), ...options });
  return {
    state,
    notes,
    slack: state.page.replace(/\/$/, ""),
    isb: `http://127.0.0.1:${state.processes.estate?.isbPort}`,
  };
}

/** Ends all three at once, in the middle of whatever they do. */
export function killAll({ processes }: EstateState): void {
  for (const name of processNames) {
    const pid = processes[name]?.pid;
    if (pid) process.kill(pid, "SIGKILL");
  }
}

/** A control route's answer. */
export async function control<T>(
  base: string,
  path: string,
  body?: object,
  method = body ? "POST" : "GET",
): Promise<T> {
  // Whoever listened there before may have been killed: no connection is used twice.
  const headers = { "content-type": "application/json", connection: "close" };
  const response = await fetch(`${base}/_control/${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await response.json()) as T;
}
