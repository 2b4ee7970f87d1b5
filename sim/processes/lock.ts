import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Real ms. Longer than any start or stop takes. */
const giveUpAfterMs = 90_000;
const lookEveryMs = 50;

/** Runs `work` while nobody else of this machine runs theirs under the same file. A holder that died is passed over; `stop` gives up waiting, with its reason. */
export async function withLock<T>(path: string, work: () => Promise<T>, stop?: AbortSignal): Promise<T> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const until = performance.now() + giveUpAfterMs;
  while (!take(path)) {
    passOverDead(path);
    stop?.throwIfAborted();
    if (performance.now() > until)
      throw new Error(`Somebody has been starting or stopping the estate for long; if not, remove ${path}.`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "EEXIST") return false;
    throw error;
  }
}

/** Moved away before it is removed, so that of two who find the same dead holder only one does it; a living one's is put back. */
function passOverDead(path: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    const holder = readFileSync(path, "utf8");
    // Empty: somebody has just taken it and not written their pid yet.
    if (holder === "" || isAlive(Number(holder))) return;
    renameSync(path, aside);
    if (readFileSync(aside, "utf8") !== holder) linkSync(aside, path);
  } catch {
    // Gone by now: the next try takes it.
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
