import { randomUUID } from "node:crypto";
import { z } from "zod";
import { minutes } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import type { Claim } from "../../src/jobs/claims/claim.ts";
import { createClaims } from "../../src/jobs/claims/claims.ts";
import { jobView } from "../../src/jobs/engine/progress.ts";
import { runJob } from "../../src/jobs/engine/run-job.ts";
import { isOver, type JobView } from "../../src/jobs/job.ts";
import { childIdOf } from "../../src/jobs/job-id.ts";
import { createJobs, type Jobs } from "../../src/jobs/jobs.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { done, type EachRules, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import type { Change, Table } from "../../src/jobs/table/table.ts";
import { leaseMs } from "../../src/jobs/timings.ts";
import { startWorker, type Worker } from "../../src/jobs/worker.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { userOne } from "./new-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** What a table was asked, who was claimed how often, and the means to let it die. */
export const watch = (table: Table) => {
  const asked = { writes: 0, reads: 0, claims: new Map<string, number>() };
  let refuses: (change: Change) => boolean = () => false;
  const written = async <T>(change: Change, write: () => Promise<T>): Promise<T> => {
    if (refuses(change)) throw new Error("the worker is dead");
    asked.writes += 1;
    const reply = await write();
    if (change.add?.claims === 1) asked.claims.set(change.pk, (asked.claims.get(change.pk) ?? 0) + 1);
    return reply;
  };
  const watched: Table = {
    ...table,
    update: (change) => written(change, () => table.update(change)),
    put: (item, when) => written({ pk: item.pk, when }, () => table.put(item, when)),
    get: (pk) => {
      asked.reads += 1;
      return table.get(pk);
    },
    query: (query) => {
      asked.reads += 1;
      return table.query(query);
    },
  };
  return {
    table: watched,
    asked,
    /** From now on nothing is written of which this says so. */
    refuse(which: (change: Change) => boolean) {
      refuses = which;
    },
  };
};

/** The world that the children change: what was made how often, and what goes wrong with whom. */
export const createWorld = () => {
  const made = new Map<string, number>();
  const trouble = new Map<string, Problem | Error>();
  return {
    made,
    trouble,
    /** Called before each child looks. */
    beforeLook: async (_name: string): Promise<void> => {},
    /** Called before each child acts. */
    beforeAct: async (_name: string): Promise<void> => {},
    fail(name: string, code: "pool-empty" | "lease-limit" = "pool-empty") {
      trouble.set(name, new Problem(code, `There is none left for ${name}.`, { next: "Wait." }));
    },
    async act(name: string): Promise<string> {
      await this.beforeAct(name);
      const wrong = trouble.get(name);
      if (wrong) throw wrong;
      made.set(name, (made.get(name) ?? 0) + 1);
      return name;
    },
  };
};
export type World = ReturnType<typeof createWorld>;

/** "account-1 twice" is about account 1. */
const accountsIn = (name: string): readonly Claim[] =>
  name.startsWith("account-") ? [{ kind: "account", id: name.split(" ")[0] as string, words: name }] : [];

const childOf = (world: World): Workflow => ({
  name: "make-one",
  major: 1,
  input: z.object({ name: z.string() }),
  claims: { of: (input) => accountsIn((input as { name: string }).name), until: "make" },
  ...steps<{ name: string }>()
    .step("make", {
      title: "Make it",
      look: async ({ input }) => {
        await world.beforeLook(input.name);
        return world.made.has(input.name) ? done(input.name) : toDo;
      },
      act: ({ input }) => world.act(input.name),
    })
    .result(({ found }) => found.make),
});

const parentOf = (more: Partial<EachRules<{ names: string[] }, Record<never, never>>>): Workflow => ({
  name: "make-many",
  major: 1,
  input: z.object({ names: z.array(z.string()) }),
  ...steps<{ names: string[] }>()
    .each("all", {
      title: "Make them all",
      items: ({ input }) => input.names.map((name) => ({ key: name, title: `Make ${name}`, input: { name } })),
      workflow: "make-one",
      giveUpAfterMs: minutes(60),
      ...more,
    })
    .step("after", { title: "Afterwards", look: async ({ found }) => done(found.all.total) })
    .result(({ found }) => found.after),
});

/** Jobs with children on one table, and any number of workers. */
export const createEachStage = (
  table: Table,
  more: Partial<EachRules<{ names: string[] }, Record<never, never>>> = {},
) => {
  const clock: ManualClock = createManualClock();
  const world = createWorld();
  const registry = createWorkflowRegistry([childOf(world), parentOf(more)]);
  const store = createJobStore({ table, clock, newId: randomUUID });
  const claims = createClaims({ table, store, workflows: registry, clock, newId: randomUUID });
  const jobs: Jobs = createJobs({ store, workflows: registry, claims, kick: () => {} });
  const workers: Worker[] = [];
  const get = async (id: string): Promise<JobRecord> => {
    const record = await store.get(id);
    if (!record) throw new Error(`no job ${id}`);
    return record;
  };
  return {
    table,
    clock,
    world,
    store,
    jobs,
    get,
    registry,
    /** A worker of its own process; `on`: the table as it sees it. */
    startWorker(on: Table = table): Worker {
      const own: JobStore = createJobStore({ table: on, clock, newId: randomUUID });
      const worker = startWorker({
        store: own,
        workflows: registry,
        claims,
        clock,
        random: () => 0.5,
        log,
        onIntake: async () => {},
      });
      workers.push(worker);
      return worker;
    },
    async start(names: readonly string[], dryRun = false): Promise<string> {
      const ask = { workflow: "make-many", title: "Make many", input: { names }, requester: userOne, dryRun };
      return (await jobs.start({ ...ask, origin: { channelId: "C1" }, key: randomUUID() })).jobId;
    },
    /** Claims one job and works on it once, as a worker would; no other job is touched. `more`: what its worker can do otherwise. */
    async runOnce(id: string, more: Partial<JobStore> = {}): Promise<void> {
      const { wakeAt, workflow, major } = await get(id);
      const record = await store.claim(id, wakeAt, clock.now() + leaseMs);
      if (!record) throw new Error(`job ${id} was not claimed`);
      const found = registry.find(workflow, major) as Workflow;
      await runJob(record, found, {
        store: { ...store, ...more },
        workflows: registry,
        claims,
        clock,
        random: () => 0.5,
        log,
        draining: () => false,
      });
    },
    child: (parentId: string, name: string): string => childIdOf(parentId, "all", name),
    async view(id: string): Promise<JobView> {
      const record = await get(id);
      return jobView(record, registry.find(record.workflow, record.major));
    },
    isOver: async (id: string): Promise<boolean> => isOver((await get(id)).state),
    /** Undefined before there is such a job. */
    stateOf: async (id: string) => (await store.get(id))?.state,
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
};
export type EachStage = ReturnType<typeof createEachStage>;

/** Who asks in these tests. */
export const by = { slackId: "U1", name: "A" };

/** Whoever holds at it waits until it is opened. */
export const createGate = () => {
  let openUp: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    openUp = resolve;
  });
  const arrived: string[] = [];
  return {
    arrived,
    openUp,
    hold: async (name: string): Promise<void> => {
      arrived.push(name);
      await opened;
    },
  };
};
