import { randomUUID } from "node:crypto";
import type { Clock } from "../../src/domain/clock.ts";
import { createJobs } from "../../src/jobs/jobs.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import { userOne } from "../jobs/new-job.ts";
import { shapeWorkflows } from "./shapes.ts";
import type { Stage } from "./stage.ts";

/** A job that no command asks for. */
export interface Start {
  workflow: string;
  title: string;
}

/** Writes jobs down as if a command had asked for them: whoever looks for work finds them. */
export const writeDown = async ({ table, clock, ledger }: Stage, starts: readonly Start[]): Promise<void> => {
  const world: Clock = {
    now: clock.now,
    sleep: (worldMs, signal) => clock.sleep(worldMs, signal).catch(() => undefined),
    wire: (realMs) => realMs * clock.speed,
  };
  const workflows = createWorkflowRegistry(shapeWorkflows(ledger.url));
  const store = createJobStore({ table: table.table, clock: world, newId: randomUUID });
  const jobs = createJobs({ store, workflows, kick: () => undefined });
  const origin = { channelId: "C0GENERAL" };
  for (const [at, start] of starts.entries())
    await jobs.start({ ...start, input: {}, requester: userOne, origin, key: `crash-${at}` });
};
