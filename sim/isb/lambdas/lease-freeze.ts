import type { Lease } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { refuse } from "../errors.ts";
import { grantUserAccess, isbUser, revokeUserAccess } from "./access.ts";
import { moveRecord, recordOf } from "./account-moves.ts";
import { keyOf } from "./lease-end.ts";

/** Access goes first, then the account moves: when the move fails the lease is still Active but nobody gets in. */
export function freezeLease(world: World, lease: Lease, reason: Record<string, unknown>): void {
  const accountId = lease.awsAccountId ?? "";
  const record = recordOf(world, accountId);
  if (!record) throw refuse(404, "Account not found.");
  revokeUserAccess(world, accountId);
  moveRecord(world, record, "Frozen");
  lease.status = "Frozen";
  lease.meta.lastEditTime = new Date(world.clock.now()).toISOString();
  world.publish({ detailType: "LeaseFrozen", detail: { leaseId: keyOf(lease), accountId, reason } });
}

/** Dates stay as they were. */
export function unfreezeLease(world: World, lease: Lease, reason: string): void {
  const accountId = lease.awsAccountId ?? "";
  const record = recordOf(world, accountId);
  if (!record) throw refuse(404, "Account not found.");
  const user = isbUser(world, lease.userEmail);
  if (!user) throw refuse(404, "Unable to retrieve user information.");
  moveRecord(world, record, "Active");
  grantUserAccess(world, { accountId, userId: user.userId });
  lease.status = "Active";
  lease.meta.lastEditTime = new Date(world.clock.now()).toISOString();
  world.publish({
    detailType: "LeaseUnfrozen",
    detail: {
      leaseId: keyOf(lease),
      accountId,
      ...(lease.maxSpend ? { maxBudget: lease.maxSpend } : {}),
      ...(lease.leaseDurationInHours ? { leaseDurationInHours: lease.leaseDurationInHours } : {}),
      reason,
    },
  });
}
