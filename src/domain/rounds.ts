import type { Clock } from "./clock.ts";

export interface Rounds {
  /** There may be something to do: go round now. */
  ring(): void;
  /** Goes round no more; resolves when the round under way is over. */
  stop(): Promise<void>;
  readonly stopping: boolean;
}

/** After round upon round that failed, a pause is at most this many times as long: half a minute where it is a second. */
const longestBackOff = 32;

/**
 * Goes round again and again until stopped: after half to all of `idleMs` (wall-clock milliseconds), sooner at `nextKnownAt`
 * (world milliseconds), at once when rung. A round that fails is told to `onTrouble` and does not end the going round;
 * while rounds fail, each pause is twice the one before.
 */
export const startRounds = ({
  clock,
  random,
  idleMs,
  round,
  nextKnownAt = () => Number.POSITIVE_INFINITY,
  onTrouble,
}: {
  clock: Clock;
  random: () => number;
  idleMs: number;
  round: () => Promise<void>;
  nextKnownAt?: () => number;
  onTrouble: (error: unknown) => void;
}): Rounds => {
  const stopped = new AbortController();
  let bell = new AbortController();

  let failures = 0;

  const pause = async (): Promise<void> => {
    const idle = clock.wire(idleMs) * (0.5 + random() / 2);
    const known = failures > 0 ? Number.POSITIVE_INFINITY : nextKnownAt() - clock.now();
    const backOff = Math.min(2 ** failures, longestBackOff);
    await clock.sleep(Math.max(0, Math.min(idle * backOff, known)), bell.signal);
  };

  const goRound = async (): Promise<void> => {
    try {
      await round();
      failures = 0;
    } catch (error) {
      failures += 1;
      onTrouble(error);
    }
  };

  const going = (async () => {
    // Whoever starts the rounds has them in hand before the first one begins.
    await Promise.resolve();
    while (!stopped.signal.aborted) {
      // A ring during the round means one more, so the bell is set before it begins.
      bell = new AbortController();
      await goRound();
      if (!stopped.signal.aborted) await pause();
    }
  })();

  return {
    ring: () => bell.abort(),
    async stop() {
      stopped.abort();
      bell.abort();
      await going;
    },
    get stopping() {
      return stopped.signal.aborted;
    },
  };
};
