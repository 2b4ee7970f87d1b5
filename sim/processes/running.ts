import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether this pid is alive and runs this script: pids are given out again, and nobody else's process may be ended. */
export function isRunning(pid: number, script: string): boolean {
  try {
    // Linux. Empty for a process that ended and was not collected yet.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(script);
  } catch {
    return process.platform === "linux" ? false : isRunningByPs(pid, script);
  }
}

function isRunningByPs(pid: number, script: string): boolean {
  try {
    const line = execFileSync("ps", ["-ww", "-o", "stat=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return !line.startsWith("Z") && ` ${line} `.includes(` ${script} `);
  } catch {
    return false;
  }
}

/** Asks a process of ours to end, by force when it has not within `graceMs` (real ms) or when `now` is aborted. Resolves when it is gone. */
export async function endProcess(
  { pid, script }: { pid: number; script: string },
  { graceMs, lookEveryMs = 25, now }: { graceMs: number; lookEveryMs?: number; now?: AbortSignal | undefined },
): Promise<"ended" | "killed" | "was-gone"> {
  if (!isRunning(pid, script)) return "was-gone";
  const send = (signal: "SIGTERM" | "SIGKILL") => {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
  };
  const goneWithin = async (ms: number, hurry?: AbortSignal) => {
    const until = performance.now() + ms;
    while (isRunning(pid, script)) {
      if (performance.now() > until || hurry?.aborted) return false;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return true;
  };
  send("SIGTERM");
  if (await goneWithin(graceMs, now)) return "ended";
  send("SIGKILL");
  await goneWithin(5_000);
  return "killed";
}
