import { setTimeout as wait } from "node:timers/promises";

/** A sleeper looks at the clock again after this long, in real milliseconds: the world's speed may have changed meanwhile. */
const longestNapMs = 1_000;

/** Waits until `now()` has reached `dueAt` or `signal` aborts. `realPerWorld` is real milliseconds per world millisecond at this moment. */
export const sleepUntil = async (options: {
  now: () => number;
  realPerWorld: () => number;
  dueAt: number;
  signal: AbortSignal | undefined;
}): Promise<void> => {
  const { now, realPerWorld, dueAt, signal } = options;
  for (let left = dueAt - now(); left > 0 && !signal?.aborted; left = dueAt - now()) {
    const napMs = Math.min(longestNapMs, Math.ceil(left * realPerWorld()));
    await wait(Math.max(1, napMs), undefined, signal ? { signal } : {}).catch(() => undefined);
  }
};
