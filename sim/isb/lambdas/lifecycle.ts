import type { Log } from "../../log.ts";
import type { Lease, LeaseStatus } from "../../world/isb-shapes.ts";
import { rotateJwtSecret } from "../../world/secrets.ts";
import type { BusEvent, Later } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { monitored } from "../lease-view.ts";
import { afterCleanup, afterFailedCleanup, endPass, forgetRun, initialiseCleanup, startCleanup } from "./cleanup.ts";
import { afterDrift, scanForDrift } from "./drift-monitor.ts";
import { endLease } from "./lease-end.ts";
import { freezeLease } from "./lease-freeze.ts";
import { readLeases, writeLeases } from "./lease-monitor.ts";
import { createLifecycleQueue, type Hear } from "./lifecycle-queue.ts";
import { afterDeployment, afterFailedDeployment, deployBlueprint, endDeployment } from "./provisioning.ts";

/** The lease an event is about; ISB v1.2.14 fails on one that is over, and tries it again. */
const monitoredLease = (world: World, { detail }: BusEvent): Lease => {
  const { uuid } = detail.leaseId as { uuid: string };
  const lease = world.state.isb.leases.find((known) => known.uuid === uuid);
  if (!lease || !monitored.includes(lease.status)) throw new Error(`lease ${uuid} is not under way`);
  return lease;
};

const endBecause =
  (status: LeaseStatus, reasonOf: (lease: Lease) => Record<string, unknown>): Hear =>
  (world, event) => {
    const lease = monitoredLease(world, event);
    endLease(world, lease, { status, reason: { type: status, ...reasonOf(lease) } });
  };

/** ISB v1.2.14: events its lifecycle Lambda takes from a queue, one after the other. */
const queued: Record<string, Hear> = {
  AccountCleanupSucceeded: afterCleanup,
  AccountCleanupFailed: afterFailedCleanup,
  AccountDriftDetected: afterDrift,
  BlueprintDeploymentSucceeded: (world, event) => afterDeployment(world, monitoredLease(world, event)),
  BlueprintDeploymentFailed: (world, event) => afterFailedDeployment(world, monitoredLease(world, event)),
  LeaseExpired: endBecause("Expired", ({ leaseDurationInHours }) => ({ leaseDurationInHours })),
  LeaseBudgetExceeded: endBecause("BudgetExceeded", ({ maxSpend, totalCostAccrued }) => ({
    ...(maxSpend ? { budget: maxSpend } : {}),
    totalSpend: totalCostAccrued,
  })),
  LeaseFreezingThresholdAlert: (world, event) => {
    const lease = monitoredLease(world, event);
    if (lease.status !== "Active") throw new Error(`lease ${lease.uuid} is ${lease.status}`);
    freezeLease(world, lease, event.detail.reason as Record<string, unknown>);
  },
};

/** ISB v1.2.14: events that start a state machine, each its own. */
const direct: Record<string, Hear> = {
  BlueprintDeploymentRequest: deployBlueprint,
  CleanAccountRequest: startCleanup,
};

/** What runs of itself again and again: how long until the next time, and what it does. */
const rounds = {
  "leases-monitored": { delay: "leaseMonitorMs", window: "leaseMonitorWindowMs", run: readLeases },
  "drift-scanned": { delay: "driftScanMs", window: "driftScanWindowMs", run: scanForDrift },
  "secret-rotates": { delay: "secretRotationMs", window: undefined, run: rotateJwtSecret },
} as const;

/** Runs ISB's event-driven and timed Lambdas until the answer is called. */
export function startLifecycle({ world, log }: { world: World; log: Log }): () => void {
  const queue = createLifecycleQueue({ world, log, heard: queued });
  const names = Object.keys(rounds) as (keyof typeof rounds)[];
  const plan = (name: keyof typeof rounds) => {
    if (world.state.timers.some(({ kind }) => kind === name)) return;
    const { delay, window } = rounds[name];
    const later = window ? world.wireRandom.between(0, world.delays[window]) : 0;
    world.later(name, world.delays[delay] + later, {});
  };
  const stopTimers = [
    world.onDue("cleanup-initialises", (run) => initialiseCleanup(world, run)),
    world.onDue("cleanup-pass-ends", (pass) => endPass(world, pass)),
    world.onDue("cleanup-times-out", (run) => forgetRun(world, run)),
    world.onDue("deployment-ends", (deployment) => endDeployment(world, deployment)),
    world.onDue("leases-written", ({ leases }: Later["leases-written"]) => writeLeases(world, leases)),
    world.onDue("lifecycle-tries", () => queue.work()),
    ...names.map((name) =>
      world.onDue(name, () => {
        rounds[name].run(world);
        plan(name);
      }),
    ),
  ];
  const stopHearing = world.onEvent((event) => {
    direct[event["detail-type"]]?.(world, event);
    queue.hear(event);
  });
  const planAll = () => names.forEach(plan);
  const stopReset = world.onReset(planAll);
  planAll();
  return () => {
    for (const stop of [stopHearing, stopReset, ...stopTimers]) stop();
  };
}
