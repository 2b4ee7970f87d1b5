import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A bot as an operating system sees it: a process that is there, or not. */
export interface BotProcess {
  /** True when it takes commands, false when it ended before that. */
  ready: Promise<boolean>;
  /** Resolves when it is gone, however that came. */
  gone: Promise<void>;
  /** SIGKILL: it does nothing more, not even know of it. */
  kill(): void;
  /** Warnings and errors it logged. */
  readonly complaints: readonly string[];
}

const programs = { bot: "../../src/main.ts", shapes: "./shapes-bot.ts" } as const;
export type Program = keyof typeof programs;

/** Starts bots, in processes of their own. */
export interface BotLauncher {
  /** `program`: "bot" is what `npm start` and the image run; "shapes" is that with the workflows that are only here to be killed. */
  start(program: Program, env: Record<string, string>): BotProcess;
  close(): void;
}

/** Of pino's levels. */
const info = 30;
const fromHere = (path: string): URL => new URL(path, import.meta.url);

export const createBotLauncher = (): BotLauncher => {
  // What one process compiled the next need not. Node writes it down when a process ends well, which a killed one never does.
  const compiled = mkdtempSync(join(tmpdir(), "isb-crash-compiled-"));
  const own = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NODE_COMPILE_CACHE: compiled };
  const load = `await import(${JSON.stringify(fromHere("../../src/app.ts").href)})`;
  spawnSync(process.execPath, ["--input-type=module", "--eval", load], { env: own, stdio: "inherit" });
  return {
    start(program, env) {
      const child = spawn(process.execPath, [fileURLToPath(fromHere(programs[program]))], {
        env: { ...own, ...env },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const complaints: string[] = [];
      const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
      const ready = new Promise<boolean>((resolve) => {
        createInterface({ input: child.stdout }).on("line", (text) => {
          const line = text.startsWith("{") ? (JSON.parse(text) as { level?: number; msg?: string }) : {};
          if (line.msg === "ready") resolve(true);
          if ((line.level ?? 0) > info) complaints.push(text);
        });
        gone.then(() => resolve(false));
      });
      return { ready, gone, kill: () => child.kill("SIGKILL"), complaints };
    },
    close: () => rmSync(compiled, { recursive: true, force: true }),
  };
};
