import type { Clock } from "../clock.ts";

/** What a stage lets through: a bucket of `burst` requests that fills at `perSecond`. */
export interface StageRate {
  perSecond: number;
  burst: number;
}

/** ISB v1.2.14, CDK context: 100 requests a second, 200 at once, for all callers together. */
export const stageRate: StageRate = { perSecond: 100, burst: 200 };

/** The stage's token bucket, in world time: whoever polls by the estate's clock polls `speed` times as often. */
export function createStageThrottle({ clock, rate }: { clock: Clock; rate: StageRate }) {
  let bucket = { left: rate.burst, at: clock.now() };
  return {
    /** Takes one request's share; false when there is none. */
    admits(): boolean {
      const now = clock.now();
      const filled = ((now - bucket.at) / 1_000) * rate.perSecond;
      bucket = { left: Math.min(rate.burst, bucket.left + filled), at: now };
      if (bucket.left < 1) return false;
      bucket.left -= 1;
      return true;
    },
    reset: () => {
      bucket = { left: rate.burst, at: clock.now() };
    },
  };
}
