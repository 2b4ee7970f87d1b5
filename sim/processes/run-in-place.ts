import { fileURLToPath } from "node:url";

/** Turns this process into another script of the repository: same pid, terminal, signals and environment. Does not return. */
export function runInPlace(script: string): void {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const environment = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  if (process.execve === undefined)
    throw new Error(`This system cannot replace a process: run \`node ${script}\` yourself.`);
  process.execve(process.execPath, [process.execPath, path], Object.fromEntries(environment));
}
