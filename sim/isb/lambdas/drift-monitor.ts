import type { AccountRecord, PoolStatus } from "../../world/isb-shapes.ts";
import type { BusEvent, PoolOu } from "../../world/shapes.ts";
import { ouName } from "../../world/units.ts";
import type { World } from "../../world/world.ts";
import { recordOf } from "./account-moves.ts";
import { quarantineAccount } from "./quarantine.ts";

/** Where accounts stand without a record, and rightly so. */
const untracked: readonly PoolOu[] = ["Entry", "Exit"];
const poolOus: readonly PoolOu[] = ["Available", "Active", "CleanUp", "Quarantine", "Frozen", ...untracked];

/**
 * ISB v1.2.14, account drift monitoring: compares its records with the OUs. An account is flagged at the first scan that
 * finds it elsewhere, and reported at the second; one without a record in an OU of tracked ones is reported at once.
 */
export function scanForDrift(world: World): void {
  const { isb, organisation } = world.state;
  const places = new Map<string, PoolOu>();
  for (const { id, parentId } of organisation.accounts) {
    const place = poolOus.find((name) => name === ouName(organisation, parentId));
    if (place) places.set(id, place);
  }
  for (const record of isb.accounts) {
    const actualOu = places.get(record.awsAccountId);
    places.delete(record.awsAccountId);
    const drifting = actualOu !== record.status;
    if (drifting && record.driftAtLastScan) report(world, record.awsAccountId, record.status, actualOu);
    else if (drifting !== record.driftAtLastScan) flag(world, record, drifting);
  }
  for (const [accountId, actualOu] of places) {
    if (!untracked.includes(actualOu)) report(world, accountId, undefined, actualOu);
  }
}

function report(
  world: World,
  accountId: string,
  expectedOu: PoolStatus | undefined,
  actualOu: PoolOu | undefined,
): void {
  const detail = { accountId, ...(actualOu ? { actualOu } : {}), ...(expectedOu ? { expectedOu } : {}) };
  world.publish({ detailType: "AccountDriftDetected", detail });
}

function flag(world: World, record: AccountRecord, drifting: boolean): void {
  record.driftAtLastScan = drifting;
  record.meta.lastEditTime = new Date(world.clock.now()).toISOString();
}

/** ISB v1.2.14, account lifecycle Lambda: what drifted is quarantined from where it is; what left the pool is forgotten. */
export function afterDrift(world: World, { detail }: BusEvent): void {
  const { accountId, actualOu, expectedOu } = detail as { accountId: string; actualOu?: PoolOu; expectedOu?: PoolOu };
  const { isb } = world.state;
  if (!actualOu) {
    isb.accounts = isb.accounts.filter((known) => known !== recordOf(world, accountId));
    return;
  }
  const reason = `Drift Detected: {expectedOU: ${expectedOu}, actualOU: ${actualOu}}`;
  quarantineAccount(world, { accountId, from: actualOu, reason });
}
