import type { OperationUpdate } from "@aws/durable-execution-sdk-js";
import { describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { toIso } from "../../src/domain/timestamp.ts";
import { apply, nextWake, tick } from "../../src/jobs/engine/operations.ts";
import { carried } from "../../src/jobs/engine/protocol.ts";
import type { StoredOperation } from "../../src/jobs/store/record.ts";

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

/** Applies updates one after another, each `apartMs` later, with every retry due by then. */
const applied = (updates: readonly OperationUpdate[], apartMs = 0) => {
  const operations = new Map<string, StoredOperation>();
  for (const [n, update] of updates.entries()) {
    tick(operations, now + n * apartMs, true);
    apply(operations, update, now + n * apartMs);
  }
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

describe("a callback", () => {
  const begun = (options: OperationUpdate["CallbackOptions"] = undefined) => {
    const operations = new Map<string, StoredOperation>();
    const update = { Id: "c", Name: "ask", Type: "CALLBACK", SubType: "Callback", Action: "START" } as const;
    apply(operations, { ...update, CallbackOptions: options }, now);
    return { operations, id: operations.get("c")?.CallbackDetails?.CallbackId as string };
  };
  const timeouts = (TimeoutSeconds?: number, HeartbeatTimeoutSeconds?: number) => ({
    TimeoutSeconds,
    HeartbeatTimeoutSeconds,
  });

  it("waits for the outside alone when it has no limit", () => {
    const { operations } = begun();
    expect(nextWake(operations, now)).toBe(Number.POSITIVE_INFINITY);
    expect(tick(operations, now + minutes(60), true, {})).toEqual([]);
  });

  it("ends with what was answered, once", () => {
    const { operations, id } = begun(timeouts(60));
    const inbox = { [id]: { is: "succeeded", result: "yes" } } as const;
    expect(tick(operations, now, false, { other: { is: "succeeded" } })).toEqual([]);
    expect(tick(operations, now, false, inbox)).toMatchObject([
      { Status: "SUCCEEDED", EndTimestamp: toIso(now), CallbackDetails: { CallbackId: id, Result: "yes" } },
    ]);
    expect(tick(operations, now + minutes(60), false, inbox)).toEqual([]);
  });

  it("fails with what the outside says went wrong", () => {
    const { operations, id } = begun();
    const error = { ErrorType: "Refusal", ErrorMessage: "no" };
    tick(operations, now, false, { [id]: { is: "failed", error } });
    expect(operations.get("c")).toMatchObject({ Status: "FAILED", CallbackDetails: { Error: error } });
  });

  it.each([
    ["its time is over", timeouts(60), 60, "Callback timed out"],
    ["nobody showed a sign of life", timeouts(60, 20), 20, "Callback timed out on heartbeat"],
    ["its time is over before any sign of life was due", timeouts(20, 60), 20, "Callback timed out"],
    [
      "only a sign of life was asked for, and none came",
      timeouts(undefined, 20),
      20,
      "Callback timed out on heartbeat",
    ],
  ])("times out when %s", (_, options, after, says) => {
    const { operations } = begun(options);
    expect(nextWake(operations, now)).toBe(now + seconds(after));
    expect(tick(operations, now + seconds(after) - 1, true)).toEqual([]);
    expect(tick(operations, now + seconds(after), false)).toMatchObject([
      { Status: "TIMED_OUT", CallbackDetails: { Error: { ErrorMessage: says } } },
    ]);
    expect(nextWake(operations, now)).toBe(Number.POSITIVE_INFINITY);
  });

  it("that was answered in time but looked at late was still answered", () => {
    const { operations, id } = begun(timeouts(60));
    tick(operations, now + minutes(60), false, { [id]: { is: "succeeded" } });
    expect(operations.get("c")?.Status).toBe("SUCCEEDED");
  });

  it("begun anew is another one: the answer to the one before does not count", () => {
    const { operations, id } = begun();
    operations.clear();
    apply(operations, { Id: "c", Type: "CALLBACK", Action: "START" }, now + 1);
    expect(tick(operations, now + 1, false, { [id]: { is: "succeeded" } })).toEqual([]);
  });
});

describe("a branch that the program has gone on without", () => {
  it("wakes nobody, however deep", () => {
    const operations = new Map<string, StoredOperation>();
    const context = { Type: "CONTEXT", SubType: "RunInChildContext" } as const;
    apply(operations, { ...context, Id: "outer", Action: "START" }, now);
    apply(operations, { ...context, Id: "inner", ParentId: "outer", Action: "START" }, now);
    apply(operations, stepUpdate({ ParentId: "inner" }), now);
    apply(operations, retry(5, { ParentId: "inner" }), now);
    expect(nextWake(operations, now)).toBe(now + seconds(5));
    apply(operations, { ...context, Id: "outer", Action: "SUCCEED", Payload: "1" }, now);
    expect(nextWake(operations, now)).toBe(Number.POSITIVE_INFINITY);
    tick(operations, now + seconds(5), false);
    expect(nextWake(operations, now + seconds(5))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("what the job layer does not carry", () => {
  const types = ["STEP", "WAIT", "CONTEXT", "CALLBACK", "CHAINED_INVOKE", "EXECUTION", "DREAM"];
  const actions = ["START", "SUCCEED", "FAIL", "RETRY", "CANCEL", "PAUSE"];
  const all = types.flatMap((type) => actions.map((action) => [type, action] as const));
  const foreign = all.filter(([type, action]) => !carried[type]?.[action]);

  it.each(foreign)("is refused in so many words, and ends the execution: %s/%s", (Type, Action) => {
    const operations = new Map<string, StoredOperation>();
    const update = stepUpdate({ Type, Action } as Partial<OperationUpdate>);
    expect(() => apply(operations, update, now)).toThrow(
      expect.objectContaining({ scope: "EXECUTION", message: `the job layer does not carry ${Type}/${Action}` }),
    );
    expect(operations.size).toBe(0);
  });

  it("has no room for an operation that ends twice, begins twice, or turns into another", () => {
    const operations = applied([stepUpdate({}), stepUpdate({ Action: "SUCCEED" })]);
    const refuses = (update: OperationUpdate, message: string) =>
      expect(() => apply(operations, update, now)).toThrow(message);
    refuses(stepUpdate({ Action: "FAIL" }), "STEP/FAIL cannot follow on SUCCEEDED");
    refuses(stepUpdate({}), "STEP/START cannot follow on SUCCEEDED");
    refuses(stepUpdate({ Type: "WAIT" }), "WAIT/START on an operation of type STEP");
  });
});
