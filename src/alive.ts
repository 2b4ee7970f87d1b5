import { writeFileSync } from "node:fs";

/** The image's health check takes a file untouched for a minute for a dead bot. */
export const touchEveryMs = 15_000;

/** Keeps writing the time into `path` until told to stop. A disk that cannot be written must not stop the bot. */
export const keepAliveFile = (path: string, onTrouble: (error: unknown) => void): (() => void) => {
  const touch = () => {
    try {
      writeFileSync(path, new Date().toISOString());
    } catch (error) {
      onTrouble(error);
    }
  };
  touch();
  const timer = setInterval(touch, touchEveryMs);
  return () => clearInterval(timer);
};
