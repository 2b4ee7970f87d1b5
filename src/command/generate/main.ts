import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createCommands } from "../../../commands/index.ts";
import { targetsFor } from "./targets.ts";

/** Writes every generated file; with `check` writes nothing. Answers with the files that were not as they should be. */
export const generate = ({ root, check }: { root: string; check: boolean }): string[] => {
  const stale: string[] = [];
  for (const { path, render } of targetsFor(createCommands())) {
    const file = join(root, path);
    const now = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    const wanted = render(now);
    if (wanted === undefined || wanted === now) continue;
    stale.push(path);
    if (check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  }
  return stale;
};

if (import.meta.main) {
  const check = process.argv.includes("--check");
  const stale = generate({ root: join(import.meta.dirname, "../../.."), check });
  if (check && stale.length > 0) {
    console.error(`Stale: ${stale.join(", ")}. Run: npm run generate`);
    process.exitCode = 1;
  } else {
    console.info(stale.length === 0 ? "Everything generated is fresh." : `Written: ${stale.join(", ")}`);
  }
}
