import type { Lease } from "../../world/isb-shapes.ts";
import type { BusEvent, Later } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { revokeUserAccess } from "./access.ts";
import { moveRecord, recordOf } from "./account-moves.ts";
import { closeLease, keyOf, sayTerminated } from "./lease-end.ts";
import { openLease } from "./lease-start.ts";

const leaseOf = (world: World, uuid: unknown): Lease | undefined =>
  world.state.isb.leases.find((lease) => lease.uuid === uuid);

/** Deploys a blueprint into an account. */
export function deployBlueprint(world: World, { detail }: BusEvent): void {
  const { leaseId, blueprintId, accountId } = detail as Record<"leaseId" | "blueprintId" | "accountId", string>;
  const startedAt = world.clock.now();
  world.later("deployment-ends", world.delays.provisioningMs, { leaseId, blueprintId, accountId, startedAt });
}

/** The deployment's end; a `provisioning-fails` fault makes it a bad one. */
export function endDeployment(world: World, { leaseId, startedAt, ...where }: Later["deployment-ends"]): void {
  const lease = leaseOf(world, leaseId);
  if (!lease) return;
  const common = { leaseId: keyOf(lease), ...where, operationId: world.random.uuid() };
  const fault = world.faults.take("isb", ["provisioning-fails"], ["Provisioning"]);
  world.publish(
    fault
      ? {
          detailType: "BlueprintDeploymentFailed",
          detail: {
            ...common,
            errorType: "StackSetOperationFailed",
            errorMessage: "ResourceLogicalId: Chatbot, ResourceType: AWS::Lambda::Function, CREATE_FAILED",
          },
        }
      : {
          detailType: "BlueprintDeploymentSucceeded",
          detail: { ...common, duration: Math.round((world.clock.now() - startedAt) / 1000) },
        },
  );
}

const stillProvisioning = (world: World, { detail }: BusEvent): Lease | undefined => {
  const lease = leaseOf(world, (detail.leaseId as { uuid?: unknown }).uuid);
  return lease?.status === "Provisioning" ? lease : undefined;
};

/** ISB v1.2.14, account lifecycle Lambda: the dates of a lease with a blueprint are set only now. */
export function afterDeployment(world: World, event: BusEvent): void {
  const lease = stillProvisioning(world, event);
  if (lease) openLease(world, lease);
}

/**
 * ISB v1.2.14, account lifecycle Lambda: a lease a person had approved goes back to PendingApproval, any other ends as
 * ProvisioningFailed. The account is cleaned either way.
 */
export function afterFailedDeployment(world: World, event: BusEvent): void {
  const lease = stillProvisioning(world, event);
  const accountId = lease?.awsAccountId;
  const record = accountId ? recordOf(world, accountId) : undefined;
  if (!lease || !accountId || !record) return;
  const automatic = lease.approvedBy === "AUTO_APPROVED";
  moveRecord(world, record, "CleanUp");
  revokeUserAccess(world, accountId);
  world.publish({
    detailType: "CleanAccountRequest",
    detail: { accountId, reason: automatic ? "LEASE_TERMINATION" : "LEASE_RESET" },
  });
  if (automatic) {
    closeLease(world, lease, "ProvisioningFailed");
    sayTerminated(world, lease, { type: "ProvisioningFailed", comment: "The blueprint could not be deployed." });
    return;
  }
  const { blueprintName } = lease;
  for (const field of ["awsAccountId", "approvedBy", "startDate", "lastCheckedDate", "totalCostAccrued"] as const) {
    delete lease[field];
  }
  lease.status = "PendingApproval";
  lease.meta.lastEditTime = new Date(world.clock.now()).toISOString();
  world.publish({ detailType: "LeaseProvisioningFailed", detail: { leaseId: keyOf(lease), accountId, blueprintName } });
}
