import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Delay, delayTable } from "../../sim/world/delays.ts";
import { listScenarios } from "../../sim/world/scenario/read-scenario.ts";
import { troubleNames, troubles } from "../../sim/world/troubles.ts";
import { betweenMarkers } from "../../src/command/generate/between-markers.ts";
import { absentFacts } from "../sim-isb/facts/absent.ts";
import { numbers } from "./numbers.ts";
import { curlLine, refusals } from "./refusals.ts";

/** Where the estate is explained. What can be counted or listed there is written by this file, the rest by people. */
export const estateFile = fileURLToPath(new URL("../../docs/estate.md", import.meta.url));

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

/** A stretch of time in the largest unit that holds it whole: "12 min". */
export function inUnits(ms: number): string {
  const [unit, size] = units.find(([, each]) => ms >= each && ms % each === 0) ?? ["ms", 1];
  return ms === 0 ? "none" : `${ms / size} ${unit}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");

/** The parts that are written here, by the name in their markers. */
const parts: Readonly<Record<string, () => string>> = {
  numbers: () =>
    table(
      ["How many", "Of what", "Shown by"],
      numbers().map(({ count, what, shownBy }) => [String(count), what, `\`${shownBy}\``]),
    ),
  absent: () =>
    table(
      ["Of ISB", "Why not"],
      absentFacts.map(({ section, says, because }) => [`${says} (${section})`, because]),
    ),
  delays: () =>
    table(
      ["What takes so long", "Really", "Here", "Where that is from"],
      Object.values<Delay>(delayTable).map(({ says, realMs, hereMs, source }) => [
        says,
        inUnits(realMs),
        inUnits(hereMs ?? realMs),
        source,
      ]),
    ),
  troubles: () =>
    table(
      ["Trouble", "What it does"],
      troubleNames.map((name) => [`\`${name}\``, troubles[name].says]),
    ),
  scenarios: () =>
    table(
      ["Scenario", "What it is"],
      listScenarios().map(({ name, says }) => [`\`${name}\``, says]),
    ),
  refusals: () =>
    refusals
      .map((each, index) => {
        const lines = [`# ${index + 1}. ${each.says}`, curlLine(each), JSON.stringify(each.answer)];
        return `\`\`\`sh\n${lines.slice(0, 2).join("\n")}\n\`\`\`\n\n\`\`\`json\n${lines[2]}\n\`\`\``;
      })
      .join("\n\n"),
};

/** The document with its counted parts as they are now. Throws when one of them has lost its markers. */
export function estateDocument(now: string): string {
  return Object.entries(parts).reduce((text, [name, write]) => {
    const markers = { start: `<!-- ${name}:start -->`, end: `<!-- ${name}:end -->` };
    const written = betweenMarkers(text, markers, `\n${write()}\n\n`);
    if (written === undefined)
      throw new Error(`docs/estate.md must hold the lines ${markers.start} and ${markers.end}`);
    return written;
  }, now);
}

if (import.meta.main) writeFileSync(estateFile, estateDocument(readFileSync(estateFile, "utf8")));
