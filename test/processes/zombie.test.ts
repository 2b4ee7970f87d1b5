import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clients/clock/system-clock.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { newJob } from "../jobs/new-job.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { startWorkerProcess, type WorkerProcess } from "./fleet.ts";
import { type LittleWorld, startLittleWorld } from "./little-world.ts";

/** Leases of 30 s and 45 s last 1.5 s and 2.25 s here. */
const hurry = 20;

let table: TestTable;
let world: LittleWorld;
let store: JobStore;
const fleet: WorkerProcess[] = [];

beforeEach(async () => {
  [table, world] = await Promise.all([startTable(), startLittleWorld()]);
  store = createJobStore({ table: table.table, clock: systemClock(), newId: randomUUID });
});
afterEach(async () => {
  for (const worker of fleet.splice(0)) {
    worker.thaw();
    await worker.end("SIGKILL");
  }
  await Promise.all([world.close(), table.close()]);
});

const startWorker = async (name: string): Promise<WorkerProcess> => {
  const worker = await startWorkerProcess({
    endpoint: table.endpoint,
    table: table.name,
    world: world.url,
    name,
    hurry,
  });
  fleet.push(worker);
  return worker;
};

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 20_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error("it did not come about in time");
    await sleep(20);
  }
};

const get = async (id: string): Promise<JobRecord> => {
  const record = await store.get(id);
  if (!record) throw new Error(`no job ${id}`);
  return record;
};
const succeeded = (id: string) => async () => (await get(id)).state === "succeeded";

const jobAt = ({ naturalKey = false, guarded = false }) =>
  newJob({ workflow: "gated", input: { naturalKey, guarded } });

/** Everything about a job that a zombie could spoil. */
const stateOf = ({ state, result, epoch, seq, operations }: JobRecord) => ({
  state,
  result,
  epoch,
  seq,
  operations: [...operations.values()],
});

/** Lets the zombie do its worst, until it has understood that the job is another's. */
const thawAndWait = async (zombie: WorkerProcess): Promise<void> => {
  zombie.thaw();
  await until(() => zombie.logged.some((line) => /let go in the middle|another worker's by now/.test(line)));
};

describe("a worker frozen in the middle of an act, longer than its lease", () => {
  it("while its call is on the way: what the call did is found, nothing is repeated, and the zombie's word no longer counts", async () => {
    const zombie = await startWorker("zombie");
    const job = jobAt({});
    const { id } = job;
    const answerZombie = world.holdReplies(id);
    await store.create(job);
    await until(() => world.acts.length === 1);
    zombie.freeze();
    await startWorker("heir");
    await until(succeeded(id));
    const before = stateOf(await get(id));
    answerZombie();
    await thawAndWait(zombie);
    expect(world.acts.map(({ worker }) => worker)).toEqual(["zombie"]);
    expect(stateOf(await get(id))).toEqual(before);
    expect(before.result).toBe("found");
  });

  /** Freezes the first worker right before its call, has a second one take the job over and end it, and thaws the first. */
  const freezeBeforeCall = async (more: { naturalKey?: boolean; guarded?: boolean }) => {
    const zombie = await startWorker("zombie");
    const job = jobAt(more);
    const { id } = job;
    const openGate = world.shut(id);
    await store.create(job);
    await until(() => world.said.some(({ what }) => what === `waits at ${id}`));
    zombie.freeze();
    await startWorker("heir");
    // The heir comes to the gate as well, which opens for both.
    await until(() => world.said.some(({ worker }) => worker === "heir"));
    openGate();
    await until(succeeded(id));
    const before = stateOf(await get(id));
    await thawAndWait(zombie);
    return { before, stateNow: async () => stateOf(await get(id)) };
  };

  it("right before its call, at a client's gate: the call is not made any more", async () => {
    const { before, stateNow } = await freezeBeforeCall({ guarded: true });
    expect(world.acts.map(({ worker }) => worker)).toEqual(["heir"]);
    expect(await stateNow()).toEqual(before);
  });

  it.each([
    ["past the gate: where the world has a natural key, it takes one of the two", true, 1],
    [
      "past the gate, without a natural key: the documented residual is one call too many, never a wrong record",
      false,
      2,
    ],
  ])("%s", async (_, naturalKey, taken) => {
    const { before, stateNow } = await freezeBeforeCall({ naturalKey });
    await until(() => world.acts.length > 1);
    expect(world.acts.map(({ worker }) => worker)).toEqual(["heir", "zombie"]);
    expect(world.acts.filter(({ took }) => took)).toHaveLength(taken);
    expect(await stateNow()).toEqual(before);
  });
});
