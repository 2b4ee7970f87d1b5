import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type NamedSides, sidesFolder } from "./named-sides.ts";
import { type ProcessName, scripts } from "./names.ts";

/** Where one local estate keeps what it knows, one start at a time: absolute paths. */
export interface Place {
  /** The repository. */
  root: string;
  /** Where everything below stands. */
  dir: string;
  stateFile: string;
  lockFile: string;
  /** What Node compiled at earlier starts. */
  cacheDir: string;
  logOf(name: ProcessName): string;
  scriptOf(name: ProcessName): string;
  /** Where a start with these sides keeps its world and its jobs. */
  of(sides: NamedSides): SidesPlace;
}

/** A place as one choice of sides sees it. */
export interface SidesPlace extends Place {
  /** Where everything below stands. */
  sidesDir: string;
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
}

/** The place in `dir`: by default `.isb` in the repository, or what ISB_ESTATE_DIR names, so that several can run side by side. */
export function createPlace({
  dir = process.env.ISB_ESTATE_DIR || undefined,
}: {
  dir?: string | undefined;
} = {}): Place {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
  const here = resolve(dir ?? join(root, ".isb"));
  const place: Place = {
    root,
    dir: here,
    stateFile: join(here, "estate.json"),
    lockFile: join(here, "starting.lock"),
    cacheDir: join(here, "compiled"),
    logOf: (name) => join(here, `${name}.log`),
    scriptOf: (name) => join(root, scripts[name]),
    of(sides) {
      const sidesDir = join(here, sidesFolder(sides));
      return {
        ...place,
        sidesDir,
        configFile: join(sidesDir, "config.yaml"),
        tableDir: join(sidesDir, "table"),
        keepDir: join(sidesDir, "kept"),
        peopleFile: join(sidesDir, "people.json"),
        aliveFile: join(sidesDir, "bot.alive"),
      };
    },
  };
  return place;
}
