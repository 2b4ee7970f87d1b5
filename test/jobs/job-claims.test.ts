import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import type { Claim } from "../../src/jobs/claims/claim.ts";
import { createClaims } from "../../src/jobs/claims/claims.ts";
import { runJob } from "../../src/jobs/engine/run-job.ts";
import { createJobs, type Jobs } from "../../src/jobs/jobs.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { blocked, done, notYet, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { named } from "./driven-job.ts";
import { userOne } from "./new-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const account: Claim = { kind: "account", id: "111122223333", words: "the account 111122223333" };

/** A job that changes one account in its first step, and rests until it is told that all is well. */
const house = (more: Pick<NonNullable<Workflow["claims"]>, "until"> = {}) => {
  const memory = createMemoryTable();
  const clock: ManualClock = createManualClock();
  const store: JobStore = createJobStore({ table: memory, clock, newId: randomUUID });
  const world = { change: "well" as "well" | "refused" | "unclear", rested: false, result: "" };
  const workflow: Workflow = {
    ...named(
      steps()
        .step("change", {
          title: "Change it",
          mostDoubts: 1,
          look: async () => {
            if (world.change === "refused") return blocked(new Problem("isb-refused", "No.", { next: "" }));
            return world.change === "well" ? done(null) : toDo;
          },
          act: async () => {
            throw new Error("nobody knows what this did");
          },
        })
        .wait("rest", {
          title: "Rest",
          every: () => minutes(1),
          giveUpAfterMs: minutes(600),
          giveUp: () => new Problem("gave-up", "Never rested.", { next: "" }),
          look: async () => (world.rested ? done(null) : notYet("still resting")),
        })
        .result(() => world.result),
    ),
    claims: { of: () => [account], ...more },
  };
  const workflows = createWorkflowRegistry([workflow]);
  const claims = createClaims({ table: memory, store, workflows, clock, newId: randomUUID });
  const jobs: Jobs = createJobs({ store, workflows, claims, kick: () => undefined });
  return {
    clock,
    jobs,
    world,
    start: async (key: string, { dryRun = false } = {}) =>
      jobs.start({
        workflow: "test",
        title: "A job",
        input: {},
        requester: userOne,
        origin: { channelId: "C0GENERAL" },
        key,
        ...(dryRun ? { dryRun } : {}),
      }),
    /** One claim of the job, worked on until it is over or asleep. */
    async work(id: string): Promise<void> {
      await store.nudge(id);
      const record = await store.claim(id, (await store.get(id))?.wakeAt as number, clock.now() + seconds(30));
      if (!record) throw new Error(`job ${id} was not claimed`);
      await runJob(record, workflow, { store, clock, random: () => 0, log, claims, draining: () => false });
      await clock.advance(1);
    },
    holder: async () => (await memory.get(`CLAIM#account#${account.id}`))?.owner,
    holds: async (id: string) => (await jobs.get(id))?.holds,
  };
};

const claimed = { code: "claimed" };

describe("a job that changes something", () => {
  let here: ReturnType<typeof house>;
  beforeEach(() => {
    here = house();
  });

  it("keeps every other from starting until it is over", async () => {
    const { jobId } = await here.start("first");
    await expect(here.start("second")).rejects.toMatchObject(claimed);
    await here.work(jobId);
    expect(await here.holds(jobId)).toEqual([account.words]);
    await expect(here.start("second")).rejects.toMatchObject(claimed);
    here.world.rested = true;
    await here.work(jobId);
    expect(await here.holds(jobId)).toBeUndefined();
    expect(await here.holder()).toBeUndefined();
    expect((await here.start("third")).already).toBe(false);
  });

  it("which nothing else does once its named step is done lets the next one start then", async () => {
    here = house({ until: "change" });
    const { jobId } = await here.start("first");
    await here.work(jobId);
    expect((await here.jobs.get(jobId))?.state).toBe("waiting");
    expect(await here.holder()).toBeUndefined();
    const second = await here.start("second");
    // The first one's end takes nothing from the second.
    here.world.rested = true;
    await here.work(jobId);
    expect(await here.holder()).toBe(second.jobId);
  });

  it("is one job for one delivery, at work or over, whoever holds the same by then", async () => {
    const { jobId } = await here.start("first");
    expect(await here.start("first")).toEqual({ jobId, already: true });
    here.world.rested = true;
    await here.work(jobId);
    expect(await here.start("first")).toEqual({ jobId, already: true });
    expect(await here.holder()).toBeUndefined();
    const second = await here.start("second");
    expect(await here.start("first")).toEqual({ jobId, already: true });
    expect(await here.holder()).toBe(second.jobId);
  });

  it("holds nothing in a dry run, and is kept from nothing", async () => {
    const { jobId } = await here.start("first");
    const dry = await here.start("dry", { dryRun: true });
    await here.work(dry.jobId);
    expect((await here.jobs.get(dry.jobId))?.state).toBe("succeeded");
    expect(await here.holder()).toBe(jobId);
  });

  it("holds it again before it is had to go on, and is told when another does by now", async () => {
    here.world.change = "refused";
    const { jobId } = await here.start("first");
    await here.work(jobId);
    expect((await here.jobs.get(jobId))?.state).toBe("failed");
    expect(await here.holder()).toBeUndefined();
    const second = await here.start("second");
    await expect(here.jobs.retry(jobId, userOne)).rejects.toMatchObject(claimed);
    expect((await here.jobs.get(jobId))?.state).toBe("failed");
    await here.work(second.jobId);
    expect(await here.jobs.retry(jobId, userOne)).toBe("going-on");
    expect(await here.holder()).toBe(jobId);
    await expect(here.start("third")).rejects.toMatchObject(claimed);
  });

  it("needs to hold nothing to go on when what it changes is done", async () => {
    here = house({ until: "change" });
    const { jobId } = await here.start("first");
    await here.work(jobId);
    await here.clock.advance(minutes(601));
    await here.work(jobId);
    expect((await here.jobs.get(jobId))?.state).toBe("failed");
    const second = await here.start("second");
    expect(await here.jobs.retry(jobId, userOne)).toBe("going-on");
    expect(await here.holder()).toBe(second.jobId);
  });

  it("holds it while it is parked: nobody knows what became of it", async () => {
    here.world.change = "unclear";
    const { jobId } = await here.start("first");
    await here.work(jobId);
    expect((await here.jobs.get(jobId))?.state).toBe("parked");
    await here.clock.advance(minutes(120));
    await expect(here.start("second")).rejects.toMatchObject(claimed);
  });

  it("holds it when it is parked at its very end, because its result has no room", async () => {
    Object.assign(here.world, { rested: true, result: "x".repeat(400_000) });
    const { jobId } = await here.start("first");
    await here.work(jobId);
    expect((await here.jobs.get(jobId))?.state).toBe("parked");
    expect(await here.holder()).toBe(jobId);
    await expect(here.start("second")).rejects.toMatchObject(claimed);
  });

  it("is an error where nothing keeps claims", async () => {
    const store = createJobStore({ table: createMemoryTable(), clock: createManualClock(), newId: randomUUID });
    const workflow = { ...named(steps().result(() => null)), claims: { of: () => [account] } };
    const jobs = createJobs({ store, workflows: createWorkflowRegistry([workflow]), kick: () => undefined });
    const ask = {
      workflow: "test",
      title: "",
      input: {},
      requester: userOne,
      origin: { channelId: "C0GENERAL" },
      key: "k",
    };
    await expect(jobs.start(ask)).rejects.toThrow("keeps claims");
  });
});
