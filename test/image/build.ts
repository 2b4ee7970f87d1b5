import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Stage } from "./dockerfile.ts";

const allowed = (): string[] =>
  readFileSync(".dockerignore", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("!"))
    .map((line) => line.slice(1));

/** The environment of a command in the image: this repository's Node 24 comes first, nothing of the bot's is set. */
export const imageEnvironment = (): Record<string, string> => ({
  PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
  HOME: process.env.HOME ?? "/",
  npm_config_prefer_offline: "true",
});

/**
 * Carries out the COPY and RUN lines of every stage, each stage in its own folder under `root`, and answers the last one's work folder.
 * No container engine is needed; what only an engine gives (users, layers, the base image) is not tried.
 */
export const build = (stages: readonly Stage[], root: string): string => {
  const folderOf = (stage: Stage): string => join(root, stage.name || "final");
  let work = "";
  for (const stage of stages) {
    work = folderOf(stage);
    mkdirSync(work, { recursive: true });
    for (const { name, rest } of stage.instructions) {
      if (name === "WORKDIR") {
        work = join(folderOf(stage), rest);
        mkdirSync(work, { recursive: true });
      }
      if (name === "RUN") execFileSync("sh", ["-c", rest], { cwd: work, env: imageEnvironment(), stdio: "pipe" });
      if (name === "COPY") {
        const words = rest.split(/\s+/);
        const from = words[0]?.startsWith("--from=") ? words.shift()?.slice("--from=".length) : undefined;
        const to = words.pop() ?? ".";
        for (const source of words) {
          if (from === undefined && !allowed().includes(source)) throw new Error(`.dockerignore leaves out ${source}`);
          const path = from === undefined ? source : join(root, from, source);
          const target = to.endsWith("/") ? join(work, to, basename(source)) : join(work, to);
          cpSync(path, target, { recursive: true, verbatimSymlinks: true });
        }
      }
    }
  }
  return work;
};
