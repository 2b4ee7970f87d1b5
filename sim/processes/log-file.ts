import { closeSync, fchmodSync, openSync, readFileSync, readSync, rmSync, statSync } from "node:fs";

/** Bytes. A log that has grown beyond this begins anew at its process's next start. */
const longestLog = 5_000_000;

/** Size in bytes; 0 when there is none. */
export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Opens a log to add to; the answer is a file descriptor, which the caller closes. */
export function openLog(path: string): number {
  if (logSize(path) > longestLog) rmSync(path);
  const log = openSync(path, "a", 0o600);
  // One of an earlier start may have been for everybody to read.
  fchmodSync(log, 0o600);
  return log;
}

/** What was written from this byte on. */
export function readLogFrom(path: string, from: number): string {
  const length = logSize(path) - from;
  if (length <= 0) return "";
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(length);
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, length, from));
  } finally {
    closeSync(file);
  }
}

/** The last lines of a log; none when there is no log. */
export function lastLines(path: string, count: number): string[] {
  if (logSize(path) === 0) return [];
  return readFileSync(path, "utf8").trimEnd().split("\n").slice(-count);
}
