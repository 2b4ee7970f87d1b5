import { accountIds, region } from "../../world/constants.ts";
import type { BusEvent, CleanupRun, Later } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { moveRecord, recordOf } from "./account-moves.ts";
import { quarantineAccount } from "./quarantine.ts";

/** Starts an execution of ISB's account cleaner; whether it goes on is decided when it looks around, a moment later. */
export function startCleanup(world: World, { detail }: BusEvent): void {
  const { accountId, reason } = detail as { accountId: string; reason: string };
  const execution = {
    stateMachineExecutionArn: `arn:aws:states:${region}:${accountIds.hub}:execution:AccountCleaner:${world.random.uuid()}`,
    stateMachineExecutionStartTime: new Date(world.clock.now()).toISOString(),
  };
  // A run that is written down refuses a later one; two that start before either is written both go on.
  const record = recordOf(world, accountId);
  const running = record?.cleanupExecutionContext?.stateMachineExecutionArn ?? "";
  if (!record || world.state.isb.cleaning.includes(running)) return;
  world.later("cleanup-initialises", world.delays.cleanupInitialiseMs, { accountId, reason, execution });
}

/** Whether ISB's own StackSet has put its role into the account by now. */
const hasRole = (world: World, id: string): boolean =>
  world.state.organisation.stackInstances.some(
    ({ accountId, currentAt }) => accountId === id && currentAt <= world.clock.now(),
  );

/** ISB v1.2.14, initialise-cleanup: writes the run on the account and begins with the first pass; without its role the run fails. */
export function initialiseCleanup(world: World, run: CleanupRun): void {
  const { isb } = world.state;
  const record = recordOf(world, run.accountId);
  if (!record) return;
  isb.cleaning.push(run.execution.stateMachineExecutionArn);
  record.cleanupExecutionContext = run.execution;
  record.meta.lastEditTime = run.execution.stateMachineExecutionStartTime;
  if (!hasRole(world, run.accountId)) {
    endRun(world, run, "AccountCleanupFailed");
    return;
  }
  if (world.faults.take("isb", ["cleanup-hangs"], ["Cleanup"])) {
    world.later("cleanup-times-out", world.delays.cleanupTimeoutMs, run);
    return;
  }
  const { cleanupMs } = world.delays;
  const takesMs = world.random.between(Math.round(cleanupMs * 0.75), Math.round(cleanupMs * 1.25));
  const { numberOfSuccessfulAttemptsToFinishCleanup: needed, ...waits } = isb.configuration.cleanup;
  const waitMs = waits.waitBeforeRerunSuccessfulAttemptSeconds * 1_000 * (needed - 1);
  const passMs = Math.max(0, Math.round((takesMs - waitMs) / needed));
  world.later("cleanup-pass-ends", passMs, { ...run, passMs, good: 0, bad: 0, doomed: false });
}

/**
 * ISB v1.2.14, account cleaner: a good pass counts until there are enough of them in a row, a bad one takes the count
 * back to nothing, and so many bad ones end the run. A `cleanup-fails` fault makes this and all later passes bad ones.
 */
export function endPass(world: World, { good, bad, doomed, passMs, ...run }: Later["cleanup-pass-ends"]): void {
  const { cleanup } = world.state.isb.configuration;
  const isDoomed = doomed || world.faults.take("isb", ["cleanup-fails"], ["Cleanup"]) !== undefined;
  const failed = isDoomed || world.faults.take("isb", ["cleanup-pass-fails"], ["Cleanup"]) !== undefined;
  const counts = failed ? { good: 0, bad: bad + 1 } : { good: good + 1, bad };
  const isOver =
    (counts.bad >= cleanup.numberOfFailedAttemptsToCancelCleanup && "AccountCleanupFailed") ||
    (counts.good >= cleanup.numberOfSuccessfulAttemptsToFinishCleanup && "AccountCleanupSucceeded");
  if (isOver) {
    endRun(world, run, isOver);
    return;
  }
  const waitMs =
    1_000 * (failed ? cleanup.waitBeforeRetryFailedAttemptSeconds : cleanup.waitBeforeRerunSuccessfulAttemptSeconds);
  // What fails fails halfway.
  const nextMs = isDoomed ? Math.round(passMs / 2) : passMs;
  world.later("cleanup-pass-ends", waitMs + nextMs, { ...run, ...counts, passMs, doomed: isDoomed });
}

/** The run's end; ISB v1.2.14: these two are the only events with another source. */
function endRun(world: World, run: CleanupRun, detailType: string): void {
  forgetRun(world, run);
  const { accountId, execution: cleanupExecutionContext, reason } = run;
  world.publish({ detailType, source: "account-cleaner", detail: { accountId, cleanupExecutionContext, reason } });
}

/** ISB v1.2.14: a run that is ended at its time-out says nothing to anybody. */
export function forgetRun(world: World, { execution }: CleanupRun): void {
  const { isb } = world.state;
  isb.cleaning = isb.cleaning.filter((arn) => arn !== execution.stateMachineExecutionArn);
}

/** ISB v1.2.14, account lifecycle Lambda: the account is Available only after its event was heard. */
export function afterCleanup(world: World, { detail }: BusEvent): void {
  const record = recordOf(world, String(detail.accountId));
  if (record?.status !== "CleanUp") throw new Error(`${detail.accountId} is not in CleanUp: ${record?.status}`);
  moveRecord(world, record, "Available");
}

/** ISB v1.2.14, account lifecycle Lambda: a failed cleanup puts the account into Quarantine and says so. */
export function afterFailedCleanup(world: World, { detail }: BusEvent): void {
  quarantineAccount(world, { accountId: String(detail.accountId), from: "CleanUp", reason: "Cleanup Failed" });
}
