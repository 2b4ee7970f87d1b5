import { relative } from "node:path";
import type { Status } from "./local-start.ts";
import type { NamedSides } from "./named-sides.ts";
import { meanings, type ProcessName } from "./names.ts";
import type { Place } from "./place.ts";

/** Whom the page opens as, and where. */
const firstLook = "#/as/U0USER1/C0GENERAL";

/** The page's address with a person in it. */
export const pageFor = (page: string): string => `${page}${firstLook}`;

/** A process on one line: name, pid, what it is and where it listens. */
export function processLine({ processes, state }: Status, name: ProcessName): string {
  const { pid, running } = processes.find((each) => each.name === name) ?? { pid: undefined, running: false };
  const runs = running ? `pid ${pid}` : "not running";
  return `  ${name.padEnd(7)} ${runs.padEnd(12)} ${meanings[name]}${running ? portsOf(state, name) : ""}`;
}

function portsOf(state: Status["state"], name: ProcessName): string {
  const { table, estate } = state?.processes ?? {};
  if (name === "table" && table) return `, port ${table.port}`;
  if (name === "estate" && estate) return `, ports ${estate.slackPort}, ${estate.awsPort}, ${estate.isbPort}`;
  return "";
}

/** A file as somebody in the repository would type it. */
export function shortPath({ root }: Place, path: string): string {
  const short = relative(root, path);
  return short.startsWith("..") ? path : short;
}

/** Where the page is and what to type there first; with a real Slack the page only shows the world. */
export function invitation(page: string, sides: NamedSides): string {
  const where = sides.real === "slack" ? `in your workspace ${sides.whose}; the page shows the world` : "";
  return `Open        ${pageFor(page)}
and type    /isb lease assign council-chatbot ${where}`.trimEnd();
}
