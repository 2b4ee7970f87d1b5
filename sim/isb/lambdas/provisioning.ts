import type { Lease } from "../../world/isb-shapes.ts";
import type { BusEvent, Later } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { moveRecord, recordOf } from "./account-moves.ts";
import { endLease, keyOf } from "./lease-end.ts";
import { openLease } from "./lease-start.ts";

const broken = {
  errorType: "StackSetOperationFailed",
  errorMessage: "ResourceLogicalId: Chatbot, ResourceType: AWS::Lambda::Function, CREATE_FAILED",
};
const outOfTime = { errorType: "DeploymentTimeout", errorMessage: "The deployment did not end in its time." };

/** What a lease that waits again no longer has. */
const startedFields = [
  "awsAccountId",
  "approvedBy",
  "startDate",
  "expirationDate",
  "lastCheckedDate",
  "totalCostAccrued",
] as const;

const leaseOf = (world: World, uuid: unknown): Lease | undefined =>
  world.state.isb.leases.find((lease) => lease.uuid === uuid);

/** Deploys a blueprint into an account. */
export function deployBlueprint(world: World, { detail }: BusEvent): void {
  const { leaseId, blueprintId, accountId } = detail as Record<"leaseId" | "blueprintId" | "accountId", string>;
  const startedAt = world.clock.now();
  const hangs = world.faults.take("isb", ["provisioning-hangs"], ["Provisioning"]) !== undefined;
  const takesMs = hangs ? Number(detail.deploymentTimeoutMinutes) * 60_000 : world.delays.provisioningMs;
  world.later("deployment-ends", takesMs, { leaseId, blueprintId, accountId, startedAt, timedOut: hangs });
}

/** The deployment's end; a `provisioning-fails` fault makes it a bad one. */
export function endDeployment(
  world: World,
  { leaseId, startedAt, timedOut, ...where }: Later["deployment-ends"],
): void {
  const lease = leaseOf(world, leaseId);
  if (!lease) return;
  const common = { leaseId: keyOf(lease), ...where, operationId: world.random.uuid() };
  const fails = timedOut || world.faults.take("isb", ["provisioning-fails"], ["Provisioning"]) !== undefined;
  world.publish(
    fails
      ? { detailType: "BlueprintDeploymentFailed", detail: { ...common, ...(timedOut ? outOfTime : broken) } }
      : {
          detailType: "BlueprintDeploymentSucceeded",
          detail: { ...common, duration: Math.round((world.clock.now() - startedAt) / 1000) },
        },
  );
}

/** ISB v1.2.14, account lifecycle Lambda: the dates of a lease with a blueprint are set only now. */
export const afterDeployment = openLease;

/**
 * ISB v1.2.14, account lifecycle Lambda: a lease a person had approved goes back to PendingApproval, any other ends as
 * ProvisioningFailed. The account is cleaned either way.
 */
export function afterFailedDeployment(world: World, lease: Lease): void {
  if (lease.approvedBy === "AUTO_APPROVED") {
    const reason = { type: "ProvisioningFailed", comment: "The blueprint could not be deployed." };
    endLease(world, lease, { status: "ProvisioningFailed", reason });
    return;
  }
  const accountId = lease.awsAccountId ?? "";
  const record = recordOf(world, accountId);
  if (!record) throw new Error(`${accountId} has no record`);
  moveRecord(world, record, "CleanUp");
  for (const field of startedFields) delete lease[field];
  lease.status = "PendingApproval";
  lease.meta.lastEditTime = new Date(world.clock.now()).toISOString();
  const { blueprintName } = lease;
  world.publish({ detailType: "CleanAccountRequest", detail: { accountId, reason: "LEASE_RESET" } });
  world.publish({ detailType: "LeaseProvisioningFailed", detail: { leaseId: keyOf(lease), accountId, blueprintName } });
}
