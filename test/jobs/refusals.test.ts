import { randomUUID } from "node:crypto";
import type { DurableContext } from "@aws/durable-execution-sdk-js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { invoke } from "../../src/jobs/engine/invoke.ts";
import { runJob } from "../../src/jobs/engine/run-job.ts";
import { createTransport } from "../../src/jobs/engine/transport.ts";
import { notYet, steps, type Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { StoredOperation } from "../../src/jobs/store/record.ts";
import { createManualClock } from "../fakes/manual-clock.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { newJob } from "./new-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const workflow: Workflow = {
  name: "test",
  major: 1,
  input: z.unknown(),
  ...steps()
    .wait("ready", {
      title: "Wait",
      look: async () => notYet("not yet"),
      every: () => seconds(5),
      giveUpAfterMs: minutes(30),
      giveUp: () => new Problem("gave-up", "never", { next: "-" }),
    })
    .result(() => undefined),
};

const setUp = async () => {
  const clock = createManualClock();
  const store = createJobStore({ table: createMemoryTable(), clock, newId: randomUUID });
  const job = newJob();
  await store.create(job);
  const claim = async () => {
    const record = await store.claim(job.id, (await store.get(job.id))?.wakeAt ?? 0, clock.now() + seconds(30));
    if (!record) throw new Error("not claimed");
    return record;
  };
  const get = async () => (await store.get(job.id)) as NonNullable<Awaited<ReturnType<typeof store.get>>>;
  const run = async (what = workflow) =>
    runJob(await claim(), what, { store, clock, random: () => 0, log, draining: () => false });
  return { clock, store, claim, get, run };
};

/** Runs a program that reaches the SDK's context, as no workflow can. */
const runProgram = async (program: (context: DurableContext) => Promise<unknown>) => {
  const { clock, store, claim, get } = await setUp();
  const record = await claim();
  const invocation = { record, workflow, draining: () => false, held: new Map<string, StoredOperation>(), heldNew: [] };
  const transport = createTransport({ store, clock, invocation });
  const output = await invoke((_, context) => program(context), record, transport);
  return { output, written: (await get()).operations.size - 1, transport, record };
};

describe("what the SDK offers and the job layer does not carry", () => {
  it.each<[string, string, (context: DurableContext) => Promise<unknown>]>([
    ["a call of another function", "CHAINED_INVOKE/START", async (context) => context.invoke("other", "function")],
    ["a result that the SDK would never be done with", "a result of 7000002 bytes", async () => "x".repeat(7e6)],
  ])("ends the program at once, by name, with nothing written: %s", async (_, name, program) => {
    const { output, written } = await runProgram(program);
    expect(output).toMatchObject({
      Status: "FAILED",
      Error: { ErrorMessage: expect.stringContaining(`the job layer does not carry ${name}`) },
    });
    expect(written).toBe(0);
  });

  it("includes a state in pages", async () => {
    const { transport, record } = await runProgram(async () => 1);
    const page = { CheckpointToken: "1:1", Marker: "next", DurableExecutionArn: record.id, MaxItems: 10 };
    await expect(transport.getExecutionState(page)).rejects.toMatchObject({ scope: "EXECUTION" });
  });
});

describe("a job that the engine cannot carry any further", () => {
  it("because of what came out of it is parked with an explanation", async () => {
    const { get, run } = await setUp();
    const lavish = { ...workflow, ...steps().result(() => "x".repeat(7e6)) };
    expect(await run(lavish)).toEqual({ is: "ended" });
    expect(await get()).toMatchObject({
      state: "parked",
      problem: { message: expect.stringContaining("does not carry a result of") },
    });
  });

  it("is parked with an explanation, and with what it was", async () => {
    const { clock, claim, store, get, run } = await setUp();
    await run();
    // What another build may have left behind.
    const record = await claim();
    const operation = [...record.operations.values()].at(-1) as StoredOperation;
    operation.Status = "STOPPED";
    await store.checkpoint(record, { changed: [operation], added: [], visible: false });
    await clock.advance(minutes(1));
    expect(await run()).toEqual({ is: "ended" });
    const { state, problem, operations } = await get();
    expect(state).toBe("parked");
    expect(problem?.message).toContain("STEP/START cannot follow on STOPPED");
    expect(operations.get(operation.Id as string)).toEqual(operation);
  });
});
