import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

export interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}
export interface Cruised {
  modules: number;
  violations: Violation[];
}

const house = resolve(import.meta.dirname, "../..");

/** Runs dependency-cruiser with the house's rules over the house in `root`, as `npm run arrows` does, and over `infra/` too. */
export const cruise = (root: string): Cruised => {
  const program = join(house, "node_modules/.bin/depcruise");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      program,
      "--config",
      join(house, ".dependency-cruiser.mjs"),
      "--output-type",
      "json",
      "src",
      "commands",
      "sim",
      "infra",
    ],
    { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  if (stdout === "") throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  const { modules, summary } = JSON.parse(stdout);
  const ours = modules.filter(({ source }: { source: string }) => /^(src|commands|sim|infra)\//.test(source));
  return { modules: ours.length, violations: summary.violations };
};
