import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { isOver } from "../../src/jobs/job.ts";
import * as look from "../../src/jobs/look.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { steps } from "../../src/jobs/shapes.ts";
import { jobKey } from "../../src/jobs/store/item.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { Shape } from "../../src/jobs/store/shape.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { startWorker, type Worker } from "../../src/jobs/worker.ts";
import type { Workflow } from "../../src/jobs/workflow.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { pump, until } from "../fakes/pump.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import * as old from "./builds/jobs-v1.mjs";
import { newJob } from "./new-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

type Build = "old" | "new";

let table: TestTable;
let clock: ManualClock;
let newStore: JobStore;
let oldStore: old.OldStore;
let shape: Shape;
let workers: { build: Build; worker: Worker }[];
/** Every act, by whom. */
let acts: { key: string; by: Build }[];
let ripe: boolean;
/** True: the old build reaches the table no more. */
let cutOff: boolean;
/** While it is there, an act waits for it before it takes effect. */
let gate: Promise<void> | undefined;

beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());
beforeEach(() => {
  [shape, workers, acts, ripe, gate, cutOff] = [1, [], [], false, undefined, false];
  clock = createManualClock();
  const newId = randomUUID;
  newStore = createJobStore({ table: table.table, clock, newId, shape: () => shape });
  const send = (command: Parameters<typeof table.client.send>[0]) =>
    cutOff ? Promise.reject(new Error("cut off")) : table.client.send(command);
  const client = { send } as unknown as typeof table.client;
  oldStore = old.createDynamoStore({ client, table: table.name, clock, newId });
});
afterEach(async () => {
  await stop("old");
  await stop("new");
  for (const { id } of await newStore.due(Number.MAX_SAFE_INTEGER, 500)) await table.table.remove(jobKey(id), there);
});
const there = { is: "there", path: "pk" } as const;

const large = "x".repeat(30_000);
const never = () => new Problem("gave-up", "It never ripened.", { next: "-" });

/** Make, wait until ripe, finish: as each build writes it with its own words. */
const errandOf = (
  by: Build,
  write: typeof steps,
  { done, notYet, toDo }: Pick<typeof look, "done" | "notYet" | "toDo">,
) => {
  const act = (what: string) => ({
    title: what,
    look: async ({ jobId }: { jobId: string }) =>
      acts.some(({ key }) => key === `${jobId} ${what}`) ? done<unknown>("found") : toDo,
    act: async ({ jobId }: { jobId: string }) => {
      await gate;
      acts.push({ key: `${jobId} ${what}`, by });
      return large;
    },
  });
  const errand: Workflow = {
    name: "errand",
    major: 1,
    input: z.unknown(),
    ...write()
      .step("make", act("make"))
      .wait("ripen", {
        title: "Wait",
        look: async () => (ripe ? done(true) : notYet("not ripe yet")),
        every: () => seconds(10),
        giveUpAfterMs: minutes(600),
        giveUp: never,
      })
      .step("finish", act("finish"))
      .result(() => "done"),
  };
  return errand;
};

const start = (build: Build): void => {
  const common = { clock, random: () => 0.5, log, onIntake: async () => {} };
  const worker =
    build === "new"
      ? startWorker({
          ...common,
          store: newStore,
          workflows: createWorkflowRegistry([errandOf("new", steps, look)]),
        })
      : old.startWorker({
          ...common,
          store: oldStore,
          workflows: old.createWorkflowRegistry([errandOf("old", old.steps, old)]),
        });
  workers.push({ build, worker });
};
const stop = async (build: Build): Promise<void> => {
  const leaving = workers.filter((each) => each.build === build);
  workers = workers.filter((each) => each.build !== build);
  await Promise.all(leaving.map(({ worker }) => worker.stop()));
};

const create = async (by: Build): Promise<string> => {
  const job = newJob({ workflow: "errand" });
  expect(await (by === "new" ? newStore : oldStore).create(job)).toBe(true);
  return job.id;
};
const get = async (id: string): Promise<JobRecord> => {
  const record = await newStore.get(id);
  if (!record) throw new Error(`no job ${id}`);
  return record;
};
const stateOf = async (id: string) => (await get(id)).state;
const shapeOf = async (id: string) => (await table.table.get(jobKey(id)))?.v;
const isWaiting = async (id: string) => (await stateOf(id)) === "waiting";
const all = async (ids: readonly string[], isSo: (id: string) => Promise<boolean>) =>
  (await Promise.all(ids.map(isSo))).every(Boolean);
const pumpUntil = (isSo: () => Promise<boolean>) => pump(clock, isSo, { stepMs: 100, mostMs: minutes(10) });
const actsOf = (id: string) => acts.filter(({ key }) => key.startsWith(`${id} `)).map(({ key }) => key.split(" ")[1]);
const expectDone = async (ids: readonly string[]) => {
  await pumpUntil(() => all(ids, async (id) => isOver(await stateOf(id))));
  for (const id of ids) {
    expect([id, await stateOf(id), actsOf(id)]).toEqual([id, "succeeded", ["make", "finish"]]);
  }
};

describe("while a deploy goes on", () => {
  it("both builds work on one table, each on jobs of either, and each effect comes once", async () => {
    start("old");
    start("new");
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const id = await create(n % 2 === 0 ? "old" : "new");
      // The one that wrote it down is not always the one that hears of it first.
      workers[n % 3 === 0 ? 0 : 1]?.worker.kick();
      await until(async () => (await get(id)).epoch > 0);
      ids.push(id);
    }
    await pumpUntil(() => all(ids, isWaiting));
    ripe = true;
    await expectDone(ids);
    expect(new Set(acts.map(({ by }) => by))).toEqual(new Set(["old", "new"]));
    expect(new Set(await Promise.all(ids.map(shapeOf)))).toEqual(new Set([1]));
  });

  it.each<[Build, Build]>([
    ["old", "new"],
    ["new", "old"],
  ])("what the %s build began and found, however large, the %s one goes on with", async (first, second) => {
    start(first);
    const ids = [await create("old"), await create("new")];
    await pumpUntil(() => all(ids, isWaiting));
    await stop(first);
    start(second);
    ripe = true;
    await expectDone(ids);
    expect(acts.map(({ by }) => by)).toEqual([first, first, second, second]);
  });

  it("a job cut off in the middle of an act by one build is looked at by the other before it acts", async () => {
    start("old");
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const id = await create("new");
    await pumpUntil(async () => (await get(id)).operations.size > 1);
    // Its call takes effect, and nobody hears of it.
    cutOff = true;
    start("new");
    gate = undefined;
    resolve();
    ripe = true;
    await expectDone([id]);
    expect((await get(id)).epoch).toBeGreaterThan(1);
    expect(acts.map(({ by }) => by)).toEqual(["old", "new"]);
  });
});

describe("when the deploy is done", () => {
  it("a job takes the new shape when it is next taken up, and builds that cannot read it leave it alone", async () => {
    start("old");
    const id = await create("old");
    await pumpUntil(() => isWaiting(id));
    await stop("old");
    shape = 2;
    start("new");
    await pumpUntil(async () => (await shapeOf(id)) === 2);
    start("old");
    ripe = true;
    await expectDone([id]);
    expect(acts.map(({ by }) => by)).toEqual(["old", "new"]);
  });

  it("and rolled back, jobs of the new shape lie still, the others go on; the next new build finishes all", async () => {
    shape = 2;
    start("new");
    const left = await create("new");
    await pumpUntil(() => isWaiting(left));
    await stop("new");

    start("old");
    const other = await create("old");
    ripe = true;
    const before = await table.table.get(jobKey(left));
    await expectDone([other]);
    await pump(clock, () => false, { stepMs: seconds(5), mostMs: minutes(3) }).catch(() => undefined);
    expect(await table.table.get(jobKey(left))).toEqual(before);
    await stop("old");

    shape = 1;
    start("new");
    await expectDone([left]);
    expect(await shapeOf(left)).toBe(2);
  });
});

describe("what only the new shape can say", () => {
  it("is never acted on by a build that would not hear it: a dry run", async () => {
    start("old");
    const job = newJob({ workflow: "errand", dryRun: true });
    await newStore.create(job);
    const others = [await create("old")];
    ripe = true;
    await expectDone(others);
    expect(await stateOf(job.id)).toBe("queued");
    start("new");
    await pumpUntil(async () => isOver(await stateOf(job.id)));
    expect(actsOf(job.id)).toEqual([]);
  });

  it("is never acted on by a build that would not hear it: a wish to stop, though the old build is at work on it", async () => {
    start("old");
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const id = await create("old");
    await pumpUntil(async () => (await get(id)).operations.size > 1);
    expect(await newStore.askToStop(id, { slackId: "U1", name: "One" })).toBe("asked");
    gate = undefined;
    resolve();
    // What it is at it may write down; then it lets go and cannot take the job up again.
    await pumpUntil(async () => (await get(id)).leaseUntil === undefined);
    ripe = true;
    await pump(clock, () => false, { stepMs: seconds(5), mostMs: minutes(1) }).catch(() => undefined);
    expect(actsOf(id)).toEqual(["make"]);
    start("new");
    await pumpUntil(async () => isOver(await stateOf(id)));
    expect([await stateOf(id), actsOf(id)]).toEqual(["cancelled", ["make"]]);
  });

  it("does not lose a job its messages: the old build that took hold of them cannot send, the new one looks before it does", async () => {
    const job = newJob({ workflow: "errand", dryRun: true });
    await newStore.create(job);
    await expect(oldStore.claimOutbox(job.id, clock.now() + seconds(30))).rejects.toThrow("v2");
    expect(await newStore.claimOutbox(job.id, clock.now() + seconds(30))).toBeUndefined();
    await clock.advance(seconds(31));
    expect(await newStore.claimOutbox(job.id, clock.now() + seconds(30))).toMatchObject({ tookOver: true });
  });
});

describe("an item that only a newer build reads", () => {
  const newer = async (): Promise<string> => {
    const id = await create("new");
    await table.table.update({ pk: jobKey(id), when: there, set: { v: 3 } });
    return id;
  };

  it("is left alone by workers, by the outbox and by persons' wishes", async () => {
    const id = await newer();
    const before = await table.table.get(jobKey(id));
    start("new");
    const other = await create("new");
    ripe = true;
    await expectDone([other]);
    expect(await newStore.claimOutbox(id, clock.now() + seconds(30))).toBeUndefined();
    await expect(newStore.askToStop(id, { slackId: "U1", name: "One" })).rejects.toThrow("reads v1 and v2");
    await expect(newStore.get(id)).rejects.toThrow("shape v3");
    expect(await table.table.get(jobKey(id))).toEqual(before);
  });

  it("does not keep the others from being listed", async () => {
    const mine = `U${randomUUID()}`;
    const requester = { ...newJob().requester, slackId: mine };
    const [one, two] = [newJob({ requester }), newJob({ requester })];
    await newStore.create(one);
    await newStore.create(two);
    await table.table.update({ pk: jobKey(one.id), when: there, set: { v: 3 } });
    expect((await newStore.list({ slackId: mine })).jobs.map(({ id }) => id)).toEqual([two.id]);
  });
});
