/** Real time: signatures, credentials, rates and the waits of a queue live in it whatever the world's clock does. */
export interface Wall {
  /** Real ms since the epoch. */
  now(): number;
  /** Runs `run` once after `ms`, unless the answer is called first. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own time. Its timers never keep the process alive. */
export const realWall: Wall = {
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
