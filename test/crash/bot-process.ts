import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A bot as an operating system sees it: a process that is there, or not. */
export interface BotProcess {
  /** Resolves when it takes commands; rejects when it ended before that. */
  ready: Promise<void>;
  /** Resolves when it is gone, however that came. */
  gone: Promise<void>;
  /** SIGKILL: it does nothing more, not even know of it. */
  kill(): void;
  /** Warnings and errors it logged. */
  readonly complaints: readonly string[];
}

const info = 30;

export const startBotProcess = (script: string, env: Record<string, string>): BotProcess => {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const complaints: string[] = [];
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (text) => {
      const line = text.startsWith("{") ? (JSON.parse(text) as { level?: number; msg?: string }) : {};
      if (line.msg === "ready") resolve();
      if ((line.level ?? 0) > info) complaints.push(text);
    });
    gone.then(() => reject(new Error("the bot ended before it was ready")));
  });
  // Not everybody waits for it.
  ready.catch(() => undefined);
  return { ready, gone, kill: () => child.kill("SIGKILL"), complaints };
};
