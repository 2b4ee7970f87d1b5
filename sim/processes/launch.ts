import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { lastLines, logSize, openLog, readLogFrom } from "./log-file.ts";

/** A process that did not come up, with the last lines it wrote. */
export class StartError extends Error {
  readonly lines: readonly string[];

  constructor(message: string, lines: readonly string[] = []) {
    super(message);
    this.name = "StartError";
    this.lines = lines;
  }
}

export interface Launch {
  /** As it is called in messages. */
  name: string;
  /** Absolute path of the script. */
  script: string;
  args: readonly string[];
  /** All it gets: nothing of this process's own environment is added. */
  env: Readonly<Record<string, string>>;
  cwd: string;
  logFile: string;
  /** Whether this JSON line of its output says that it is ready. */
  isReady: (line: Record<string, unknown>) => boolean;
  /** Real ms. */
  giveUpAfterMs: number;
}

const lookEveryMs = 15;

/**
 * Starts a script on this Node, in a process group of its own and with its output in a file, so that it outlives whoever started it.
 * Resolves with its pid and its ready line. Rejects with `StartError` when it ends first or is not ready in time; it is gone then.
 */
export async function launch(options: Launch): Promise<{ pid: number; ready: Record<string, unknown> }> {
  const { name, script, args, env, cwd, logFile, isReady, giveUpAfterMs } = options;
  const log = openLog(logFile);
  const from = logSize(logFile);
  const child = spawn(process.execPath, [script, ...args], { cwd, env, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  child.unref();
  let trouble: string | undefined;
  child.once("error", (error) => {
    trouble = `could not be started: ${error.message}`;
  });
  child.once("exit", (code, signal) => {
    trouble = `ended at once (${signal ?? `exit code ${code}`})`;
  });

  const until = performance.now() + giveUpAfterMs;
  for (;;) {
    const ready = readLogFrom(logFile, from)
      .split("\n")
      .slice(0, -1)
      .map(parsed)
      .find((line) => line && isReady(line));
    if (ready && child.pid !== undefined && trouble === undefined) {
      child.removeAllListeners();
      return { pid: child.pid, ready };
    }
    if (trouble === undefined && performance.now() > until) {
      child.kill("SIGKILL");
      trouble = `was not ready within ${giveUpAfterMs / 1000} s`;
    }
    if (trouble !== undefined) throw new StartError(`${name} ${trouble}.`, lastLines(logFile, 12));
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
