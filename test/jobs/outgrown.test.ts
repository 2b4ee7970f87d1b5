import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { Problem } from "../../src/domain/problem.ts";
import { createJobs } from "../../src/jobs/jobs.ts";
import { done, toDo } from "../../src/jobs/look.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { steps } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { Shape } from "../../src/jobs/store/shape.ts";
import { startWorker, type Worker } from "../../src/jobs/worker.ts";
import type { Workflow } from "../../src/jobs/workflow.ts";
import { createManualClock } from "../fakes/manual-clock.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { until } from "../fakes/pump.ts";
import { newJob, userOne } from "./new-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

let worker: Worker | undefined;
afterEach(() => worker?.stop());

/** So many steps, each of which finds so much. */
const greedy = (count: number, bytes: number): Workflow => {
  const find = (n: number) => ({ title: `Find ${n}`, look: async () => done("x".repeat(bytes)) });
  let list = steps<unknown>().step("find-0", find(0));
  for (let n = 1; n < count; n += 1) list = list.step(`find-${n}`, find(n));
  return {
    name: "greedy",
    major: 1,
    input: z.unknown(),
    ...list.result(({ found }) => Object.values(found).join("").length),
  };
};

const run = async (workflow: Workflow, shape: Shape) => {
  const clock = createManualClock();
  const table = createMemoryTable();
  const store = createJobStore({ table, clock, newId: randomUUID, shape: () => shape });
  const workflows = createWorkflowRegistry([workflow]);
  const jobs = createJobs({ store, workflows, kick: () => {} });
  const { origin, title } = newJob();
  const { jobId } = await jobs.start({ workflow: "greedy", title, input: {}, requester: userOne, origin, key: "k" });
  worker = startWorker({ store, workflows, clock, random: () => 0.5, log, onIntake: async () => {} });
  await until(async () => table.items.get(`JOB#${jobId}`)?.due === undefined);
  return { job: await jobs.get(jobId), bytes: Buffer.byteLength(JSON.stringify(table.items.get(`JOB#${jobId}`))) };
};

it("a job whose steps find more than fits in its item goes on to its end", async () => {
  const { job, bytes } = await run(greedy(60, 20_000), 2);
  expect(job).toMatchObject({ state: "succeeded", result: 1_200_000 });
  expect(job?.steps.every(({ status }) => status === "done")).toBe(true);
  expect(bytes).toBeLessThan(300_000);
});

it("a job whose result has no room is left to a person when all its steps are done, and nothing is done again", async () => {
  let acts = 0;
  const workflow: Workflow = {
    name: "greedy",
    major: 1,
    input: z.unknown(),
    ...steps()
      .step("make", {
        title: "Make it",
        look: async () => toDo,
        act: async () => {
          acts += 1;
          return acts;
        },
      })
      .result(() => "x".repeat(400_000)),
  };
  const { job } = await run(workflow, 2);
  expect(job).toMatchObject({ state: "parked", steps: [{ status: "done" }] });
  expect(job?.problem?.message).toContain("larger than a job has room for");
  expect(acts).toBe(1);
});

it("a job that failed in the end has failed, and not been left to a person, where its result has no room", async () => {
  const failing: Workflow = {
    name: "greedy",
    major: 1,
    input: z.unknown(),
    ...steps()
      .step("find", { title: "Find", look: async () => done(1) })
      .always("clear", {
        title: "Clear away",
        look: async () => toDo,
        act: async () => Promise.reject(new Problem("isb-refused", "no", { next: "-" })),
      })
      .result(() => "x".repeat(400_000)),
  };
  const { job } = await run(failing, 2);
  expect(job).toMatchObject({ state: "failed", problem: { code: "isb-refused" } });
  expect(job?.result).toBeUndefined();
});

it("a job that outgrows its place in the table all the same is left to a person, who reads why", async () => {
  const { job } = await run(greedy(60, 20_000), 1);
  expect(job?.state).toBe("parked");
  expect(job?.problem?.message).toMatch(/has outgrown its place in the table \(\d+ bytes\)/);
  expect(job?.problem?.next).toBeTruthy();
  // What it had found by then it keeps.
  expect(job?.steps.filter(({ status }) => status === "done").length).toBeGreaterThan(10);
});
