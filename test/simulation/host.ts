import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as realTurn } from "node:timers/promises";
import { createQueue } from "./queue.ts";

/** Lets something happen in a process: later while it is frozen, never once it is dead. */
export type Deliver = (run: () => void) => void;

/**
 * A host on which nothing happens by itself: events one after the other in the order of their times, all that follows
 * from one before the next. While it plays, timers of libraries are its events too.
 */
export interface Host {
  /** True time, milliseconds since the epoch; every process has its own opinion of it. */
  now(): number;
  /** Runs something after `ms`; what is returned takes it back. */
  after(ms: number, run: () => void): () => void;
  /** Timers that `run` starts, at once or ever after, happen in this process. */
  inside<T>(deliver: Deliver, run: () => T): T;
  /** Goes on until something is so. Throws when that has not come about by `mostMs` or after `mostEvents`. */
  play(isSo: () => boolean, most: { ms: number; events: number }): Promise<void>;
}

const startsAt = Date.UTC(2026, 2, 2, 9);

type Globals = Pick<typeof globalThis, "setTimeout" | "clearTimeout" | "setImmediate" | "clearImmediate">;

export const createHost = (): Host => {
  const events = createQueue();
  const processes = new AsyncLocalStorage<Deliver>();
  let now = startsAt;

  const after = (ms: number, run: () => void): (() => void) => events.add(now + Math.max(0, ms), run);

  /** Stands in for `setTimeout` and its like: the callback keeps its context, and shares the fate of its process. */
  const timer = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): { takeBack: () => void } => {
    const deliver = processes.getStore();
    const bound = AsyncLocalStorage.bind(() => callback(...args));
    return { takeBack: after(ms, () => (deliver ? deliver(bound) : bound())) };
  };
  const clear = (handle: { takeBack: () => void } | undefined | null): void => handle?.takeBack();
  const ours = {
    setTimeout: timer,
    setImmediate: (callback: (...args: unknown[]) => void, ...args: unknown[]) => timer(callback, 0, ...args),
    clearTimeout: clear,
    clearImmediate: clear,
  } as unknown as Globals;

  const playOn = async (isSo: () => boolean, most: { ms: number; events: number }): Promise<void> => {
    const until = now + most.ms;
    for (let count = 0; ; count += 1) {
      // All promises that can move have moved when the real event loop comes round.
      await realTurn();
      if (isSo()) return;
      const event = events.take();
      if (!event) throw new Error("nothing will ever happen any more");
      if (event.at > until) throw new Error(`it did not come about in ${most.ms / 1000} s of the world`);
      if (count > most.events) throw new Error(`it did not come about in ${most.events} events`);
      now = event.at;
      event.run();
    }
  };

  return {
    now: () => now,
    after,
    inside: (deliver, run) => processes.run(deliver, run),
    async play(isSo, most) {
      const { setTimeout, clearTimeout, setImmediate, clearImmediate } = globalThis;
      const realNow = Date.now;
      Object.assign(globalThis, ours);
      Date.now = () => now;
      try {
        await playOn(isSo, most);
      } finally {
        Object.assign(globalThis, { setTimeout, clearTimeout, setImmediate, clearImmediate });
        Date.now = realNow;
      }
    },
  };
};
