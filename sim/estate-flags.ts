import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BadInput, unknownSentence } from "./input.ts";
import { nearest } from "./nearest.ts";
import { readScenario } from "./world/scenario/read-scenario.ts";
import type { Scenario } from "./world/scenario/shape.ts";

export const estateUsage = `node sim/main.ts [--only slack,aws,isb] [--slack-port 4310] [--aws-port 4311] [--isb-port 4312]
                  [--scenario quiet-monday] [--speed 30] [--chaos 0.05] [--seed 1] [--config file.yaml]
                  [--keep folder [--went-on] [--clear]] [--deliver-to http://127.0.0.1:3000/slack/events]
                  [--people people.json] [--manifest manifest.yml]
--keep goes on with the world that the folder holds; with --went-on its time has gone on meanwhile.`;

export const partNames = ["slack", "aws", "isb"] as const;
export type PartName = (typeof partNames)[number];

export interface EstateFlags {
  help: boolean;
  only: readonly PartName[];
  /** 0: any free one. */
  ports: Record<PartName, number>;
  scenario: Scenario | undefined;
  /** Absent: as it was kept, or the scenario's, or 30. */
  speed: number | undefined;
  /** From 0 to 1; absent: none but what is kept. */
  chaos: number | undefined;
  /** Absent: 1. A world that is kept goes on with its own. */
  seed: number | undefined;
  config: string | undefined;
  keep: string | undefined;
  /** The bot ran on while the estate was down, and the world's time with it. */
  wentOn: boolean;
  /** Slack delivers there by signed HTTP; absent: Socket Mode. */
  deliverTo: string | undefined;
  /** A file of people beside those of every world. */
  people: string | undefined;
  /** Without the trouble that was kept. */
  clear: boolean;
  manifest: string;
}

const text = { type: "string" } as const;
const options = {
  help: { type: "boolean", default: false },
  only: { type: "string", default: partNames.join(",") },
  "slack-port": { type: "string", default: "4310" },
  "aws-port": { type: "string", default: "4311" },
  "isb-port": { type: "string", default: "4312" },
  scenario: text,
  speed: text,
  chaos: text,
  seed: text,
  config: text,
  keep: text,
  "went-on": { type: "boolean", default: false },
  "deliver-to": text,
  people: text,
  clear: { type: "boolean", default: false },
  manifest: { type: "string", default: fileURLToPath(new URL("../manifest.yml", import.meta.url)) },
} as const;

/** Reads the estate's own flags; `problem` says in a sentence what is wrong with them. */
export function readEstateFlags(argv: readonly string[]): EstateFlags | { problem: string } {
  try {
    const { values } = parseArgs({ args: [...argv], options });
    const port = (name: PartName) =>
      numberOf(`--${name}-port`, values[`${name}-port`], "a port", (n) => Number.isInteger(n) && n >= 0 && n <= 65_535);
    return {
      help: values.help,
      only: values.only.split(",").map(partOf),
      ports: { slack: port("slack") ?? 0, aws: port("aws") ?? 0, isb: port("isb") ?? 0 },
      scenario: values.scenario === undefined ? undefined : readScenario(values.scenario),
      speed: numberOf("--speed", values.speed, "a number above 0", (n) => n > 0),
      chaos: chaosOf(values.chaos),
      seed: numberOf("--seed", values.seed, "a whole number", Number.isInteger),
      config: values.config,
      keep: values.keep,
      wentOn: values["went-on"],
      deliverTo: values["deliver-to"],
      people: values.people,
      clear: values.clear,
      manifest: values.manifest,
    };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const [, flag = ""] = message.match(/^Unknown option '--([^']+)'/) ?? [];
    const near = nearest(flag, Object.keys(options));
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
      return { problem: `--${flag} is not understood.${near ? ` Did you mean --${near}?` : ""}` };
    if (code !== undefined || error instanceof BadInput) return { problem: message };
    throw error;
  }
}

/** How many calls meet a fault, from 0 to 1. Throws `BadInput`. */
export const chaosOf = (value: string | undefined): number | undefined =>
  numberOf("--chaos", value, "a rate from 0 to 1, such as 0.05", (n) => n >= 0 && n <= 1);

/** The number that a flag gives. Throws `BadInput` when it is none that fits. */
export function numberOf(
  flag: string,
  value: string | undefined,
  wants: string,
  fits: (value: number) => boolean,
): number | undefined {
  if (value === undefined) return undefined;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!fits(number)) throw new BadInput(`${flag} wants ${wants}, got ${value}.`);
  return number;
}

function partOf(word: string): PartName {
  const found = partNames.find((name) => name === word);
  if (!found) throw new BadInput(`--only: ${unknownSentence(word, "part of the estate", partNames)}`);
  return found;
}
