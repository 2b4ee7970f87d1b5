import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Whether this pid is alive and runs this script: pids are given out again, and nobody else's process may be ended. */
export function isRunning(pid: number, script: string): boolean {
  try {
    // Linux. Empty for a process that is ending, or has ended and was not collected yet.
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return words === "" ? isEnding(pid) : words.split("\0").includes(script);
  } catch {
    return process.platform === "linux" ? false : isRunningByPs(pid, script);
  }
}

/** Linux's PF_EXITING, in the ninth field of a thread's `stat` (proc_pid_stat(5)). */
const exiting = 0x4;

/** A process that was killed gives up its memory first, and holds its ports until its last thread is gone. */
function isEnding(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).some((thread) => {
    const [state = "Z", , , , , , flags] = statOf(`/proc/${pid}/task/${thread}/stat`);
    return !"ZX".includes(state) && (Number(flags) & exiting) !== 0;
  });
}

/** The fields behind the name, which may hold anything; none when the thread has gone meanwhile. */
function statOf(path: string): string[] {
  try {
    const stat = readFileSync(path, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
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
