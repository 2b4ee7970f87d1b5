import type { World } from "./world.ts";

const dayMs = 24 * 3_600_000;

/** Until when costs are complete. */
export const settledUntil = (world: World): number => world.clock.now() - world.delays.costsSettledMs;

/** How much of `[from, to)` lies within a day. */
const within = (day: number, from: number, to: number): number =>
  Math.max(0, Math.min(to, day + dayMs) - Math.max(from, day));

/**
 * What an account cost on the day that begins at `day`, in dollars: each lease's cost, spread evenly over the time it
 * ran. Of the last `costsKnownMs` nothing has been reported yet.
 */
export function costOn(world: World, accountId: string, day: number): number {
  const now = world.clock.now();
  return world.state.isb.leases
    .filter((lease) => lease.awsAccountId === accountId && lease.startDate !== undefined)
    .map((lease) => {
      const start = Date.parse(lease.startDate ?? "");
      const end = Math.min(lease.endDate === undefined ? now : Date.parse(lease.endDate), now);
      const known = Math.min(end, now - world.delays.costsKnownMs);
      const share = end > start ? within(day, start, known) / (end - start) : 0;
      return (lease.totalCostAccrued ?? 0) * share;
    })
    .reduce((sum, cost) => sum + cost, 0);
}
