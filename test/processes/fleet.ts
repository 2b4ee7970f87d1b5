import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { WorkerSettings } from "./worker-process.ts";

export interface WorkerProcess {
  name: string;
  child: ChildProcess;
  /** Sends the signal and resolves with the exit code once it is gone; null when a signal ended it. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
  /** Freezes it in the middle of whatever it does, and lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Its log, a line each, warnings and worse. */
  readonly logged: readonly string[];
}

const script = fileURLToPath(new URL("worker-process.ts", import.meta.url));

/** Starts one worker as a process of its own; resolves when it looks for work. */
export const startWorkerProcess = async (settings: WorkerSettings, flags: string[] = []): Promise<WorkerProcess> => {
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(settings)], {
    env: { PATH: process.env.PATH ?? "", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const logged: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      if (line.includes('"ready"')) resolve();
      else logged.push(line);
    });
    child.once("exit", () => reject(new Error(`${settings.name} ended before it was ready`)));
  });
  return {
    name: settings.name,
    child,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, "exit") as Promise<[number | null]>;
      child.kill(signal);
      const [code] = await gone;
      return code;
    },
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    logged,
  };
};
