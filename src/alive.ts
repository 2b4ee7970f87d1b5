import { writeFileSync } from "node:fs";

/** The image's health check takes a file untouched for a minute for a dead bot. */
const touchEveryMs = 15_000;

/** Writes the time into `path`, at most every 15 s however often it is called. A disk that cannot be written must not stop the bot. */
export const createAliveFile = (path: string, onTrouble: (error: unknown) => void): (() => void) => {
  let touchedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - touchedAt < touchEveryMs) return;
    touchedAt = now;
    try {
      writeFileSync(path, new Date().toISOString());
    } catch (error) {
      onTrouble(error);
    }
  };
};
