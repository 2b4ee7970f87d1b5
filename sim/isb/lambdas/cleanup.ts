import { accountIds, region } from "../../world/constants.ts";
import type { BusEvent, Later } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { monitored } from "../lease-view.ts";
import { moveRecord, recordOf } from "./account-moves.ts";
import { closeLease, sayTerminated } from "./lease-end.ts";

/** ISB v1.2.14, account cleaner: a request for an account whose run goes on is dropped, with no second result. */
export function runCleanup(world: World, { detail }: BusEvent): void {
  const { accountId, reason } = detail as { accountId: string; reason: string };
  const record = recordOf(world, accountId);
  const { cleaning } = world.state.isb;
  if (!record || cleaning.has(accountId)) return;
  cleaning.add(accountId);
  const execution = {
    stateMachineExecutionArn: `arn:aws:states:${region}:${accountIds.hub}:execution:AccountCleaner:${world.random.uuid()}`,
    stateMachineExecutionStartTime: new Date(world.clock.now()).toISOString(),
  };
  record.cleanupExecutionContext = execution;
  record.meta.lastEditTime = execution.stateMachineExecutionStartTime;

  const { cleanupMs } = world.delays;
  const takesMs = world.random.between(Math.round(cleanupMs * 0.75), Math.round(cleanupMs * 1.25));
  world.later("cleanup-ends", takesMs, { accountId, reason, execution });
}

/** The run's end; a `cleanup-fails` fault makes it a bad one. */
export function endCleanup(world: World, { accountId, reason, execution }: Later["cleanup-ends"]): void {
  world.state.isb.cleaning.delete(accountId);
  const failed = world.faults.take("isb", ["cleanup-fails"], ["Cleanup"]);
  world.publish({
    detailType: failed ? "AccountCleanupFailed" : "AccountCleanupSucceeded",
    // ISB v1.2.14: these two are the only events with another source.
    source: "account-cleaner",
    detail: { accountId, cleanupExecutionContext: execution, reason },
  });
}

/** ISB v1.2.14, account lifecycle Lambda: the account is Available only after its event was heard. */
export function afterCleanup(world: World, { detail }: BusEvent): void {
  const record = recordOf(world, String(detail.accountId));
  if (record?.status === "CleanUp") moveRecord(world, record, "Available");
}

/** ISB v1.2.14, account lifecycle Lambda: a failed cleanup puts the account into Quarantine and says so. */
export function afterFailedCleanup(world: World, { detail }: BusEvent): void {
  const record = recordOf(world, String(detail.accountId));
  if (record?.status !== "CleanUp") return;
  for (const lease of world.state.isb.leases) {
    if (lease.awsAccountId === record.awsAccountId && monitored.includes(lease.status)) {
      closeLease(world, lease, "AccountQuarantined");
      sayTerminated(world, lease, { type: "AccountQuarantined" });
    }
  }
  moveRecord(world, record, "Quarantine");
  world.publish({
    detailType: "AccountQuarantined",
    detail: { awsAccountId: record.awsAccountId, reason: "Cleanup Failed" },
  });
}
