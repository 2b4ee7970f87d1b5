/** What is to run when, in order of time and then of asking. */
export interface Moments {
  /** The answer takes it back. */
  add(dueAt: number, run: () => void): () => void;
  /** When the first one is due. */
  next(): number | undefined;
  /** Takes out the first one that is due by `now`. */
  take(now: number): (() => void) | undefined;
  count(): number;
}

interface Moment {
  dueAt: number;
  run: () => void;
}

/** See `Moments`. Kept sorted: an estate waits for hundreds of things, not for millions. */
export function createMoments(): Moments {
  const moments: Moment[] = [];
  return {
    add: (dueAt, run) => {
      const moment = { dueAt, run };
      const at = moments.findLastIndex((each) => each.dueAt <= dueAt) + 1;
      moments.splice(at, 0, moment);
      return () => {
        const now = moments.indexOf(moment);
        if (now >= 0) moments.splice(now, 1);
      };
    },
    next: () => moments[0]?.dueAt,
    take: (now) => {
      const [first] = moments;
      if (first === undefined || first.dueAt > now) return undefined;
      moments.shift();
      return first.run;
    },
    count: () => moments.length,
  };
}
