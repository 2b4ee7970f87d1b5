import type { Clock } from "./clock.ts";

/** What was noted a moment ago. */
export interface Lately {
  note(key: string): void;
  has(key: string): boolean;
}

/** `keepMs`: what counts as a moment, wall-clock milliseconds; then it is forgotten. */
export const createLately = (clock: Clock, keepMs: number): Lately => {
  /** By when it is forgotten, what is noted last standing last. */
  const until = new Map<string, number>();
  const forgetOld = (): void => {
    for (const [key, at] of until) {
      if (at > clock.now()) return;
      until.delete(key);
    }
  };
  return {
    note(key) {
      until.delete(key);
      until.set(key, clock.now() + clock.wire(keepMs));
    },
    has(key) {
      forgetOld();
      return until.has(key);
    },
  };
};
