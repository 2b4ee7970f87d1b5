import type { Clock } from "../../domain/clock.ts";

/** A map that forgets what was not set for a while, so that it stays as small as what is going on. */
export interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  readonly size: number;
}

/** `keepMs`: wall-clock milliseconds. */
export const createRecent = <Value>(clock: Clock, keepMs: number): Recent<Value> => {
  /** What was set last stands last. */
  const kept = new Map<string, { at: number; value: Value }>();

  const forgetOld = (): void => {
    const since = clock.now() - clock.wire(keepMs);
    for (const [key, { at }] of kept) {
      if (at >= since) return;
      kept.delete(key);
    }
  };

  return {
    get: (key) => kept.get(key)?.value,
    set(key, value) {
      forgetOld();
      kept.delete(key);
      kept.set(key, { at: clock.now(), value });
    },
    delete: (key) => void kept.delete(key),
    get size() {
      return kept.size;
    },
  };
};
