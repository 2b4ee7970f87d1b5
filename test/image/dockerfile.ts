import { readFileSync } from "node:fs";

export interface Instruction {
  name: string;
  rest: string;
}
export interface Stage {
  from: string;
  /** "" for the last one when it has no name. */
  name: string;
  instructions: Instruction[];
}

/** The stages of a Dockerfile, in order. Knows comments and continued lines; no heredocs, no ARG before FROM. */
export const readDockerfile = (path: string): Stage[] => {
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => !line.trim().startsWith("#"))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === "FROM") {
      const [from = "", , as = ""] = rest.split(/\s+/);
      stages.push({ from, name: as, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, rest });
  }
  return stages;
};

export const all = (stage: Stage, name: string): string[] =>
  stage.instructions.filter((each) => each.name === name).map(({ rest }) => rest);

export const one = (stage: Stage, name: string): string => {
  const [found, ...others] = all(stage, name);
  if (found === undefined || others.length > 0) throw new Error(`expected one ${name}`);
  return found;
};
