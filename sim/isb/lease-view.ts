import type { Lease } from "../world/isb-shapes.ts";

/** Statuses the hourly monitor looks at; they are also the ones terminate and PATCH accept. */
export const monitored: readonly Lease["status"][] = ["Active", "Frozen", "Provisioning"];

/** Statuses counted against `maxLeasesPerUser`. */
export const counted: readonly Lease["status"][] = [...monitored, "PendingApproval"];

/** ISB v1.2.14: a read shows only the fields of the lease's status, so a waiting or denied one names no account. */
export function leaseView(lease: Lease): Lease {
  if (lease.status !== "PendingApproval" && lease.status !== "ApprovalDenied") return lease;
  const {
    awsAccountId: _account,
    approvedBy: _approver,
    startDate: _start,
    lastCheckedDate: _checked,
    totalCostAccrued: _cost,
    expirationDate: _expiry,
    endDate: _end,
    ...view
  } = lease;
  return view;
}
