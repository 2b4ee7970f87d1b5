import { type Clock, createClock } from "../../sim/clock.ts";

/** The estate's clock, and time can be skipped: what would take a dead worker's lease a minute takes no time. */
export interface SkippingClock extends Clock {
  /** Moves on by `worldMs` at once. What falls due by then runs right after. */
  skip(worldMs: number): void;
}

interface Timer {
  due: number;
  run: () => void;
  cancel: () => void;
}

export const createSkippingClock = (options: { speed: number }): SkippingClock => {
  const running = createClock(options);
  const timers = new Set<Timer>();
  let skipped = 0;
  const now = () => running.now() + skipped;

  const arm = (timer: Timer): void => {
    timer.cancel = running.after(Math.max(0, timer.due - now()), () => {
      timers.delete(timer);
      timer.run();
    });
  };

  const after: Clock["after"] = (worldMs, run) => {
    const timer: Timer = { due: now() + worldMs, run, cancel: () => undefined };
    timers.add(timer);
    arm(timer);
    return () => {
      timer.cancel();
      timers.delete(timer);
    };
  };

  return {
    now,
    speed: running.speed,
    after,
    sleep: (worldMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const cancel = after(worldMs, resolve);
        signal?.addEventListener("abort", () => {
          cancel();
          reject(signal.reason);
        });
      }),
    snapshot: () => ({ ...running.snapshot(), now: now() }),
    skip(worldMs) {
      skipped += worldMs;
      for (const timer of timers) {
        timer.cancel();
        arm(timer);
      }
    },
  };
};
