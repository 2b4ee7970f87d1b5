import { useCallback } from "react";
import type { ClockSnapshot } from "../wire.ts";

/** World time now, in ms since the epoch, reckoned from the last snapshot of the estate's clock. */
export function useClock(snapshot: ClockSnapshot | undefined): () => number {
  return useCallback(() => {
    const real = Date.now();
    if (!snapshot) return real;
    return snapshot.paused ? snapshot.now : snapshot.now + (real - snapshot.real) * snapshot.speed;
  }, [snapshot]);
}
