import type { Lease } from "../../world/isb-shapes.ts";
import { leasePatchShape, readBody, reviewShape } from "../bodies.ts";
import { refuse } from "../errors.ts";
import { success } from "../jsend.ts";
import { closeLease, endLease } from "../lambdas/lease-end.ts";
import { freezeLease, unfreezeLease } from "../lambdas/lease-freeze.ts";
import { startLease } from "../lambdas/lease-start.ts";
import { leaseIdOf } from "../lease-id.ts";
import { leaseView, monitored } from "../lease-view.ts";
import { holdAgainstLimits } from "../limits.ts";
import type { Handler } from "./context.ts";
import { findLease } from "./leases-read.ts";

/** POST /leases/{leaseId}/review. */
export const reviewLease: Handler = ({ world, user, param, request }) => {
  const { action } = readBody(request, reviewShape);
  const lease = findLease(world, param);
  if (lease.status !== "PendingApproval") throw refuse(409, "Only pending leases can be reviewed.");
  if (action === "Deny") {
    closeLease(world, lease, "ApprovalDenied");
    delete lease.endDate;
    lease.approvedBy = user.email;
    world.publish({
      detailType: "LeaseDenied",
      detail: { leaseId: lease.uuid, userEmail: lease.userEmail, deniedBy: user.email },
    });
    return success(200, null);
  }
  startLease(world, lease, {
    approvedBy: user.email,
    poolEmptyText: "There are no more sandbox accounts available to approve this lease.",
  });
  return success(200, null);
};

/** POST /leases/{leaseId}/terminate. */
export const terminateLease: Handler = ({ world, param }) => {
  const lease = findLease(world, param);
  if (!monitored.includes(lease.status)) {
    throw refuse(409, "Only [Active, Frozen, Provisioning] leases can be terminated.");
  }
  endLease(world, lease, { status: "ManuallyTerminated", reason: { type: "ManuallyTerminated" } });
  return success(200, null);
};

/** POST /leases/{leaseId}/freeze. */
export const freeze: Handler = ({ world, user, param }) => {
  const lease = findLease(world, param);
  if (lease.status !== "Active") throw refuse(409, "Only active leases can be frozen.");
  freezeLease(world, lease, { type: "ManuallyFrozen", comment: `Manually frozen by ${user.email}` });
  return success(200, null);
};

/** POST /leases/{leaseId}/unfreeze: the only action whose answer carries `leaseId`. */
export const unfreeze: Handler = ({ world, user, param }) => {
  const lease = findLease(world, param);
  if (lease.status !== "Frozen") throw refuse(409, "Only frozen leases can be unfrozen.");
  unfreezeLease(world, lease, `Manually unfrozen by ${user.email}`);
  return success(200, { ...leaseView(lease), leaseId: leaseIdOf(lease) });
};

/** PATCH /leases/{leaseId}: the whole resulting lease is held against the global limits. `null` removes a field. */
export const patchLease: Handler = ({ world, param, request, configuration }) => {
  const patch = readBody(request, leasePatchShape);
  const lease = findLease(world, param);
  if (!monitored.includes(lease.status)) throw refuse(400, "Can only update an active lease.");
  const { leases } = world.state.isb;
  const changed: Lease = Object.assign({ ...lease }, patch);
  for (const key of Object.keys(patch) as (keyof typeof patch)[]) if (patch[key] === null) delete changed[key];
  const { maxSpend, expirationDate, costReportGroup } = changed;
  const hours = expirationDate
    ? (Date.parse(expirationDate) - Date.parse(lease.startDate ?? "")) / 3_600_000
    : undefined;
  holdAgainstLimits(configuration, { maxSpend, hours, costReportGroup });
  changed.meta = { ...lease.meta, lastEditTime: new Date(world.clock.now()).toISOString() };
  leases[leases.indexOf(lease)] = changed;
  return success(200, leaseView(changed));
};
