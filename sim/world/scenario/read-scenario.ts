import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { BadInput, understood, unknownSentence } from "../../input.ts";
import { type Scenario, scenarioShape } from "./shape.ts";

const folder = new URL("../../scenarios/", import.meta.url);

/** The names of all scenarios. */
export const scenarioNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.replace(/\.yaml$/, ""))
    .sort();

/** Every scenario's name and what it is. */
export const listScenarios = (): { name: string; says: string }[] =>
  scenarioNames().map((name) => ({ name, says: readScenario(name).says }));

/** One scenario by its name. Throws `BadInput` with the nearest name, or with what is wrong in its file. */
export function readScenario(name: string): Scenario {
  const known = scenarioNames();
  if (!known.includes(name)) throw new BadInput(unknownSentence(name, "scenario", known));
  return scenarioOf(name, readFileSync(new URL(`${name}.yaml`, folder), "utf8"));
}

/** The scenario that a file's text tells. */
export function scenarioOf(name: string, text: string): Scenario {
  try {
    return { name, ...understood(scenarioShape, parse(text)) };
  } catch (error) {
    throw new BadInput(`The scenario ${name}: ${(error as Error).message}`);
  }
}
