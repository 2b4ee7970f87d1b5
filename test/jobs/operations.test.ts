import { randomUUID } from "node:crypto";
import {
  type DurableContext,
  type DurableExecutionInvocationInput,
  type OperationUpdate,
  withDurableExecution,
} from "@aws/durable-execution-sdk-js";
import { LocalDurableTestRunner } from "@aws/durable-execution-sdk-js-testing";
import type { Context } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { seconds } from "../../src/domain/duration.ts";
import { toIso } from "../../src/domain/timestamp.ts";
import { apply, nextWake, tick } from "../../src/jobs/engine/operations.ts";
import { createTransport, type Invocation, tokenOf } from "../../src/jobs/engine/transport.ts";
import type { Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { StoredOperation } from "../../src/jobs/store/record.ts";
import { createManualClock } from "../fakes/manual-clock.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { type DurableProgram, durablePrograms } from "./durable-programs.ts";
import { newJob } from "./new-job.ts";

/** What became of a program, as far as two engines must agree. */
interface Ran {
  status: string;
  result: unknown;
  operations: object[];
  trace: string[];
}

interface Seen {
  Id?: string | undefined;
  ParentId?: string | undefined;
  Name?: string | undefined;
  Type?: string | undefined;
  SubType?: string | undefined;
  Status?: string | undefined;
  StepDetails?: StoredOperation["StepDetails"];
}

/** An operation without its times. */
const seen = ({ Id, ParentId, Name, Type, SubType, Status, StepDetails }: Seen): object => ({
  Id,
  ParentId,
  Name,
  Type,
  SubType,
  Status,
  attempts: StepDetails?.Attempt,
  result: StepDetails?.Result,
  error: StepDetails?.Error && [StepDetails.Error.ErrorType, StepDetails.Error.ErrorMessage],
});

/** AWS's own local runner; its clock skips over every wait. */
const runOfficially = async ({ make }: DurableProgram): Promise<Ran> => {
  const trace: string[] = [];
  const program = make();
  const handlerFunction = withDurableExecution((_: unknown, context: DurableContext) =>
    program(context, (what) => trace.push(what)),
  );
  const runner = new LocalDurableTestRunner({ handlerFunction });
  const execution = await runner.run({ payload: {} });
  const status = execution.getStatus() as string;
  return {
    status,
    result: status === "SUCCEEDED" ? execution.getResult() : execution.getError().errorMessage,
    operations: execution.getOperations().map((operation) => seen(operation.getOperationData() as Seen)),
    trace,
  };
};

const emptyWorkflow: Workflow = { name: "test", major: 1, input: z.unknown(), steps: [], result: () => undefined };

/** The same on our transport: each invocation a new claim of the job, the clock moved to each wake-up. */
const runOnTable = async ({ make }: DurableProgram, { table }: TestTable): Promise<Ran & { waitedMs: number }> => {
  const clock = createManualClock();
  const startedAt = clock.now();
  const store = createJobStore({ table, clock, newId: randomUUID });
  const job = newJob();
  await store.create(job);
  const trace: string[] = [];
  const program = make();
  for (let invocations = 0; invocations < 50; invocations += 1) {
    const record = await store.claim(job.id, (await store.get(job.id))?.wakeAt ?? 0, clock.now() + seconds(30));
    if (!record) throw new Error("not claimed");
    const invocation: Invocation = {
      record,
      workflow: emptyWorkflow,
      draining: () => false,
      held: new Map(),
      heldNew: [],
    };
    for (const operation of tick(record.operations, clock.now(), false))
      invocation.held.set(operation.Id as string, operation);
    const handler = withDurableExecution(
      (_: unknown, context: DurableContext) => program(context, (what) => trace.push(what)),
      { durableExecutionClient: createTransport({ store, clock, invocation }) },
    );
    const input = {
      DurableExecutionArn: job.id,
      CheckpointToken: tokenOf(record),
      InitialExecutionState: { Operations: [...record.operations.values()].map((each) => structuredClone(each)) },
    } as unknown as DurableExecutionInvocationInput;
    const output = await handler(input, { getRemainingTimeInMillis: () => 900_000 } as Context);
    const [, ...operations] = [...record.operations.values()];
    if (output.Status !== "PENDING") {
      return {
        status: output.Status,
        result: output.Status === "SUCCEEDED" ? JSON.parse(output.Result ?? "null") : output.Error?.ErrorMessage,
        operations: operations.map(seen),
        trace,
        waitedMs: clock.now() - startedAt,
      };
    }
    const wakeAt = nextWake(record.operations, clock.now());
    await store.suspend(record, wakeAt, "waiting", false);
    await clock.advance(Math.max(0, wakeAt - clock.now()));
  }
  throw new Error("the program did not end");
};

describe("the same program", () => {
  const officially = new Map<DurableProgram, Ran>();
  let table: TestTable;
  // One after the other: the official runner's clock is the whole process's, and a table cannot live with it.
  beforeAll(async () => {
    await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
    for (const program of durablePrograms) officially.set(program, await runOfficially(program));
    await LocalDurableTestRunner.teardownTestEnvironment();
    table = await startTable();
  });
  afterAll(() => table.close());

  it.each(durablePrograms.map((program) => [program.name, program] as const))(
    "runs on our table as on AWS's own runner: %s",
    async (_, program) => {
      const { waitedMs, ...ours } = await runOnTable(program, table);
      expect(ours).toEqual(officially.get(program));
      expect(ours.operations.length).toBeGreaterThan(0);
      expect(waitedMs).toBe(seconds(program.waitsSeconds));
    },
  );
});

const now = Date.UTC(2026, 2, 2, 9);
const stepUpdate = (more: Partial<OperationUpdate>): OperationUpdate => ({
  Id: "s",
  Name: "step",
  Type: "STEP",
  SubType: "Step",
  Action: "START",
  ...more,
});
const retry = (delaySeconds: number, more: Partial<OperationUpdate> = {}): OperationUpdate =>
  stepUpdate({ Action: "RETRY", StepOptions: { NextAttemptDelaySeconds: delaySeconds }, ...more });

/** Applies updates one after another, each `apartMs` later. */
const applied = (updates: readonly OperationUpdate[], apartMs = 0) => {
  const operations = new Map<string, StoredOperation>();
  for (const [n, update] of updates.entries()) apply(operations, update, now + n * apartMs);
  return operations;
};

describe("a step between two tries", () => {
  it("is ready when its time has come, not a moment before", () => {
    const operations = applied([stepUpdate({}), retry(5)]);
    expect(nextWake(operations, now)).toBe(now + seconds(5));
    expect(tick(operations, now + seconds(5) - 1, false)).toEqual([]);
    expect(tick(operations, now + seconds(5), false)).toMatchObject([{ Id: "s", Status: "READY" }]);
    expect(nextWake(operations, now + seconds(5))).toBe(now + seconds(5));
    expect(tick(operations, now + seconds(6), false)).toEqual([]);
  });

  it("is ready at once when somebody nudges", () => {
    const operations = applied([stepUpdate({}), retry(3600)]);
    expect(tick(operations, now, true)).toMatchObject([{ Id: "s", Status: "READY" }]);
  });

  it("keeps what it knew, and counts its tries", () => {
    const operations = applied([
      stepUpdate({ SubType: "WaitForCondition" }),
      retry(5, { Payload: '{"polls":1}', SubType: "WaitForCondition" }),
      stepUpdate({ SubType: "WaitForCondition" }),
    ]);
    expect(operations.get("s")?.StepDetails).toMatchObject({ Result: '{"polls":1}', Attempt: 1 });
    apply(operations, stepUpdate({ Action: "SUCCEED", Payload: '"done"' }), now);
    expect(operations.get("s")).toMatchObject({
      Status: "SUCCEEDED",
      EndTimestamp: toIso(now),
      StepDetails: { Result: '"done"', Attempt: 2 },
    });
  });
});

describe("a wait", () => {
  const wait = { Id: "w", Name: "rest", Type: "WAIT", SubType: "Wait", Action: "START" } as const;

  it("is over when its time has come; a nudge does not shorten it", () => {
    const operations = applied([{ ...wait, WaitOptions: { WaitSeconds: 30 } }]);
    expect(nextWake(operations, now)).toBe(now + seconds(30));
    expect(tick(operations, now + seconds(30) - 1, true)).toEqual([]);
    expect(tick(operations, now + seconds(30), false)).toMatchObject([
      { Id: "w", Status: "SUCCEEDED", EndTimestamp: toIso(now + seconds(30)) },
    ]);
    expect(nextWake(operations, now)).toBe(Number.POSITIVE_INFINITY);
  });

  it("and a retry: the earlier one wakes the job", () => {
    const operations = applied([{ ...wait, WaitOptions: { WaitSeconds: 30 } }, stepUpdate({}), retry(5)]);
    expect(nextWake(operations, now)).toBe(now + seconds(5));
  });
});

describe("tries that acted", () => {
  const trouble = (more: object) => ({
    ErrorType: "StepTrouble",
    ErrorMessage: JSON.stringify({ code: "isb-unavailable", message: "-", next: "-", ...more }),
  });

  it("are remembered with what a later one must know: from when, and for how long, the outcome is in doubt", () => {
    const doubt = { outcome: "unknown", actedAt: now + 7, settlesAfterMs: 75_000 };
    const operations = applied([stepUpdate({}), retry(5, { Error: trouble(doubt) })], 100);
    expect(operations.get("s")?.Tries).toEqual([
      { startedAt: now, endedAt: now + 100, doubtFrom: now + 7, settlesAfterMs: 75_000 },
    ]);
  });

  it("whose worker died are in doubt until the moment that was noticed", () => {
    const interrupted = { ErrorType: "StepInterruptedError", ErrorMessage: "interrupted" };
    const operations = applied([stepUpdate({}), retry(1, { Error: interrupted })], 40_000);
    expect(operations.get("s")?.Tries).toEqual([{ startedAt: now, endedAt: now + 40_000, doubtFrom: now + 40_000 }]);
  });

  it("that changed nothing leave no doubt", () => {
    const operations = applied([stepUpdate({}), retry(5, { Error: trouble({ outcome: "not-done" }) })], 100);
    expect(operations.get("s")?.Tries).toEqual([{ startedAt: now, endedAt: now + 100 }]);
  });

  it("are forgotten past the twentieth, and polls are not kept at all", () => {
    const many = Array.from({ length: 30 }, () => [stepUpdate({}), retry(1)]).flat();
    expect(applied(many, 10).get("s")?.Tries).toHaveLength(20);
    expect(applied(many, 10).get("s")?.Tries?.at(-1)).toEqual({ startedAt: now + 580, endedAt: now + 590 });
    const polls = many.map((update) => ({ ...update, SubType: "WaitForCondition" }));
    expect(applied(polls).get("s")?.Tries).toBeUndefined();
  });
});

describe("what this transport does not carry", () => {
  it.each([
    ["a call of another function", { Type: "CHAINED_INVOKE", Action: "START" }],
    ["a callback", { Type: "CALLBACK", Action: "START" }],
    ["cancelling", { Type: "STEP", Action: "CANCEL" }],
  ] as const)("is refused in so many words: %s", (_, update) => {
    const operations = new Map<string, StoredOperation>();
    expect(() => apply(operations, stepUpdate(update), now)).toThrow(
      `the job layer does not carry ${update.Type}/${update.Action}`,
    );
    expect(operations.size).toBe(0);
  });
});
