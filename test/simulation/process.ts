import type { Clock } from "../../src/domain/clock.ts";
import type { Deliver, Host } from "./host.ts";

/** What runs one bot. It may be frozen for a while, and it may die; a dead process never hears of anything again. */
export interface Process {
  readonly name: string;
  /** Its own opinion of the time. */
  readonly clock: Clock;
  readonly dead: boolean;
  deliver: Deliver;
  /** Runs something in it, with all that follows from it. */
  inside<T>(run: () => T): T;
  kill(): void;
  freeze(ms: number): void;
  /** Ends a freeze, however long it was meant to be. */
  thaw(): void;
  readonly frozen: boolean;
}

export const createProcess = (host: Host, name: string, skewMs: number): Process => {
  let dead = false;
  let frozenUntil = 0;
  /** What reached it while it was frozen. */
  let waiting: (() => void)[] = [];

  const goOn = (): void => {
    const reached = waiting;
    waiting = [];
    for (const run of reached) deliver(run);
  };
  const deliver = (run: () => void): void => {
    if (dead) return;
    if (host.now() < frozenUntil) waiting.push(run);
    else run();
  };

  const clock: Clock = {
    now: () => host.now() + skewMs,
    wire: (realMs) => realMs,
    sleep: (worldMs, signal) =>
      new Promise((resolve) => {
        if (worldMs <= 0 || signal?.aborted) return resolve();
        const takeBack = host.after(worldMs, () => deliver(resolve));
        signal?.addEventListener(
          "abort",
          () => {
            takeBack();
            resolve();
          },
          { once: true },
        );
      }),
  };

  return {
    name,
    clock,
    get dead() {
      return dead;
    },
    deliver,
    inside: (run) => host.inside(deliver, run),
    kill() {
      dead = true;
      waiting = [];
    },
    freeze(ms) {
      frozenUntil = Math.max(frozenUntil, host.now() + ms);
      host.after(ms, () => {
        if (host.now() >= frozenUntil) goOn();
      });
    },
    thaw() {
      frozenUntil = host.now();
      goOn();
    },
    get frozen() {
      return !dead && host.now() < frozenUntil;
    },
  };
};
