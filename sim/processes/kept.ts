import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { SidesPlace } from "./place.ts";

/** What a place holds of earlier starts, in words for people. */
const holdings = [
  { says: "the world", paths: ({ keepDir }: SidesPlace) => [join(keepDir, "world.jsonl")] },
  { says: "Slack's messages", paths: ({ keepDir }: SidesPlace) => [join(keepDir, "slack.jsonl")] },
  { says: "the bot's jobs", paths: ({ tableDir }: SidesPlace) => [tableDir] },
];

/** Makes the place where it is not there yet, for nobody else on the machine to read; what an earlier start left open is closed. */
export function makePrivate({ sidesDir, keepDir, tableDir }: SidesPlace): void {
  mkdirSync(sidesDir, { recursive: true, mode: 0o700 });
  // Not the place itself, which may be a folder that somebody else made and shares.
  for (const ours of [keepDir, tableDir]) if (existsSync(ours)) chmodSync(ours, 0o700);
}

/** Whether there is a world to go on with. */
export const isWorldKept = ({ keepDir }: SidesPlace): boolean => existsSync(join(keepDir, "world.jsonl"));

/** Whether these arguments ask for another scenario than the one of the world that is kept. */
export function isOtherScenario(place: SidesPlace, args: readonly string[] = []): boolean {
  const wanted = args[args.indexOf("--scenario") + 1];
  if (!args.includes("--scenario") || !isWorldKept(place)) return false;
  const lines = readFileSync(join(place.keepDir, "world.jsonl"), "utf8").split("\n");
  const last = lines.findLast((line) => line.startsWith('["scenario",'));
  const [, kept] = JSON.parse(last ?? '["scenario",null]') as [string, { name: string } | null];
  return kept?.name !== wanted;
}

/** Forgets all of it; answers what there was. */
export function forget(place: SidesPlace): string[] {
  return holdings.flatMap(({ says, paths }) => {
    const there = paths(place).filter((path) => existsSync(path));
    for (const path of there) rmSync(path, { recursive: true, force: true });
    return there.length > 0 ? [says] : [];
  });
}

/** Moves the table's files beside themselves; undefined where there are none. */
export function setTableAside({ sidesDir, tableDir }: SidesPlace): string | undefined {
  if (!existsSync(tableDir)) return undefined;
  const taken = readdirSync(sidesDir).filter((name) => name.startsWith(`${basename(tableDir)}.aside`)).length;
  const aside = `${tableDir}.aside${taken === 0 ? "" : `-${taken + 1}`}`;
  renameSync(tableDir, aside);
  return aside;
}

/** "Forgotten: the world and the bot's jobs." */
export const forgottenSentence = (what: readonly string[]): string =>
  what.length === 0
    ? "There was nothing to forget."
    : `Forgotten: ${new Intl.ListFormat("en-GB", { type: "conjunction" }).format(what)}.`;
