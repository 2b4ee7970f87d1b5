import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../../src/domain/clock.ts";
import type { Log } from "../../../src/domain/log.ts";
import type { Intake } from "../../../src/jobs/intake.ts";
import type { done as doneNow, notYet as notYetNow, toDo as toDoNow } from "../../../src/jobs/look.ts";
import type { steps as stepsNow } from "../../../src/jobs/shapes.ts";
import type { JobStore } from "../../../src/jobs/store/store.ts";
import type { Worker } from "../../../src/jobs/worker.ts";
import type { Workflow } from "../../../src/jobs/workflow.ts";

/** The old build in today's types, which have all that it had; what is new it takes no notice of. */
interface Surroundings {
  client: DynamoDBDocumentClient;
  table: string;
  clock: Clock;
  newId: () => string;
}
export type OldStore = Pick<JobStore, "create" | "get" | "list" | "due" | "claim" | "claimOutbox" | "outboxDue">;
export const createDynamoStore: (deps: Surroundings) => OldStore;
export const createIntake: (deps: Surroundings) => Intake;
export const createWorkflowRegistry: (workflows: readonly Workflow[]) => { readonly old: unique symbol };
export const startWorker: (deps: {
  store: OldStore;
  workflows: ReturnType<typeof createWorkflowRegistry>;
  clock: Clock;
  random: () => number;
  log: Log;
  onIntake: (key: string, seenWakeAt: number) => Promise<void>;
}) => Worker;
export const steps: typeof stepsNow;
export const done: typeof doneNow;
export const notYet: typeof notYetNow;
export const toDo: typeof toDoNow;
