import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { insideStep } from "../../src/domain/calls.ts";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { createLanes } from "../../src/jobs/lanes/lanes.ts";
import { steps, toDo } from "../../src/jobs/shapes.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { createDrivenJob, named } from "./driven-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const limits = [{ takes: 1, perMs: seconds(1), burst: 1 }];

const house = () => {
  const table = createMemoryTable();
  const job = createDrivenJob(table);
  const { clock, store } = job;
  const { gate } = createLanes({
    lanes: { slow: { kind: "rate", words: "slow requests", limits } },
    table,
    store,
    clock,
    random: () => 0,
    newId: randomUUID,
    log,
  });
  return { job, clock, gate: gate("slow") };
};

describe("the gate before an outside system", () => {
  it("lets a person through at once, and counts them", async () => {
    const { clock, gate } = house();
    for (let n = 0; n < 2; n += 1) await gate.enter();
    await clock.advance(0);
    let isIn = false;
    const entering = insideStep([], gate.enter).then(() => {
      isIn = true;
    });
    await clock.advance(seconds(2) - 1);
    expect(isIn).toBe(false);
    await clock.advance(1);
    await entering;
  });

  it("has a job wait, and come again when that would take too long", async () => {
    const { clock, gate } = house();
    for (let n = 0; n < 8; n += 1) await gate.enter();
    await clock.advance(0);
    const refused = insideStep([], gate.enter);
    await expect(refused).rejects.toMatchObject({ code: "lane-full", retryable: true, afterMs: seconds(6) });
    await expect(refused).rejects.toThrow("Waiting for its turn: slow requests.");
  });

  it("has a look that has begun wait its turn: to begin it anew would send again what was sent", async () => {
    const { clock, gate } = house();
    let entered = 0;
    const looking = insideStep([], async () => {
      for (let n = 0; n < 2; n += 1) {
        await gate.enter();
        entered += 1;
      }
    });
    await clock.advance(0);
    expect(entered).toBe(1);
    // Others come between its first request and its second.
    for (let n = 0; n < 20; n += 1) await gate.enter();
    await clock.advance(seconds(30));
    await looking;
    expect(entered).toBe(2);
  });

  it("lets nothing of a job through that may be another worker's by now", async () => {
    const { gate } = house();
    const held = insideStep([], gate.enter, () => false);
    await expect(held).rejects.toMatchObject({ code: "step-interrupted", retryable: true });
  });

  it("uses up no patience and leaves no doubt in a step that waits for it", async () => {
    const { job, clock, gate } = house();
    let acts = 0;
    const workflow = named(
      steps()
        .step("act", {
          title: "Act",
          giveUpAfterMs: 1,
          look: async () => toDo,
          act: async () => {
            await gate.enter();
            acts += 1;
            return null;
          },
        })
        .result(() => null),
    );
    await job.create(workflow);
    for (let n = 0; n < 120; n += 1) await gate.enter();
    await clock.advance(0);
    await job.runOnce(workflow);
    expect(await job.view(workflow)).toMatchObject({
      state: "waiting",
      steps: [{ status: "waiting", note: "Waiting for its turn: slow requests." }],
    });
    await clock.advance(minutes(3));
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded" });
    expect(acts).toBe(1);
  });

  it("has a doubt begin when the request was sent, not when it began to wait", async () => {
    const { job, clock, gate } = house();
    let sentAt = 0;
    const workflow = named(
      steps()
        .step("act", {
          title: "Act",
          look: async () => toDo,
          act: async () => {
            await gate.enter();
            sentAt = clock.now();
            throw new Problem("isb-unavailable", "Perhaps.", {
              next: "",
              outcome: "unknown",
              settlesAfterMs: minutes(1),
            });
          },
        })
        .result(() => null),
    );
    await job.create(workflow);
    await insideStep([], gate.enter);
    const began = clock.now();
    const running = job.runOnce(workflow);
    await clock.advance(seconds(1));
    await running;
    expect(sentAt).toBe(began + seconds(1));
    const [{ Tries: tries = [] } = {}] = [...(await job.record()).operations.values()].filter(
      ({ Name }) => Name === "act",
    );
    expect(tries.map(({ doubtFrom }) => doubtFrom)).toEqual([sentAt]);
  });
});
