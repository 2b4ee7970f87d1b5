import type { Lease, LeaseStatus } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { refuse } from "../errors.ts";
import { monitored } from "../lease-view.ts";
import { revokeUserAccess } from "./access.ts";
import { moveRecord, recordOf } from "./account-moves.ts";

/** Writes a final status with its end and the day the table drops the record. */
export function closeLease(world: World, lease: Lease, status: LeaseStatus): void {
  const now = world.clock.now();
  lease.status = status;
  lease.endDate = new Date(now).toISOString();
  lease.ttl = Math.floor(now / 1000) + world.state.isb.configuration.leases.ttl * 24 * 3600;
  lease.meta.lastEditTime = lease.endDate;
}

/**
 * Ends a monitored lease in ISB v1.2.14's order: account to CleanUp, lease closed, access removed, cleanup asked for,
 * LeaseTerminated sent. It does not check that the account still belongs to this lease; neither does ISB. Without
 * `cleanUp` the account stays where it is: its own fate is decided elsewhere.
 */
export function endLease(
  world: World,
  lease: Lease,
  { status, reason, cleanUp = true }: { status: LeaseStatus; reason: Record<string, unknown>; cleanUp?: boolean },
): void {
  const accountId = lease.awsAccountId ?? "";
  const record = recordOf(world, accountId);
  if (!record) throw refuse(404, "Account not found.");
  if (cleanUp) moveRecord(world, record, "CleanUp");
  closeLease(world, lease, status);
  revokeUserAccess(world, accountId);
  if (cleanUp) {
    world.publish({ detailType: "CleanAccountRequest", detail: { accountId, reason: "LEASE_TERMINATION" } });
  }
  sayTerminated(world, lease, reason);
}

/** Ends every monitored lease of an account that itself is about to go. */
export function endLeasesOf(world: World, accountId: string, status: "Ejected" | "AccountQuarantined"): void {
  for (const lease of world.state.isb.leases) {
    if (lease.awsAccountId !== accountId || !monitored.includes(lease.status)) continue;
    endLease(world, lease, { status, reason: { type: status }, cleanUp: false });
  }
}

/** LeaseTerminated, in which the lease id is an object. */
export function sayTerminated(world: World, lease: Lease, reason: Record<string, unknown>): void {
  world.publish({
    detailType: "LeaseTerminated",
    detail: { leaseId: keyOf(lease), accountId: lease.awsAccountId, reason },
  });
}

/** The form of a lease id in most events. */
export const keyOf = ({ userEmail, uuid }: Lease): { userEmail: string; uuid: string } => ({ userEmail, uuid });
