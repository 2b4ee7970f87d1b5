import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { World } from "../../../sim/world/world.ts";
import type { Item } from "../../../src/jobs/table/table.ts";

type State = World["state"];

/** A job as a released build left it in the table, and of the estate what it had to do with. */
export interface History {
  /** "lease-assign@1/done--6167288.json" */
  name: string;
  /** The workflow it is of: "lease-assign@1". */
  workflow: string;
  /** The commit whose bot ran it. */
  build: string;
  /** World milliseconds. */
  recordedAt: number;
  /** The job's item first, then what lies beside it. */
  items: readonly [Item & { pk: string }, ...(Item & { pk: string })[]];
  world: {
    leases: State["isb"]["leases"];
    accounts: State["isb"]["accounts"];
    assignments: State["identity"]["assignments"];
  };
}

const folder = fileURLToPath(new URL(".", import.meta.url));

export const histories: readonly History[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: workflow }) =>
    readdirSync(`${folder}/${workflow}`).map((file) => {
      const text = readFileSync(`${folder}/${workflow}/${file}`, "utf8");
      return { ...(JSON.parse(text) as Omit<History, "name" | "workflow">), name: `${workflow}/${file}`, workflow };
    }),
  );

export const stateOf = ({ items: [job] }: History): string => String(job.state);
/** It was over, or left to a person, when it was recorded. */
export const isFinished = ({ items: [job] }: History): boolean => job.due === undefined;

/** What to do when a history no longer fits. */
export const whatToDo = ({ name }: History): string =>
  `${name} no longer replays: jobs that are running as it did would be parked by this build. Give the workflow a new major ` +
  "and keep the steps of this one beside it until its jobs are over (CONTRIBUTING.md, Add a step); never change the recording.";
