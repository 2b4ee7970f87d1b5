import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ProcessName, scripts } from "./names.ts";

/** Where one local estate keeps what it knows: absolute paths. */
export interface Place {
  /** The repository. */
  root: string;
  /** Where everything below stands. */
  dir: string;
  stateFile: string;
  lockFile: string;
  /** The bot's configuration, written at every start. */
  configFile: string;
  /** The table's files. */
  tableDir: string;
  /** What the estate keeps of its world and of Slack. */
  keepDir: string;
  /** Those whom a real side brings along. */
  peopleFile: string;
  /** Touched by a bot that is well. */
  aliveFile: string;
  /** What Node compiled at earlier starts. */
  cacheDir: string;
  logOf(name: ProcessName): string;
  scriptOf(name: ProcessName): string;
}

/** The place in `dir`: by default `.isb` in the repository, or what ISB_ESTATE_DIR names, so that several can run side by side. */
export function createPlace({
  dir = process.env.ISB_ESTATE_DIR || undefined,
}: {
  dir?: string | undefined;
} = {}): Place {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
  const here = resolve(dir ?? join(root, ".isb"));
  return {
    root,
    dir: here,
    stateFile: join(here, "estate.json"),
    lockFile: join(here, "starting.lock"),
    configFile: join(here, "config.yaml"),
    tableDir: join(here, "table"),
    keepDir: join(here, "kept"),
    peopleFile: join(here, "people.json"),
    aliveFile: join(here, "bot.alive"),
    cacheDir: join(here, "compiled"),
    logOf: (name) => join(here, `${name}.log`),
    scriptOf: (name) => join(root, scripts[name]),
  };
}
