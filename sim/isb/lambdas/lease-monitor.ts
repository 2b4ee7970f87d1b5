import type { Lease } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { keyOf } from "./lease-end.ts";

const hourMs = 3_600_000;
/** What a sandbox spends in an hour at most, USD. */
const dearestHourUsd = 0.4;
const watched: readonly Lease["status"][] = ["Active", "Frozen"];

/**
 * ISB v1.2.14, lease monitor: reads all Active and Frozen leases and asks what they cost. It writes them back whole when
 * it has the answer, so that a terminate, a freeze or a patch in between is undone: the lease is what it was when read.
 */
export function readLeases(world: World): void {
  const { isb } = world.state;
  const now = world.clock.now();
  isb.leases = isb.leases.filter(({ ttl }) => ttl === undefined || ttl * 1000 > now);
  const leases = structuredClone(isb.leases.filter(({ status }) => watched.includes(status)));
  world.later("leases-written", world.delays.leaseMonitorReadsMs, { leases });
}

/** Says what is over or near its limits, and writes the leases as they were read, with cost and date of now. */
export function writeLeases(world: World, leases: readonly Lease[]): void {
  const now = world.clock.now();
  const { isb } = world.state;
  for (const lease of leases) {
    const at = isb.leases.findIndex(({ uuid }) => uuid === lease.uuid);
    if (at < 0) continue;
    const checkedDate = new Date(now).toISOString();
    const sinceMs = now - Date.parse(lease.lastCheckedDate ?? checkedDate);
    const spent = lease.status === "Active" ? (sinceMs / hourMs) * dearestHourUsd * world.random.next() : 0;
    const totalCostAccrued = Math.round(((lease.totalCostAccrued ?? 0) + spent) * 100) / 100;
    judge(world, lease, totalCostAccrued);
    const meta = { ...lease.meta, lastEditTime: checkedDate };
    isb.leases[at] = { ...lease, totalCostAccrued, lastCheckedDate: checkedDate, meta };
  }
}

/** What is over its budget or its time is said alone; `lease` is as it was before. */
function judge(world: World, lease: Lease, totalSpend: number): void {
  const now = world.clock.now();
  const common = { leaseId: keyOf(lease), accountId: lease.awsAccountId };
  const budget = lease.maxSpend ? { budget: lease.maxSpend } : {};
  if (lease.maxSpend && totalSpend >= lease.maxSpend) {
    world.publish({ detailType: "LeaseBudgetExceeded", detail: { ...common, ...budget, totalSpend } });
    return;
  }
  if (lease.expirationDate && Date.parse(lease.expirationDate) < now) {
    world.publish({ detailType: "LeaseExpired", detail: { ...common, leaseExpirationDate: lease.expirationDate } });
    return;
  }
  const money = crossedBudgets(lease, totalSpend).map(({ dollarsSpent, action }) => ({
    action,
    alert: {
      detailType: "LeaseBudgetThresholdAlert",
      detail: { ...budget, budgetThresholdTriggered: dollarsSpent, totalSpend },
    },
    reason: { type: "BudgetExceeded", triggeredBudgetThreshold: dollarsSpent, ...budget, totalSpend },
  }));
  const time = crossedHours(lease, now).map(({ hoursRemaining, action }) => {
    const found = { triggeredDurationThreshold: hoursRemaining, leaseDurationInHours: lease.leaseDurationInHours };
    return {
      action,
      alert: { detailType: "LeaseDurationThresholdAlert", detail: found },
      reason: { type: "Expired", ...found },
    };
  });
  const freeze = [...money, ...time].find(({ action }) => action === "FREEZE_ACCOUNT");
  if (freeze && lease.status === "Active") {
    world.publish({ detailType: "LeaseFreezingThresholdAlert", detail: { ...common, reason: freeze.reason } });
  }
  for (const [furthest] of [money, time]) {
    if (furthest?.action !== "ALERT") continue;
    const { detailType, detail } = furthest.alert;
    world.publish({ detailType, detail: { ...common, ...detail, actionRequested: furthest.action } });
  }
}

/** Thresholds passed since the last look, the furthest first: only that one is told. */
const crossedBudgets = ({ budgetThresholds = [], totalCostAccrued = 0 }: Lease, totalSpend: number) =>
  budgetThresholds
    .filter(({ dollarsSpent }) => totalCostAccrued < dollarsSpent && dollarsSpent <= totalSpend)
    .sort((one, other) => other.dollarsSpent - one.dollarsSpent);

function crossedHours({ durationThresholds = [], expirationDate, lastCheckedDate }: Lease, now: number) {
  const checkedAt = Date.parse(lastCheckedDate ?? "");
  return durationThresholds
    .filter(({ hoursRemaining }) => {
      const crossing = Date.parse(expirationDate ?? "") - hoursRemaining * hourMs;
      return checkedAt < crossing && crossing <= now;
    })
    .sort((one, other) => one.hoursRemaining - other.hoursRemaining);
}
