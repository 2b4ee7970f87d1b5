import { randomUUID } from "node:crypto";
import { setTimeout as realSleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { days, minutes, seconds } from "../../src/domain/duration.ts";
import type { Log } from "../../src/domain/log.ts";
import { Problem } from "../../src/domain/problem.ts";
import { jobView } from "../../src/jobs/engine/progress.ts";
import { stoppedAt } from "../../src/jobs/engine/stopped-at.ts";
import { createIntake } from "../../src/jobs/intake.ts";
import { isOver } from "../../src/jobs/job.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { done, notYet, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { isAbsent, isThere } from "../../src/jobs/table/condition.ts";
import { startWorker, type Worker } from "../../src/jobs/worker.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { pump, until } from "../fakes/pump.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { newJob } from "./new-job.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

const named = (built: Pick<Workflow, "steps" | "result">): Workflow => ({
  name: "test",
  major: 1,
  input: z.unknown(),
  ...built,
});

/** One table, its clock, and any number of workers, each as if it were a process of its own. */
const createFleet = (workflows: readonly Workflow[], clock: ManualClock = createManualClock()) => {
  const shared = { table: table.table, clock, newId: randomUUID };
  const store = createJobStore(shared);
  const intake = createIntake(shared);
  const running = new Map<Worker, ManualClock>();
  const start = (
    more: { store?: JobStore; log?: Log; onIntake?: (key: string, seenWakeAt: number) => Promise<void> } = {},
  ): Worker => {
    const worker = startWorker({
      store: more.store ?? createJobStore(shared),
      workflows: createWorkflowRegistry(workflows),
      clock,
      random: () => 0.5,
      log: more.log ?? log,
      onIntake: more.onIntake ?? (async () => {}),
    });
    running.set(worker, clock);
    return worker;
  };
  const get = async (id: string): Promise<JobRecord> => {
    const record = await store.get(id);
    if (!record) throw new Error(`no job ${id}`);
    return record;
  };
  return {
    clock,
    store,
    intake,
    start,
    get,
    async create(input: unknown = {}): Promise<string> {
      const job = newJob({ input });
      await store.create(job);
      return job.id;
    },
    over: async (ids: readonly string[]) =>
      (await Promise.all(ids.map(get))).every(({ state }) => isOver(state) || state === "parked"),
    async stop() {
      await Promise.all([...running.keys()].map((worker) => worker.stop()));
    },
  };
};
type Fleet = ReturnType<typeof createFleet>;

let fleet: Fleet | undefined;
const openFleet = (...args: Parameters<typeof createFleet>): Fleet => {
  fleet = createFleet(...args);
  return fleet;
};
afterEach(async () => {
  await fleet?.stop();
  // Whatever a test left behind must not be work for the next one's workers.
  for (const { id } of (await fleet?.store.due(Number.MAX_SAFE_INTEGER, 500)) ?? []) {
    const record = await fleet?.store.get(id);
    const taken = record && (await fleet?.store.claim(id, record.wakeAt, record.wakeAt));
    if (taken) await fleet?.store.end(taken, { state: "cancelled" });
  }
  fleet = undefined;
});

/** Something a step does once and for all, counted. */
const createWorld = () => {
  const acts: string[] = [];
  const done = new Set<string>();
  return {
    acts,
    done,
    act: (what: string) => {
      acts.push(what);
      done.add(what);
      return "made";
    },
  };
};

/** A moment that a step waits for and the test decides. */
const createGate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe("several workers on one table", () => {
  it("run every job once", async () => {
    const world = createWorld();
    const polls = new Map<string, number>();
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: async ({ jobId }) => (world.done.has(jobId) ? done("found") : toDo),
          act: async ({ jobId }) => world.act(jobId),
        })
        .wait("ready", {
          title: "Wait",
          look: async ({ jobId }) => {
            const count = (polls.get(jobId) ?? 0) + 1;
            polls.set(jobId, count);
            return count < 3 ? notYet("not yet") : done(true);
          },
          every: () => seconds(2),
          giveUpAfterMs: minutes(30),
          giveUp: () => new Problem("gave-up", "never", { next: "-" }),
        })
        .result(({ found }) => found.make),
    );
    const { create, start, clock, over, get } = openFleet([workflow]);
    const ids = await Promise.all(Array.from({ length: 20 }, () => create()));
    for (let n = 0; n < 3; n += 1) start();
    await pump(clock, () => over(ids));
    expect(world.acts.toSorted()).toEqual(ids.toSorted());
    for (const id of ids) expect(await get(id)).toMatchObject({ state: "succeeded", result: "made" });
    expect([...polls.values()]).toEqual(ids.map(() => 3));
  });

  it("take up at once what is started while they have nothing to do, when they are rung", async () => {
    const workflow = named(
      steps()
        .step("read", { title: "Read", look: async () => done(1) })
        .result(() => 1),
    );
    const { create, start, clock, over } = openFleet([workflow]);
    const worker = start();
    await until(() => clock.asleep > 0);
    const id = await create();
    worker.kick();
    // The world stands still: it was the bell, not the next round.
    await until(() => over([id]));
  });
});

/** One act that takes as long as the test wants, between two short ones. */
const threeSteps = (world: ReturnType<typeof createWorld>, slow: { begun: () => void; gate: Promise<void> }) =>
  named(
    steps()
      .step("first", {
        title: "First",
        look: async () => (world.done.has("first") ? done("found") : toDo),
        act: async () => world.act("first"),
      })
      .step("slow", {
        title: "Slow",
        look: async () => (world.done.has("slow") ? done("found") : toDo),
        act: async () => {
          slow.begun();
          await slow.gate;
          return world.act("slow");
        },
      })
      .step("last", {
        title: "Last",
        look: async () => (world.done.has("last") ? done("found") : toDo),
        act: async () => world.act("last"),
      })
      .result(() => "all done"),
  );

describe("a long step", () => {
  it("keeps its job by heartbeats, past every lease, with another worker waiting for it", async () => {
    const world = createWorld();
    const [begun, gate] = [createGate(), createGate()];
    const { create, start, clock, over, get } = openFleet([
      threeSteps(world, { begun: begun.open, gate: gate.opened }),
    ]);
    const id = await create();
    start();
    await pump(clock, async () => (await get(id)).operations.size > 2);
    await begun.opened;
    start();
    for (let passed = 0; passed < minutes(3); passed += seconds(5)) {
      await clock.advance(seconds(5));
      await until(async () => ((await get(id)).leaseUntil ?? 0) >= clock.now() + seconds(15));
    }
    expect(await get(id)).toMatchObject({ epoch: 1, state: "running" });
    gate.open();
    await pump(clock, () => over([id]));
    expect(await get(id)).toMatchObject({ state: "succeeded", epoch: 1 });
    expect(world.acts).toEqual(["first", "slow", "last"]);
  });
});

describe("a worker whose job is another's by now", () => {
  it("is told by its heartbeat, and keeps no place for what still runs of it", async () => {
    const world = createWorld();
    const [begun, gate] = [createGate(), createGate()];
    const { create, start, clock, store, get } = openFleet([
      threeSteps(world, { begun: begun.open, gate: gate.opened }),
    ]);
    const id = await create();
    const worker = start();
    await begun.opened;
    await store.claim(id, (await get(id)).wakeAt, clock.now() + minutes(5));
    let stopped = false;
    // Its lease is long enough for the act, so it has nothing to renew before twenty seconds have passed.
    await clock.advance(seconds(20));
    worker.stop().then(() => {
      stopped = true;
    });
    // The act has not come back, the world stands still, and nobody waits for either.
    await until(() => stopped);
    const taken = await get(id);
    gate.open();
    await realSleep(50);
    expect(await get(id)).toEqual(taken);
  });
});

describe("a worker that finds the table silent", () => {
  it("asks it less and less often, and at once as often as before when it answers", async () => {
    const workflow = named(
      steps()
        .step("read", { title: "Read", look: async () => done(1) })
        .result(() => 1),
    );
    const { create, start, clock, store, over } = openFleet([workflow]);
    const asked: number[] = [];
    let silent = true;
    start({
      store: {
        ...store,
        due: async (...args) => {
          asked.push(clock.now());
          if (silent) throw new Error("no answer");
          return store.due(...args);
        },
      },
    });
    await pump(clock, () => asked.length >= 8, { stepMs: 250, mostMs: minutes(4) });
    const pauses = asked.slice(1).map((at, n) => at - (asked[n] as number));
    expect(pauses[3]).toBeGreaterThan(2 * (pauses[1] as number));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(seconds(33));
    silent = false;
    const id = await create();
    await pump(clock, () => over([id]), { stepMs: seconds(1) });
    const late = await create();
    const asOf = clock.now();
    await pump(clock, () => over([late]), { stepMs: 50 });
    expect(clock.now() - asOf).toBeLessThanOrEqual(seconds(1));
  });
});

describe("a job that is cancelled during a long look", () => {
  it("does not act after it: its worker heard of it with a heartbeat", async () => {
    const [begun, gate] = [createGate(), createGate()];
    let acts = 0;
    const workflow = named(
      steps()
        .step("slow", {
          title: "Slow",
          look: async () => {
            begun.open();
            await gate.opened;
            return toDo;
          },
          act: async () => {
            acts += 1;
            return "made";
          },
        })
        .result(() => 1),
    );
    const { create, start, clock, store, over, get } = openFleet([workflow]);
    const id = await create();
    start();
    await begun.opened;
    await store.askToStop(id, { slackId: "U1", name: "A" });
    for (let passed = 0; passed < seconds(30); passed += seconds(10)) {
      await clock.advance(seconds(10));
      await until(async () => ((await get(id)).leaseUntil ?? 0) >= clock.now() + seconds(15));
    }
    gate.open();
    await pump(clock, () => over([id]));
    expect((await get(id)).state).toBe("cancelled");
    expect(acts).toBe(0);
  });
});

describe("a worker that is told to stop", () => {
  it("waits twenty seconds for a call under way, then leaves it to its lease", async () => {
    const world = createWorld();
    const [begun, gate] = [createGate(), createGate()];
    const { create, start, clock, over, get } = openFleet([
      threeSteps(world, { begun: begun.open, gate: gate.opened }),
    ]);
    const id = await create();
    const first = start();
    await begun.opened;
    const asOf = clock.now();
    let stopped = false;
    const stopping = first.stop().then(() => {
      stopped = true;
    });
    await pump(clock, () => stopped, { stepMs: seconds(1) });
    await stopping;
    expect(clock.now() - asOf).toBeGreaterThanOrEqual(seconds(20));
    expect(clock.now() - asOf).toBeLessThanOrEqual(seconds(22));
    const left = await get(id);
    expect(left.leaseUntil).toBeGreaterThan(clock.now());
    // It comes back after all, and is written down by nobody; who takes the job over finds what it did.
    gate.open();
    await until(() => world.done.has("slow"));
    await realSleep(50);
    expect((await get(id)).seq).toBe(left.seq);
    start();
    await pump(clock, () => over([id]), { stepMs: seconds(1), mostMs: minutes(5) });
    expect(await get(id)).toMatchObject({ state: "succeeded", result: "all done" });
    expect(world.acts).toEqual(["first", "slow", "last"]);
  });

  it("finishes the act under way, lets go, and another goes on at once with no step repeated", async () => {
    const world = createWorld();
    const [begun, gate] = [createGate(), createGate()];
    const workflow = threeSteps(world, { begun: begun.open, gate: gate.opened });
    const { create, start, clock, over, get } = openFleet([workflow]);
    const id = await create();
    const first = start();
    await begun.opened;
    let stopped = false;
    const stopping = first.stop().then(() => {
      stopped = true;
    });
    await clock.advance(seconds(1));
    expect(stopped).toBe(false);
    gate.open();
    await stopping;
    expect(world.acts).toEqual(["first", "slow"]);
    const letGo = await get(id);
    expect(letGo.leaseUntil).toBeUndefined();
    expect(letGo.wakeAt).toBeLessThanOrEqual(clock.now());
    // Nobody has it, and yet it is not back at its start.
    expect(jobView(letGo, workflow)).toMatchObject({
      state: "running",
      steps: [{ status: "done" }, { status: "done" }, { status: "running" }],
    });

    const asOf = clock.now();
    start();
    await until(() => over([id]));
    expect(clock.now()).toBe(asOf);
    expect(await get(id)).toMatchObject({ state: "succeeded", result: "all done" });
    expect(world.acts).toEqual(["first", "slow", "last"]);
  });

  it("takes nothing more", async () => {
    const workflow = named(
      steps()
        .step("read", { title: "Read", look: async () => done(1) })
        .result(() => 1),
    );
    const { create, start, clock, get } = openFleet([workflow]);
    const worker = start();
    await worker.stop();
    const id = await create();
    worker.kick();
    await clock.advance(minutes(5));
    expect(await get(id)).toMatchObject({ state: "queued", epoch: 0 });
  });
});

const by = { slackId: "U1", name: "A" };

/** A store whose worker dies at what it would write down. */
const deadly = (store: JobStore, dies: (record: JobRecord) => boolean): JobStore => ({
  ...store,
  checkpoint: async (record, progress) => {
    if (dies(record)) throw new Error("killed");
    return store.checkpoint(record, progress);
  },
  end: async (record, ending) => {
    if (ending.problem?.code !== "gave-up" && dies(record)) throw new Error("killed");
    return store.end(record, ending);
  },
});

describe("a job that stops its workers", () => {
  const workflow = named(
    steps()
      .step("one", { title: "One", look: async () => done(1) })
      .step("two", { title: "Two", look: async () => done(2) })
      .result(({ found }) => found.one + found.two),
  );

  it("is left to a person after five claims without progress", async () => {
    const { create, start, clock, store, get } = openFleet([workflow]);
    const id = await create();
    const alerts: object[] = [];
    const alerting: Log = { ...log, error: (context) => alerts.push(context) };
    for (let n = 0; n < 3; n += 1) start({ store: deadly(store, () => true), log: alerting });
    await pump(clock, async () => (await get(id)).state === "parked", { stepMs: seconds(5), mostMs: minutes(10) });
    await until(() => alerts.length > 0);
    expect(alerts).toEqual([expect.objectContaining({ job: id, claims: 6 })]);
    const record = await get(id);
    expect(record.problem).toMatchObject({ code: "gave-up", next: expect.stringContaining("operator") });
    expect(record.claims).toBe(6);
    expect(await store.due(Number.MAX_SAFE_INTEGER, 50)).toEqual([]);
  });

  it("goes on from where it was when a person says so, once what stopped them is mended", async () => {
    const { create, start, clock, store, get } = openFleet([workflow]);
    const id = await create();
    let broken = true;
    start({ store: deadly(store, () => broken) });
    await pump(clock, async () => (await get(id)).state === "parked", { stepMs: seconds(5), mostMs: minutes(10) });
    broken = false;
    expect(await store.resume(id, by, (record) => stoppedAt(record, workflow))).toBe("going-on");
    await pump(clock, async () => isOver((await get(id)).state));
    expect(await get(id)).toMatchObject({ state: "succeeded", result: 3, retries: [{ by }] });
  });

  it("ends when a person who has looked at it cancels it, although nobody can work on it", async () => {
    const { create, start, clock, store, get } = openFleet([workflow]);
    const id = await create();
    start({ store: deadly(store, () => true) });
    await pump(clock, async () => (await get(id)).state === "parked", { stepMs: seconds(5), mostMs: minutes(10) });
    expect(await store.askToStop(id, by)).toBe("asked");
    await pump(clock, async () => isOver((await get(id)).state), { stepMs: seconds(5), mostMs: minutes(10) });
    expect(await get(id)).toMatchObject({ state: "cancelled", problem: { code: "gave-up" } });
  });

  it("is given five more whenever it got on", async () => {
    const { create, start, clock, store, get } = openFleet([workflow]);
    const id = await create();
    // Four deaths, then one write that is kept, and again.
    start({ store: deadly(store, ({ claims }) => claims < 5) });
    await pump(clock, async () => isOver((await get(id)).state), { stepMs: seconds(5), mostMs: minutes(30) });
    expect(await get(id)).toMatchObject({ state: "succeeded", result: 3, epoch: 15 });
  });
});

describe("a job of another build", () => {
  it("is left to a task that has the code while a deploy may go on, then parked with an explanation", async () => {
    const other = named(
      steps()
        .step("read", { title: "Read", look: async () => done(1) })
        .result(() => 1),
    );
    const { store, start, clock, get } = openFleet([{ ...other, major: 1 }]);
    const job = newJob({ major: 2 });
    await store.create(job);
    start();
    await pump(clock, async () => (await get(job.id)).epoch > 2, { stepMs: seconds(20), mostMs: minutes(10) });
    expect((await get(job.id)).state).not.toBe("parked");
    await pump(clock, async () => (await get(job.id)).state === "parked", { stepMs: minutes(2), mostMs: minutes(200) });
    const record = await get(job.id);
    expect(record.problem).toMatchObject({
      code: "gave-up",
      message: "No running build of the bot has test@2.",
      next: expect.stringContaining("operator"),
    });
    expect(jobView(record, undefined)).toMatchObject({ state: "parked", steps: [] });
    expect(await store.due(Number.MAX_SAFE_INTEGER, 50)).toEqual([]);
  });
});

describe("a job of another build that had waited for days", () => {
  it("is left to a task that has the code just as long", async () => {
    const patient = {
      ...named(
        steps()
          .wait("wait", {
            title: "Wait",
            look: async () => notYet("not yet"),
            every: () => days(1),
            giveUpAfterMs: days(30),
            giveUp: () => new Problem("gave-up", "never", { next: "-" }),
          })
          .result(() => 1),
      ),
      major: 2,
    };
    const clock = createManualClock();
    const { store, get, start, stop } = openFleet([patient], clock);
    const job = newJob({ major: 2 });
    await store.create(job);
    start();
    await until(async () => (await get(job.id)).state === "waiting");
    await stop();
    await clock.advance(days(3));
    const older = openFleet([{ ...patient, major: 1 }], clock);
    older.start();
    await pump(clock, async () => (await get(job.id)).epoch > 3, { stepMs: seconds(20), mostMs: minutes(10) });
    expect((await get(job.id)).state).toBe("waiting");
  });
});

describe("what only a newer build can read", () => {
  it("keeps no worker from what is due behind it, however much there is", async () => {
    const workflow = named(
      steps()
        .step("read", { title: "Read", look: async () => done(1) })
        .result(() => 1),
    );
    const { create, start, clock, over, intake } = openFleet([workflow]);
    const newer = Array.from({ length: 60 }, (_, n) =>
      n % 2 === 0 ? { pk: `JOB#newer${n}`, v: 3 } : { pk: `INTAKE#newer${n}`, v: 2 },
    );
    for (const [n, item] of newer.entries())
      await table.table.put({ ...item, due: "0", wakeAt: clock.now() - minutes(2) + n }, isAbsent("pk"));
    try {
      const id = await create();
      start({ onIntake: async (key, seenWakeAt) => void (await intake.takeUp(key, seenWakeAt)) });
      await pump(clock, () => over([id]), { stepMs: 250, mostMs: seconds(5) });
    } finally {
      for (const { pk } of newer) await table.table.remove(pk, isThere("pk"));
    }
  });
});

describe("a request that a crash left behind", () => {
  const takesUp = (intake: Fleet["intake"], taken: unknown[], andSettles = true) => ({
    onIntake: async (key: string, seenWakeAt: number) => {
      const found = await intake.takeUp(key, seenWakeAt);
      if (found === undefined) return;
      taken.push(found.stale ? "too late" : found.request);
      if (andSettles) await intake.settle(key);
    },
  });

  it("is taken up once, by one of several workers, and not before its first receiver had its time", async () => {
    const { intake, start, clock, store } = openFleet([]);
    const taken: unknown[] = [];
    const key = randomUUID();
    expect(await intake.accept(key, { command: "whoami" })).toBe(true);
    for (let n = 0; n < 3; n += 1) start(takesUp(intake, taken));
    const asOf = clock.now();
    await pump(clock, () => taken.length > 0, { stepMs: 500 });
    expect(clock.now() - asOf).toBeGreaterThanOrEqual(seconds(20));
    expect(taken).toEqual([{ command: "whoami" }]);
    await pump(clock, () => clock.now() - asOf > seconds(60), { stepMs: seconds(2) });
    expect(taken).toHaveLength(1);
    expect(await store.due(Number.MAX_SAFE_INTEGER, 50)).toEqual([]);
    // A repeat that comes late is still known.
    expect(await intake.accept(key, { command: "whoami" })).toBe(false);
  });

  it("is taken up again when that one crashed as well", async () => {
    const { intake, start, clock } = openFleet([]);
    const taken: unknown[] = [];
    const key = randomUUID();
    await intake.accept(key, { command: "whoami" });
    start(takesUp(intake, taken, false));
    await pump(clock, () => taken.length === 2, { stepMs: seconds(2) });
    await intake.settle(key);
  });

  it("and answered is left alone", async () => {
    const { intake, start, clock } = openFleet([]);
    const taken: unknown[] = [];
    const key = randomUUID();
    await intake.accept(key, { command: "whoami" });
    await intake.settle(key);
    start(takesUp(intake, taken));
    const asOf = clock.now();
    await pump(clock, () => clock.now() - asOf > seconds(40), { stepMs: seconds(2) });
    expect(taken).toEqual([]);
  });

  it("is told to be too late when it is so old that doing it would only surprise", async () => {
    const { intake, start, clock, store } = openFleet([]);
    const taken: unknown[] = [];
    const key = randomUUID();
    await intake.accept(key, { command: "whoami" });
    await clock.advance(minutes(21));
    start(takesUp(intake, taken));
    await pump(clock, async () => (await store.due(Number.MAX_SAFE_INTEGER, 50)).length === 0);
    expect(taken).toEqual(["too late"]);
  });

  it("is not taken up while its first receiver holds it, however long that takes", async () => {
    const { intake, start, clock } = openFleet([]);
    const taken: unknown[] = [];
    const key = randomUUID();
    await intake.accept(key, { command: "whoami" });
    const letGo = intake.hold(key);
    start(takesUp(intake, taken));
    const asOf = clock.now();
    await pump(clock, () => clock.now() - asOf > minutes(3), { stepMs: seconds(2), mostMs: minutes(4) });
    expect(taken).toEqual([]);
    letGo();
    await pump(clock, () => taken.length > 0, { stepMs: seconds(2), mostMs: minutes(1) });
    expect(taken).toEqual([{ command: "whoami" }]);
  });
});
