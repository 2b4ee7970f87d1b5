import type { Log } from "../../log.ts";
import type { Lease, LeaseStatus } from "../../world/isb-shapes.ts";
import type { BusEvent } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { monitored } from "../lease-view.ts";
import { afterCleanup, afterFailedCleanup, endCleanup, runCleanup } from "./cleanup.ts";
import { endLease } from "./lease-end.ts";
import { freezeLease } from "./lease-freeze.ts";
import { monitorLeases } from "./lease-monitor.ts";
import { afterDeployment, afterFailedDeployment, deployBlueprint, endDeployment } from "./provisioning.ts";

type Hear = (world: World, event: BusEvent) => void;

const monitoredLease = (world: World, { detail }: BusEvent): Lease | undefined => {
  const { uuid } = detail.leaseId as { uuid: string };
  return world.state.isb.leases.find((lease) => lease.uuid === uuid && monitored.includes(lease.status));
};

const endBecause =
  (status: LeaseStatus, reasonOf: (lease: Lease, event: BusEvent) => Record<string, unknown>): Hear =>
  (world, event) => {
    const lease = monitoredLease(world, event);
    if (lease) endLease(world, lease, { status, reason: { type: status, ...reasonOf(lease, event) } });
  };

/** ISB v1.2.14: what its own Lambdas do when they hear an event. */
const heard: Record<string, Hear> = {
  BlueprintDeploymentRequest: deployBlueprint,
  BlueprintDeploymentSucceeded: afterDeployment,
  BlueprintDeploymentFailed: afterFailedDeployment,
  CleanAccountRequest: runCleanup,
  AccountCleanupSucceeded: afterCleanup,
  AccountCleanupFailed: afterFailedCleanup,
  LeaseExpired: endBecause("Expired", ({ leaseDurationInHours }) => ({ leaseDurationInHours })),
  LeaseBudgetExceeded: endBecause("BudgetExceeded", (_lease, { detail: { budget, totalSpend } }) => ({
    budget,
    totalSpend,
  })),
  LeaseFreezingThresholdAlert: (world, event) => {
    const lease = monitoredLease(world, event);
    if (lease?.status === "Active") freezeLease(world, lease, event.detail.reason as Record<string, unknown>);
  },
};

/** Runs ISB's event-driven and timed Lambdas until the answer is called. */
export function startLifecycle({ world, log }: { world: World; log: Log }): () => void {
  const watch = () => {
    if (world.state.timers.some(({ kind }) => kind === "leases-monitored")) return;
    world.later("leases-monitored", world.delays.leaseMonitorMs, {});
  };
  const stopTimers = [
    world.onDue("cleanup-ends", (run) => endCleanup(world, run)),
    world.onDue("deployment-ends", (deployment) => endDeployment(world, deployment)),
    world.onDue("leases-monitored", () => {
      monitorLeases(world);
      watch();
    }),
  ];
  const stopHearing = world.onEvent((event) => {
    try {
      heard[event["detail-type"]]?.(world, event);
    } catch (error) {
      // ISB retries three times and then keeps the event in a dead-letter queue: to the outside it is lost.
      log.warn({ event, error: String(error) }, "an ISB event could not be handled");
    }
  });
  const stopReset = world.onReset(watch);
  watch();
  return () => {
    for (const stop of [stopHearing, stopReset, ...stopTimers]) stop();
  };
}
