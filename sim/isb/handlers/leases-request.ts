import type { Lease, LeaseTemplate } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { leaseRequestShape, readBody } from "../bodies.ts";
import { refuse } from "../errors.ts";
import type { TokenUser } from "../handler-auth.ts";
import { success } from "../jsend.ts";
import { isbUser } from "../lambdas/access.ts";
import { keyOf } from "../lambdas/lease-end.ts";
import { startLease } from "../lambdas/lease-start.ts";
import { counted } from "../lease-view.ts";
import { type Handler, isPlainUser } from "./context.ts";
import { findTemplate } from "./lease-templates.ts";

/** Whose lease it will be: somebody else is stored under the email as Identity Center writes it. */
function ownerOf(world: World, user: TokenUser, userEmail: string | undefined): string {
  if (userEmail === undefined || userEmail === user.email) return user.email;
  if (isPlainUser(user)) throw refuse(403, "User is not authorized to assign a lease to another user.");
  const target = isbUser(world, userEmail);
  if (!target) throw refuse(404, "User not found in Identity Center");
  return target.email;
}

function newLease(
  world: World,
  template: LeaseTemplate,
  about: Pick<Lease, "userEmail" | "createdBy" | "comments">,
): Lease {
  const now = new Date(world.clock.now()).toISOString();
  const { maxSpend, budgetThresholds, leaseDurationInHours, durationThresholds } = template;
  const { costReportGroup, blueprintId, blueprintName } = template;
  const limits = { maxSpend, budgetThresholds, leaseDurationInHours, durationThresholds };
  return structuredClone({
    ...about,
    uuid: world.random.uuid(),
    status: "PendingApproval",
    originalLeaseTemplateUuid: template.uuid,
    originalLeaseTemplateName: template.name,
    ...limits,
    ...{ costReportGroup, blueprintId, blueprintName },
    meta: { schemaVersion: 3, createdTime: now, lastEditTime: now },
  } as Lease);
}

/**
 * POST /leases, ISB v1.2.14: without `userEmail` the template's `requiresApproval` is obeyed; with it, even with one's
 * own, the lease is an assignment and approved at once. No answer carries `leaseId`, and none carries the expiry.
 */
export const requestLease: Handler = ({ world, user, request, configuration }) => {
  const { leaseTemplateUuid, comments, userEmail: assignee } = readBody(request, leaseRequestShape);
  const userEmail = ownerOf(world, user, assignee);
  const { isb } = world.state;
  const template = findTemplate(world, leaseTemplateUuid, { withPrivate: !isPlainUser(user) });
  const { maxLeasesPerUser } = configuration.leases;
  const held = isb.leases.filter((lease) => lease.userEmail === userEmail && counted.includes(lease.status)).length;
  if (held >= maxLeasesPerUser) {
    throw refuse(409, `You have reached the maximum number of active/pending leases allowed (${maxLeasesPerUser}).`);
  }

  const lease = newLease(world, template, {
    userEmail,
    createdBy: user.email,
    ...(comments === undefined ? {} : { comments }),
  });
  isb.leases.push(lease);
  if (template.requiresApproval && assignee === undefined) {
    world.publish({
      detailType: "LeaseRequested",
      detail: {
        leaseId: keyOf(lease),
        userEmail,
        requiresManualApproval: true,
        ...(comments === undefined ? {} : { comments }),
      },
    });
    return success(201, { ...lease, awsAccountId: null, approvedBy: null, totalCostAccrued: 0 });
  }
  try {
    startLease(world, lease, {
      approvedBy: "AUTO_APPROVED",
      poolEmptyText: "No accounts are available to lease.",
    });
  } catch (error) {
    isb.leases.splice(isb.leases.indexOf(lease), 1);
    throw error;
  }
  const { expirationDate: _notYet, ...answered } = lease;
  return success(201, answered);
};
