import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A process of its own, so that what is measured shares no event loop with who measures. Resolves with the first JSON line that `ready` accepts. */
export const startChild = async (
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  ready: (line: Record<string, unknown>) => boolean,
): Promise<{ child: ChildProcess; line: Record<string, unknown> }> => {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const text of createInterface({ input: child.stdout })) {
    const line = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
    if (ready(line)) {
      child.stdout.resume();
      return { child, line };
    }
  }
  throw new Error(`${script} ended before it was ready`);
};

export const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
};
