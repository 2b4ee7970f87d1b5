import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clients/clock/system-clock.ts";
import { isOver } from "../../src/jobs/job.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { newJob } from "../jobs/new-job.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { startWorkerProcess, type WorkerProcess } from "./fleet.ts";
import { type LittleWorld, startLittleWorld } from "./little-world.ts";

const jobs = 500;
const workers = 4;
/** Acts of one errand. */
const actsEach = 2;

let table: TestTable;
let world: LittleWorld;
let store: JobStore;
let fleet: WorkerProcess[] = [];

beforeEach(async () => {
  [table, world] = await Promise.all([startTable(), startLittleWorld()]);
  store = createJobStore({ table: table.table, clock: systemClock(), newId: randomUUID });
});
afterEach(async () => {
  await Promise.all(fleet.map((worker) => worker.end("SIGKILL")));
  fleet = [];
  await Promise.all([world.close(), table.close()]);
});

const startFleet = async (): Promise<void> => {
  const settings = { endpoint: table.endpoint, table: table.name, world: world.url, hurry: 1 };
  fleet = await Promise.all(
    Array.from({ length: workers }, (_, n) => startWorkerProcess({ ...settings, name: `worker ${n + 1}` })),
  );
};

const startErrands = async (): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < jobs; n += 50) {
    const some = Array.from({ length: 50 }, () => newJob({ workflow: "errand" }));
    await Promise.all(some.map((job) => store.create(job)));
    ids.push(...some.map(({ id }) => id));
  }
  return ids;
};

const countedActs = () => world.acts.filter(({ key }) => / (made|finished)$/.test(key));

const until = async (isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it did not come about within ${withinMs} ms`);
    await sleep(50);
  }
};

/** The index may leave out a job for a moment, while it moves in it; so each is looked at before all are taken to be over. */
const allOver = async (ids: readonly string[]): Promise<boolean> => {
  if ((await store.due(Number.MAX_SAFE_INTEGER, 1)).length > 0) return false;
  for (const id of ids) {
    const record = await store.get(id);
    if (!record || !isOver(record.state)) return false;
  }
  return true;
};

const expectEachOnce = async (ids: readonly string[]): Promise<void> => {
  const wanted = ids.flatMap((id) => [`${id} finished`, `${id} made`]).toSorted();
  expect(
    countedActs()
      .map(({ key }) => key)
      .toSorted(),
  ).toEqual(wanted);
  for (let n = 0; n < ids.length; n += 50) {
    const records = await Promise.all(ids.slice(n, n + 50).map((id) => store.get(id)));
    for (const record of records) expect(record?.state).toBe("succeeded");
  }
};

describe(`${workers} worker processes, ${jobs} jobs, one table`, () => {
  it("lose none, run none twice, and share the work", async () => {
    const ids = await startErrands();
    await startFleet();
    await until(() => allOver(ids), 90_000);
    await expectEachOnce(ids);
    const share = Map.groupBy(countedActs(), ({ worker }) => worker);
    const counts = [...share.values()].map((acts) => acts.length);
    console.log(`${jobs} jobs, acts by worker: ${counts.join(", ")}`);
    expect(counts).toHaveLength(workers);
    // A quarter each would be even; nobody does less than two fifths of that.
    expect(Math.min(...counts)).toBeGreaterThan(((jobs * actsEach) / workers) * 0.4);
  }, 120_000);

  it("two of them told to end in the middle: they leave in time, the others finish, and nothing is done twice", async () => {
    const ids = await startErrands();
    await startFleet();
    await until(() => countedActs().length > (jobs * actsEach) / 5, 60_000);
    const askedAt = performance.now();
    const codes = await Promise.all(fleet.slice(0, 2).map((worker) => worker.end("SIGTERM")));
    expect(codes).toEqual([0, 0]);
    expect(performance.now() - askedAt).toBeLessThan(30_000);
    const leftAt = performance.now();
    expect(countedActs().length).toBeLessThan(jobs * actsEach);
    await until(() => allOver(ids), 90_000);
    await expectEachOnce(ids);
    const gone = new Set(["worker 1", "worker 2"]);
    expect(countedActs().filter(({ worker, at }) => gone.has(worker) && at > leftAt)).toEqual([]);
  }, 120_000);
});
