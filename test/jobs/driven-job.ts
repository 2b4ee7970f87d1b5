import { z } from "zod";
import { seconds } from "../../src/domain/duration.ts";
import { jobView } from "../../src/jobs/engine/progress.ts";
import { type Ran, type RunJobDeps, runJob } from "../../src/jobs/engine/run-job.ts";
import { stoppedAt } from "../../src/jobs/engine/stopped-at.ts";
import type { JobView } from "../../src/jobs/job.ts";
import type { Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord, NewJob } from "../../src/jobs/store/record.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import type { Table } from "../../src/jobs/table/table.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { newJob, userOne } from "./new-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

export const named = (built: Pick<Workflow, "steps" | "result">): Workflow => ({
  name: "test",
  major: 1,
  input: z.unknown(),
  ...built,
});

/** One job on one table, run by whoever calls: a worker whose every moment the test decides. */
export interface DrivenJob {
  readonly clock: ManualClock;
  readonly store: JobStore;
  readonly id: string;
  create(workflow: Workflow, more?: Partial<NewJob>): Promise<void>;
  claim(): Promise<JobRecord>;
  /** One claim, worked on until it is over or asleep. */
  runOnce(workflow: Workflow, more?: Partial<RunJobDeps>): Promise<Ran>;
  /** Runs it in a worker none of whose writes is made once it is `dead`, and waits until another may take it over. */
  runUntilKilled(workflow: Workflow, dead: () => boolean): Promise<Ran>;
  /** Runs it as workers would, jumping to each wake-up, until it is over or parked. Answers how many claims that took. */
  drive(workflow: Workflow, more?: Partial<RunJobDeps>, mostRuns?: number): Promise<number>;
  record(): Promise<JobRecord>;
  view(workflow: Workflow): Promise<JobView>;
  /** As a person does it; never in the same millisecond as what was written before. */
  cancel(): ReturnType<JobStore["askToStop"]>;
  retry(workflow: Workflow): ReturnType<JobStore["resume"]>;
}

let ids = 0;

export const createDrivenJob = (table: Table, options: { now?: number } = {}): DrivenJob => {
  const clock = createManualClock(options);
  const store = createJobStore({ table, clock, newId: () => `w${++ids}` });
  const job = newJob();
  const { id } = job;
  const record = async (): Promise<JobRecord> => {
    const now = await store.get(id);
    if (!now) throw new Error(`no job ${id}`);
    return now;
  };
  const claim = async (): Promise<JobRecord> => {
    const taken = await store.claim(id, (await record()).wakeAt, clock.now() + seconds(30));
    if (!taken) throw new Error("not claimed");
    return taken;
  };
  const runOnce: DrivenJob["runOnce"] = async (workflow, more = {}) =>
    runJob(await claim(), workflow, { store, clock, random: () => 0, log, draining: () => false, ...more });
  const untilDue = async (): Promise<void> => clock.advance(Math.max(0, ((await record()).wakeAt ?? 0) - clock.now()));
  return {
    clock,
    store,
    id,
    create: async (workflow, more = {}) => {
      await store.create({ ...job, workflow: workflow.name, major: workflow.major, ...more });
    },
    claim,
    runOnce,
    async runUntilKilled(workflow, dead) {
      const insist = (): void => {
        if (dead()) throw new Error("killed");
      };
      const dying: JobStore = {
        ...store,
        checkpoint: async (...args) => {
          insist();
          await store.checkpoint(...args);
        },
        end: async (...args) => {
          insist();
          await store.end(...args);
        },
      };
      const ran = await runOnce(workflow, { store: dying });
      if (ran.is === "lost") await untilDue();
      return ran;
    },
    async drive(workflow, more = {}, mostRuns = 100) {
      for (let runs = 1; runs <= mostRuns; runs += 1) {
        await runOnce(workflow, more);
        if (!(await store.due(Number.MAX_SAFE_INTEGER, 500)).some((due) => due.id === id)) return runs;
        await untilDue();
      }
      throw new Error("the job did not end");
    },
    record,
    view: async (workflow) => jobView(await record(), workflow),
    async cancel() {
      await clock.advance(1);
      return store.askToStop(id, userOne);
    },
    async retry(workflow) {
      await clock.advance(1);
      return store.resume(id, userOne, (stopped) => stoppedAt(stopped, workflow));
    },
  };
};
