import type { AccountRecord } from "../../world/isb-shapes.ts";
import type { PoolOu } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { moveOu, recordOf } from "./account-moves.ts";
import { endLeasesOf } from "./lease-end.ts";

/**
 * ISB v1.2.14: puts an account into Quarantine from where it is, ends its leases and says why. One it has no record of
 * gets one, without name and email: drift is all ISB knows of it.
 */
export function quarantineAccount(
  world: World,
  { accountId, from, reason }: { accountId: string; from: PoolOu; reason: string },
): void {
  const known = recordOf(world, accountId);
  endLeasesOf(world, accountId, "AccountQuarantined");
  moveOu(world, { accountId, from, to: "Quarantine" });
  const record = known ?? newRecord(world, accountId);
  record.status = "Quarantine";
  record.meta.lastEditTime = new Date(world.clock.now()).toISOString();
  world.publish({ detailType: "AccountQuarantined", detail: { awsAccountId: accountId, reason } });
}

function newRecord(world: World, awsAccountId: string): AccountRecord {
  const now = new Date(world.clock.now()).toISOString();
  const meta = { schemaVersion: 1, createdTime: now, lastEditTime: now };
  const record: AccountRecord = { awsAccountId, status: "Quarantine", driftAtLastScan: true, meta };
  world.state.isb.accounts.push(record);
  return record;
}
