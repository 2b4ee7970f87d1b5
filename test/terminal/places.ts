import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { startLocally, statusOf, stopLocally } from "../../sim/processes/local-start.ts";
import type { ProcessName } from "../../sim/processes/names.ts";
import { createPlace, type Place } from "../../sim/processes/place.ts";
import type { StartOptions } from "../../sim/processes/start-options.ts";
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

/** Ends these at once, in the middle of whatever they do; resolves when they are gone. */
export async function kill(place: Place, ...names: ProcessName[]): Promise<void> {
  const running = () => statusOf(place).processes.filter(({ name, running }) => running && names.includes(name));
  for (const { pid } of running()) if (pid) process.kill(pid, "SIGKILL");
  await expect.poll(running, { timeout: 10_000 }).toEqual([]);
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
