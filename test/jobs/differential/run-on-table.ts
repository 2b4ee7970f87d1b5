import { randomUUID } from "node:crypto";
import type { DurableExecutionClient, OperationUpdate } from "@aws/durable-execution-sdk-js";
import { z } from "zod";
import { seconds } from "../../../src/domain/duration.ts";
import { invoke } from "../../../src/jobs/engine/invoke.ts";
import { nextWake, tick } from "../../../src/jobs/engine/operations.ts";
import { createTransport, type Invocation } from "../../../src/jobs/engine/transport.ts";
import type { Workflow } from "../../../src/jobs/shapes.ts";
import type { CallbackOutcome } from "../../../src/jobs/store/inbox.ts";
import { createJobStore } from "../../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../../src/jobs/store/record.ts";
import type { Table } from "../../../src/jobs/table/table.ts";
import { createManualClock } from "../../fakes/manual-clock.ts";
import { newJob } from "../new-job.ts";
import type { CallbackEnd } from "./program.ts";
import type { Durable } from "./run-officially.ts";
import { type Ran, seenAll } from "./seen.ts";

const emptyWorkflow: Workflow = { name: "test", major: 1, input: z.unknown(), steps: [], result: () => undefined };
const mostInvocations = 400;

const outcomeOf = (ends: CallbackEnd): CallbackOutcome | undefined => {
  if (ends.is === "answered") return { is: "succeeded", ...(ends.result === "" ? {} : { result: ends.result }) };
  if (ends.is === "refused") {
    return { is: "failed", error: { ErrorType: "Refusal", ErrorMessage: ends.message } };
  }
  return undefined;
};

export interface Watch {
  /** Told of every update that the SDK sends. */
  sees?: (update: OperationUpdate) => void;
  /** Asked at every checkpoint: whether its worker dies, before or after the write. */
  dies?: () => "before" | "after" | undefined;
}

/** The same on our transport: each invocation a new claim of the job, the clock moved to each wake-up or take-over. */
export const runOnTable = async (
  program: Durable,
  table: Table,
  { sees, dies }: Watch = {},
): Promise<Ran & { waitedMs: number }> => {
  const clock = createManualClock();
  const startedAt = clock.now();
  const store = createJobStore({ table, clock, newId: randomUUID });
  const job = newJob({ id: randomUUID() });
  await store.create(job);
  const calls: string[] = [];
  const later = new Map<string, CallbackOutcome>();
  const witness = {
    ran: (what: string) => calls.push(what),
    async waitsFor(id: string, _: string, ends: CallbackEnd) {
      const outcome = outcomeOf(ends);
      if (!outcome) return;
      if ("soon" in ends && ends.soon) await store.complete(job.id, id, outcome);
      else later.set(id, outcome);
    },
  };
  const claim = async (wakeAt: number): Promise<JobRecord | undefined> => {
    await clock.advance(Math.max(0, wakeAt - clock.now()));
    return store.claim(job.id, wakeAt, clock.now() + seconds(30));
  };
  let wakeAt = clock.now();
  for (let invocations = 0; invocations < mostInvocations; invocations += 1) {
    // Where it was nudged, or died, its item knows better.
    const record = (await claim(wakeAt)) ?? (await claim((await store.get(job.id))?.wakeAt ?? 0));
    if (!record) continue;
    const held: Invocation["held"] = new Map();
    const invocation: Invocation = { record, workflow: emptyWorkflow, draining: () => false, held, heldNew: [] };
    for (const operation of tick(record.operations, clock.now(), record.nudged, record.inbox))
      held.set(operation.Id as string, operation);
    const transport = createTransport({ store, clock, invocation });
    let died = false;
    const checkpoint: DurableExecutionClient["checkpoint"] = async (request, logger) => {
      for (const update of request.Updates ?? []) sees?.(update);
      const death = dies?.();
      if (death) died = true;
      if (death === "before") throw new Error("the worker died before it wrote");
      const reply = await transport.checkpoint(request, logger);
      if (death === "after") throw new Error("the worker died after it wrote");
      return reply;
    };
    const output = await invoke((_, context) => program(context, witness), record, { ...transport, checkpoint }).catch(
      (error: unknown) => {
        if (!died) throw error;
      },
    );
    // The SDK does not ask what became of the last write of a program that is over; a dead worker has nothing to say either way.
    if (died || !output) continue;
    if (output.Status !== "PENDING") {
      return {
        status: output.Status,
        result: output.Status === "SUCCEEDED" ? JSON.parse(output.Result ?? "null") : output.Error?.ErrorMessage,
        operations: seenAll([...record.operations.values()]),
        calls: calls.toSorted(),
        waitedMs: clock.now() - startedAt,
      };
    }
    const next = nextWake(record.operations, clock.now());
    if (next === Number.POSITIVE_INFINITY && later.size === 0 && !(await store.get(job.id))?.nudged)
      throw new Error("nothing wakes this program");
    record.nudged = false;
    wakeAt = Math.min(next, clock.now() + seconds(1e9));
    await store.suspend(record, wakeAt, "waiting");
    for (const [id, outcome] of later) await store.complete(job.id, id, outcome);
    later.clear();
  }
  throw new Error("the program did not end");
};
