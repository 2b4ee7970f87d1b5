import {
  type CheckpointDurableExecutionRequest,
  type CheckpointDurableExecutionResponse,
  type DurableExecutionClient,
  DurableExecutionClientError,
  DurableExecutionClientErrorScope,
} from "@aws/durable-execution-sdk-js";
import type { Clock } from "../../domain/clock.ts";
import { defaults } from "../rules.ts";
import type { JobRecord, StoredOperation } from "../store/record.ts";
import { type JobStore, Outgrown } from "../store/store.ts";
import { afterCallMs, leaseMs, leaseSlackMs } from "../timings.ts";
import type { Workflow } from "../workflow.ts";
import { apply, tick } from "./operations.ts";
import { needsPerson, progressPrint } from "./progress.ts";
import { refused } from "./protocol.ts";

/** One invocation of one job: what the SDK's checkpoints are written to. */
export interface Invocation {
  record: JobRecord;
  workflow: Workflow;
  /** Stop after the write under way. */
  draining: () => boolean;
  /** Aborted when this worker may write nothing more. */
  abandoned?: AbortSignal;
  /** Changes that wait for the next write to go along with. */
  held: Map<string, StoredOperation>;
  heldNew: string[];
}

const stop = (message: string, cause?: unknown): DurableExecutionClientError =>
  new DurableExecutionClientError(message, { scope: DurableExecutionClientErrorScope.INVOCATION, cause });

export const tokenOf = ({ epoch, seq }: JobRecord): string => `${epoch}:${seq}`;

/** AWS's durable execution protocol on one table item per job. Operations go to the SDK as copies, never as our own. */
export const createTransport = ({
  store,
  clock,
  invocation,
}: {
  store: JobStore;
  clock: Clock;
  invocation: Invocation;
}): DurableExecutionClient => {
  const { record, workflow, held, heldNew } = invocation;
  const steps = new Map(workflow.steps.map((step) => [step.name, step]));

  /** The start of a look changes nothing outside, so it needs no write of its own. */
  const canWait = (operation: StoredOperation): boolean => {
    if (operation.Status !== "STARTED") return false;
    if (operation.SubType === "WaitForCondition") return true;
    const step = steps.get(operation.Name ?? "");
    return step?.shape === "step" && (record.dryRun || step.rules.act === undefined);
  };

  /** The lease this write has to ask for; undefined while the one held is long enough: moving it costs an index write. */
  const leaseFor = (changed: Iterable<StoredOperation>): number | undefined => {
    let ms = leaseMs;
    for (const { Name, Status } of changed) {
      const step = steps.get(Name ?? "");
      if (step?.shape !== "step" || Status !== "STARTED" || !step.rules.act) continue;
      ms = Math.max(ms, (step.rules.longestCallMs ?? defaults.longestCallMs) + afterCallMs);
    }
    const now = clock.now();
    return (record.leaseUntil ?? 0) < now + clock.wire(ms - leaseSlackMs) ? now + clock.wire(ms) : undefined;
  };

  /** What people were last shown, to tell whether they would see a difference. */
  let shown = progressPrint(workflow, record);
  let asked = needsPerson(record);

  const write = async (): Promise<void> => {
    const changed = [...held.values()];
    const print = progressPrint(workflow, record);
    const asks = needsPerson(record);
    const urgent = asks && !asked;
    const visible = print !== shown || urgent;
    try {
      const leaseUntil = leaseFor(changed);
      const progress = { changed, added: [...heldNew], visible, urgent };
      await store.checkpoint(record, leaseUntil === undefined ? progress : { ...progress, leaseUntil });
    } catch (error) {
      if (error instanceof Outgrown) throw refused(error.message);
      throw stop(`checkpoint of job ${record.id} was not written`, error);
    }
    shown = print;
    asked = asks;
    held.clear();
    heldNew.length = 0;
  };

  return {
    async checkpoint(request: CheckpointDurableExecutionRequest): Promise<CheckpointDurableExecutionResponse> {
      if (request.CheckpointToken !== tokenOf(record))
        throw stop(`job ${record.id}: a checkpoint from another invocation`);
      if (invocation.abandoned?.aborted) throw stop(`job ${record.id} is not this worker's any more`);
      const now = clock.now();
      const touched = new Map<string, StoredOperation>();
      for (const operation of tick(record.operations, now, record.nudged, record.inbox))
        touched.set(operation.Id as string, operation);
      for (const update of request.Updates ?? []) {
        const { operation, added } = apply(record.operations, update, now);
        touched.set(operation.Id as string, operation);
        if (added) heldNew.push(operation.Id as string);
      }
      for (const [id, operation] of touched) held.set(id, operation);
      if (held.size > 0 && ![...held.values()].every(canWait)) await write();
      if (invocation.draining()) throw stop("the bot is shutting down");
      return {
        CheckpointToken: tokenOf(record),
        NewExecutionState: { Operations: [...touched.values()].map((operation) => structuredClone(operation)) },
      };
    },
    async getExecutionState() {
      throw refused("a job's whole state goes into one invocation; it has no pages");
    },
  };
};
