import type { Lease } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { keyOf } from "./lease-end.ts";

const hourMs = 3_600_000;
/** What a sandbox spends in an hour at most, USD. */
const dearestHourUsd = 0.4;

/**
 * ISB v1.2.14, lease monitor: reads the cost of Active and Frozen leases and says what is over or near its limits.
 * It changes no lease itself but for cost and check date; the lifecycle Lambda acts on what it says.
 */
export function monitorLeases(world: World): void {
  const now = world.clock.now();
  const { isb } = world.state;
  isb.leases = isb.leases.filter(({ ttl }) => ttl === undefined || ttl * 1000 > now);
  for (const lease of isb.leases) {
    if (lease.status !== "Active" && lease.status !== "Frozen") continue;
    const sinceMs = now - Date.parse(lease.lastCheckedDate ?? new Date(now).toISOString());
    const before = lease.totalCostAccrued ?? 0;
    const spent = lease.status === "Active" ? (sinceMs / hourMs) * dearestHourUsd * world.random.next() : 0;
    lease.totalCostAccrued = Math.round((before + spent) * 100) / 100;
    const checkedBefore = Date.parse(lease.lastCheckedDate ?? new Date(now).toISOString());
    lease.lastCheckedDate = new Date(now).toISOString();
    judge(world, lease, { costBefore: before, checkedBefore });
  }
}

function judge(
  world: World,
  lease: Lease,
  { costBefore, checkedBefore }: { costBefore: number; checkedBefore: number },
) {
  const now = world.clock.now();
  const totalSpend = lease.totalCostAccrued ?? 0;
  const common = { leaseId: keyOf(lease), accountId: lease.awsAccountId };
  const budget = lease.maxSpend ? { budget: lease.maxSpend } : {};
  if (lease.expirationDate && Date.parse(lease.expirationDate) <= now) {
    world.publish({ detailType: "LeaseExpired", detail: { ...common, leaseExpirationDate: lease.expirationDate } });
    return;
  }
  if (lease.maxSpend && totalSpend > lease.maxSpend) {
    world.publish({ detailType: "LeaseBudgetExceeded", detail: { ...common, ...budget, totalSpend } });
    return;
  }
  for (const { dollarsSpent, action } of lease.budgetThresholds ?? []) {
    if (costBefore >= dollarsSpent || totalSpend < dollarsSpent) continue;
    const found = { ...common, ...budget, totalSpend };
    world.publish({
      detailType: "LeaseBudgetThresholdAlert",
      detail: { ...found, budgetThresholdTriggered: dollarsSpent, actionRequested: action },
    });
    if (action === "FREEZE_ACCOUNT" && lease.status === "Active") {
      askToFreeze(world, common, {
        type: "BudgetExceeded",
        triggeredBudgetThreshold: dollarsSpent,
        ...budget,
        totalSpend,
      });
    }
  }
  for (const { hoursRemaining, action } of lease.durationThresholds ?? []) {
    const crossing = Date.parse(lease.expirationDate ?? "") - hoursRemaining * hourMs;
    if (!(crossing > checkedBefore && crossing <= now)) continue;
    const found = { triggeredDurationThreshold: hoursRemaining, leaseDurationInHours: lease.leaseDurationInHours };
    world.publish({
      detailType: "LeaseDurationThresholdAlert",
      detail: { ...common, ...found, actionRequested: action },
    });
    if (action === "FREEZE_ACCOUNT" && lease.status === "Active") {
      askToFreeze(world, common, { type: "Expired", ...found });
    }
  }
}

function askToFreeze(world: World, common: Record<string, unknown>, reason: Record<string, unknown>): void {
  world.publish({ detailType: "LeaseFreezingThresholdAlert", detail: { ...common, reason } });
}
