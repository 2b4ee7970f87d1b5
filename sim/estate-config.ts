import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { exactly, oneOf, understood } from "./input.ts";
import { type Delays, delayTable } from "./world/delays.ts";

const delay = z.number().nonnegative().optional();
const delayNames = Object.keys(delayTable) as (keyof Delays)[];
const delays = Object.fromEntries(delayNames.map((name) => [name, delay])) as Record<keyof Delays, typeof delay>;

/** What the estate's `--config` may hold: delays in world ms, the separator's manner, and parts of ISB's global configuration. */
const configShape = exactly({
  delays: exactly(delays).optional(),
  maintenanceMode: z.boolean().optional(),
  separator: oneOf("manner of the separator", ["none", "hold", "eject"]).optional(),
  leases: exactly({
    maxBudget: z.number().positive().optional(),
    maxDurationHours: z.number().positive().optional(),
    maxLeasesPerUser: z.int().positive().optional(),
  }).optional(),
});
export type EstateConfig = z.infer<typeof configShape>;

/** Reads the file of `--config`; `problem` says in a sentence what is wrong with it. */
export function readEstateConfig(path: string): { config: EstateConfig } | { problem: string } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return {
      problem: code === "ENOENT" ? `--config ${path}: there is no such file.` : `--config ${path}: ${message}.`,
    };
  }
  let written: unknown;
  try {
    written = parse(text) ?? {};
  } catch (error) {
    const [first = ""] = (error as Error).message.split("\n");
    return { problem: `--config ${path} is no YAML. ${first}` };
  }
  try {
    return { config: understood(configShape, written) };
  } catch (error) {
    return { problem: `--config ${path} holds what the estate does not know. ${(error as Error).message}` };
  }
}
