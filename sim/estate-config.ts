import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { type Delays, delayTable } from "./world/delays.ts";

/** What the estate's `--config` may hold: delays in world ms, the separator's manner, and parts of ISB's global configuration. */
const configShape = z.strictObject({
  delays: z.partialRecord(z.enum(Object.keys(delayTable) as [keyof Delays]), z.number().nonnegative()).optional(),
  maintenanceMode: z.boolean().optional(),
  separator: z.enum(["none", "hold", "eject"]).optional(),
  leases: z
    .strictObject({
      maxBudget: z.number().positive().optional(),
      maxDurationHours: z.number().positive().optional(),
      maxLeasesPerUser: z.int().positive().optional(),
    })
    .optional(),
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
  try {
    const read = configShape.safeParse(parse(text) ?? {});
    if (read.success) return { config: read.data };
    const wrong = read.error.issues.map(({ path: at, message }) => `${at.join(".") || "the whole"}: ${message}`);
    return { problem: `--config ${path} holds what the estate does not know. ${wrong.join("; ")}.` };
  } catch (error) {
    const [first = ""] = (error as Error).message.split("\n");
    return { problem: `--config ${path} is no YAML. ${first}` };
  }
}
