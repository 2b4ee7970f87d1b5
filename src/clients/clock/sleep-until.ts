import { setTimeout as wait } from "node:timers/promises";

/** A sleeper looks at the clock again after this long, in real milliseconds: the world's speed may have changed meanwhile. */
const longestNapMs = 1_000;

/**
 * Waits until `now()` has reached `dueAt` or `signal` aborts. `realPerWorld` is real milliseconds per world millisecond at this moment;
 * `turned` gives a signal that aborts when the clock has gone another way than expected, so that a sleeper looks at once;
 * `endsEarly` ends the wait though its time has not come.
 */
export const sleepUntil = async (options: {
  now: () => number;
  realPerWorld: () => number;
  dueAt: number;
  signal: AbortSignal | undefined;
  turned?: () => AbortSignal;
  endsEarly?: () => boolean;
}): Promise<void> => {
  const { now, realPerWorld, dueAt, signal, turned, endsEarly = () => false } = options;
  for (let left = dueAt - now(); left > 0 && !signal?.aborted && !endsEarly(); left = dueAt - now()) {
    const napMs = Math.min(longestNapMs, Math.ceil(left * realPerWorld()));
    const wakers = [signal, turned?.()].filter((each) => each !== undefined);
    const woken = wakers.length > 0 ? { signal: AbortSignal.any(wakers) } : {};
    await wait(Math.max(1, napMs), undefined, woken).catch(() => undefined);
  }
};
