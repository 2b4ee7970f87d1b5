import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { logSize, openLog, readLogFrom } from "./log-file.ts";

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
  /** Gives the start up. */
  stop?: AbortSignal | undefined;
}

const lookEveryMs = 15;

/**
 * Starts a script on this Node, in a process group of its own and with its output in a file, so that it outlives whoever started it.
 * Resolves with its pid and its ready line. Rejects with `StartError` when it ends first, is not ready in time or is given up; it is gone then.
 */
export async function launch(options: Launch): Promise<{ pid: number; ready: Record<string, unknown> }> {
  const { name, script, args, env, cwd, logFile, isReady, giveUpAfterMs, stop } = options;
  const log = openLog(logFile);
  const from = logSize(logFile);
  const child = spawn(process.execPath, [script, ...args], { cwd, env, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  child.unref();
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = `could not be started: ${error.message}`;
  });
  child.once("exit", (code, signal) => {
    ended ??= `ended at once (${signal ?? `exit code ${code}`})`;
  });
  let givenUp: string | undefined;

  const until = performance.now() + giveUpAfterMs;
  for (;;) {
    const ready = readLogFrom(logFile, from)
      .split("\n")
      .slice(0, -1)
      .map(parsed)
      .find((line) => line && isReady(line));
    if (ready && child.pid !== undefined && ended === undefined && givenUp === undefined) {
      child.removeAllListeners();
      return { pid: child.pid, ready };
    }
    if (ended !== undefined) throw new StartError(`${name} ${givenUp ?? ended}.`, lastWords(logFile, from));
    if (givenUp === undefined && stop?.aborted) givenUp = "was told to stop before it was ready";
    else if (givenUp === undefined && performance.now() > until)
      givenUp = `was not ready within ${giveUpAfterMs / 1000} s`;
    // It has taken on nothing yet that it could bring home.
    if (givenUp !== undefined) child.kill("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** The last lines of this start alone: an earlier one's trouble is not this one's. */
const lastWords = (logFile: string, from: number) =>
  readLogFrom(logFile, from)
    .split("\n")
    .filter((line) => line !== "")
    .slice(-12);

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
