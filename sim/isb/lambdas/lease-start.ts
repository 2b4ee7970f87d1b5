import type { AccountRecord, Blueprint, Lease } from "../../world/isb-shapes.ts";
import type { World } from "../../world/world.ts";
import { refuse } from "../errors.ts";
import { grantUserAccess, isbUser } from "./access.ts";
import { moveRecord } from "./account-moves.ts";

const dayMs = 24 * 3_600_000;

/** ISB v1.2.14: at random among Available accounts, those whose last cleanup began over 24 h ago first. No reservation. */
function chooseAccount(world: World, poolEmptyText: string): AccountRecord {
  const available = world.state.isb.accounts.filter(({ status }) => status === "Available");
  if (available.length === 0) throw refuse(409, poolEmptyText);
  const rested = available.filter(({ cleanupExecutionContext }) => {
    const start = cleanupExecutionContext?.stateMachineExecutionStartTime;
    return !start || Date.parse(start) < world.clock.now() - dayMs;
  });
  return world.random.pick(rested.length > 0 ? rested : available);
}

/**
 * Approves a lease: takes an account and either gives access at once (Active) or starts the blueprint's deployment
 * (Provisioning). A leaseholder ISB does not know is a crash (500), not a refusal: ISB v1.2.14, leases handler.
 */
export function startLease(
  world: World,
  lease: Lease,
  { approvedBy, poolEmptyText }: { approvedBy: string; poolEmptyText: string },
): void {
  const account = chooseAccount(world, poolEmptyText);
  if (!isbUser(world, lease.userEmail)) throw new Error(`${lease.userEmail} is not an ISB user`);
  const blueprint = deployable(world, lease.blueprintId);
  moveRecord(world, account, "Active");
  const now = new Date(world.clock.now()).toISOString();
  Object.assign(lease, {
    awsAccountId: account.awsAccountId,
    approvedBy,
    startDate: now,
    lastCheckedDate: now,
    totalCostAccrued: 0,
  });
  lease.meta.lastEditTime = now;
  if (!blueprint) {
    openLease(world, lease);
    return;
  }

  lease.status = "Provisioning";
  const { name, tags: _tags, createdBy: _author, meta: _meta, ...settings } = blueprint;
  const { uuid: leaseId, userEmail } = lease;
  world.publish({
    detailType: "BlueprintDeploymentRequest",
    detail: { ...settings, leaseId, userEmail, accountId: account.awsAccountId, blueprintName: name },
  });
}

/** The blueprint of a lease, if it has one; one that is gone or whose StackSet cannot be deployed is a crash (500). */
function deployable(world: World, blueprintId: string | null | undefined): Blueprint | undefined {
  if (!blueprintId) return undefined;
  const { blueprints, stackSets } = world.state.isb;
  const blueprint = blueprints.find((known) => known.blueprintId === blueprintId);
  if (!blueprint) throw new Error(`blueprint ${blueprintId} does not exist`);
  const stackSet = stackSets.find(({ stackSetId }) => stackSetId === blueprint.stackSetId);
  if (stackSet?.status !== "ACTIVE" || stackSet.permissionModel !== "SELF_MANAGED") {
    throw new Error(`StackSet ${blueprint.stackSetId} cannot be deployed`);
  }
  return blueprint;
}

/**
 * The moment the leaseholder gets in: dates are set, access is granted and LeaseApproved is sent. When the grant fails
 * the account is already Active: whoever deletes the lease then leaves it with nobody.
 */
export function openLease(world: World, lease: Lease): void {
  const user = isbUser(world, lease.userEmail);
  if (!user || !lease.awsAccountId) throw new Error(`cannot give ${lease.userEmail} access`);
  const now = world.clock.now();
  lease.status = "Active";
  lease.startDate = new Date(now).toISOString();
  lease.meta.lastEditTime = lease.startDate;
  if (lease.leaseDurationInHours) {
    lease.expirationDate = new Date(now + lease.leaseDurationInHours * 3_600_000).toISOString();
  }
  grantUserAccess(world, { accountId: lease.awsAccountId, userId: user.userId });
  world.publish({
    detailType: "LeaseApproved",
    detail: { leaseId: lease.uuid, userEmail: lease.userEmail, approvedBy: lease.approvedBy },
  });
}
