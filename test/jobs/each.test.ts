import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { type EachRules, steps, type Workflow } from "../../src/jobs/shapes.ts";
import { outboxIndex } from "../../src/jobs/table/definition.ts";
import type { Table } from "../../src/jobs/table/table.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { pump } from "../fakes/pump.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { by, createEachStage, createGate, type EachStage, watch } from "./each-stage.ts";

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `item-${n}`);

let stage: EachStage | undefined;
const open = (
  table: Table = createMemoryTable(),
  more: Partial<EachRules<{ names: string[] }, Record<never, never>>> = {},
): EachStage => {
  stage = createEachStage(table, more);
  return stage;
};
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const once = (count: number) => names(count).map((name) => [name, 1] as const);

describe("a step of child jobs", () => {
  it("makes one job for each item, and is done when all of them are", async () => {
    const { start, startWorker, clock, isOver, view, child, jobs, world } = open();
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, () => isOver(id));
    expect(await view(id)).toMatchObject({
      state: "succeeded",
      result: 2,
      steps: [
        { name: "all", status: "done", items: { total: 2, done: 2, failed: 0, stopped: 0, failures: [] } },
        { name: "after", status: "done" },
      ],
    });
    expect([...world.made].toSorted()).toEqual([
      ["one", 1],
      ["two", 1],
    ]);
    const { requester, origin } = await view(id);
    expect(await jobs.get(child(id, "one"))).toMatchObject({
      workflow: "make-one",
      title: "Make one",
      state: "succeeded",
      parent: { jobId: id },
      requester,
      origin,
    });
  });

  it("shows its children in its own list and in no other, and gives them no card", async () => {
    const table = createMemoryTable();
    const { start, startWorker, clock, isOver, child, jobs } = open(table);
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, () => isOver(id));
    const listed = async (filter: object) => (await jobs.list(filter)).jobs.map((job) => job.id).toSorted();
    expect(await listed({})).toEqual([id]);
    expect(await listed({ parent: id })).toEqual([child(id, "one"), child(id, "two")].toSorted());
    const { rows } = await table.query({ index: outboxIndex, key: ["outboxDue", "0"], limit: 9 });
    expect(rows.map(({ pk }) => pk)).toEqual([`JOB#${id}`]);
  });

  it("with nothing to do is done at once", async () => {
    const { start, startWorker, clock, isOver, get } = open();
    const id = await start([]);
    startWorker();
    await pump(clock, () => isOver(id));
    expect(await get(id)).toMatchObject({ state: "succeeded", result: 0 });
  });

  it("moves what people see with each child that ends, without its job being run", async () => {
    const watched = watch(createMemoryTable());
    const { start, startWorker, clock, view, world, child, isOver } = open(watched.table);
    let open4: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open4 = resolve;
    });
    world.beforeAct = (name) => (name === "item-3" ? gate : Promise.resolve());
    const id = await start(names(4));
    startWorker();
    await pump(clock, async () => (await view(id)).steps[0]?.items?.done === 3);
    expect(watched.asked.claims.get(`JOB#${id}`)).toBe(1);
    expect(await view(child(id, "item-3"))).toMatchObject({ state: "running" });
    open4();
    await pump(clock, () => isOver(id));
    expect(watched.asked.claims.get(`JOB#${id}`)).toBe(2);
  });

  it("lets items fail alone: the job ends partly, and says which and why", async () => {
    const { start, startWorker, clock, isOver, view, world, child } = open();
    world.fail("two");
    const id = await start(["one", "two", "three"]);
    startWorker();
    await pump(clock, () => isOver(id));
    const seen = await view(id);
    expect(seen).toMatchObject({ state: "partly", problem: { code: "items-failed", message: "Of 3, 1 failed." } });
    expect(seen.steps[0]).toMatchObject({ status: "failed", items: { total: 3, done: 2, failed: 1 } });
    expect(seen.steps[0]?.items?.failures).toEqual([
      {
        jobId: child(id, "two"),
        title: "Make two",
        problem: { code: "pool-empty", message: "There is none left for two.", next: "Wait." },
      },
    ]);
    expect(seen.steps[1]).toMatchObject({ status: "skipped" });
  });

  it("of which nothing went well has failed", async () => {
    const { start, startWorker, clock, isOver, get, world } = open();
    for (const name of ["one", "two"]) world.fail(name);
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, () => isOver(id));
    expect(await get(id)).toMatchObject({ state: "failed", problem: { message: "Of 2, 2 failed." } });
  });

  it("counts an item that its workflow does not take as failed, and goes on with the others", async () => {
    const { start, startWorker, clock, isOver, view, world } = open(createMemoryTable(), {
      items: ({ input }) =>
        input.names.map((name) => ({ key: name, title: name, input: name === "bad" ? {} : { name } })),
    });
    const id = await start(["good", "bad"]);
    startWorker();
    await pump(clock, () => isOver(id));
    expect((await view(id)).steps[0]?.items).toMatchObject({
      done: 1,
      failed: 1,
      failures: [{ title: "bad", problem: { code: "bad-input" } }],
    });
    expect([...world.made.keys()]).toEqual(["good"]);
  });

  it("is planned by a dry run, which makes no job", async () => {
    const { start, startWorker, clock, isOver, view, jobs } = open();
    const id = await start(["one", "two"], true);
    startWorker();
    await pump(clock, () => isOver(id));
    expect((await view(id)).steps[0]).toMatchObject({ status: "planned", note: "for each of 2" });
    expect((await jobs.list({ parent: id })).jobs).toEqual([]);
  });
});

describe("many children", () => {
  let server: TestTable;
  beforeAll(async () => {
    server = await startTable();
  });
  afterAll(() => server.close());

  it.each([
    ["in memory", 500, () => createMemoryTable()],
    ["on a DynamoDB", 120, () => server.table],
  ])(
    "%s are run by several workers, none twice, and cost their parent a few runs",
    async (where, count, table) => {
      const watched = watch(table());
      const { start, startWorker, clock, isOver, view, get, world } = open(watched.table);
      const id = await start(names(count));
      const began = clock.now();
      for (let n = 0; n < 4; n += 1) startWorker();
      await pump(clock, () => isOver(id), { mostMs: minutes(10), realMs: 100_000 });
      expect((await view(id)).steps[0]?.items).toMatchObject({ total: count, done: count });
      expect([...world.made].toSorted()).toEqual(once(count).toSorted());

      const runs = watched.asked.claims.get(`JOB#${id}`) ?? 0;
      const took = clock.now() - began;
      const bytes = Buffer.byteLength(JSON.stringify((await watched.table.get(`JOB#${id}`)) ?? {}));
      const { writes, reads } = watched.asked;
      console.log(
        `${count} children ${where}: ${runs} runs of the parent in ${took} ms of the world, its item ${bytes} bytes, ` +
          `${(writes / count).toFixed(1)} writes and ${(reads / count).toFixed(1)} reads a child`,
      );
      expect(runs).toBeLessThanOrEqual(2 + took / seconds(15));
      expect(bytes).toBeLessThan(100_000);
      expect(writes / count).toBeLessThan(8);
      expect(reads / count).toBeLessThan(8);
      expect(await get(id)).toMatchObject({ state: "succeeded", result: count });
    },
    120_000,
  );
});

describe("a worker that dies", () => {
  it("while its children are begun leaves each of them to be begun once", async () => {
    const { start, startWorker, clock, isOver, world, jobs, table } = open();
    const id = await start(names(60));
    let begun = 0;
    const dying = watch(table);
    // It makes 30 of the 60, and then nothing any more.
    dying.refuse(({ pk }) => {
      if (begun < 30 && pk.startsWith("JOB#") && pk !== `JOB#${id}`) begun += 1;
      return begun >= 30;
    });
    startWorker(dying.table);
    await pump(clock, () => begun >= 30);
    expect((await jobs.list({ parent: id, limit: 100 })).jobs.length).toBeLessThan(60);
    startWorker();
    await pump(clock, () => isOver(id), { mostMs: minutes(5) });
    expect([...world.made].toSorted()).toEqual(once(60).toSorted());
    expect((await jobs.list({ parent: id, limit: 100 })).jobs).toHaveLength(60);
  });

  it("between the end of a child and telling of it is noticed by the parent", async () => {
    const { start, startWorker, clock, isOver, world, view, child, stateOf, table } = open();
    const id = await start(["one", "two"]);
    const mute = watch(table);
    const told = `children.all.told.${child(id, "two")}`;
    mute.refuse(({ set = {} }) => told in set);
    startWorker(mute.table);
    await pump(clock, async () => (await stateOf(child(id, "two"))) === "succeeded");
    expect((await view(id)).steps[0]?.items).toMatchObject({ done: 1 });
    expect(await isOver(id)).toBe(false);
    startWorker();
    mute.refuse(() => true);
    await pump(clock, () => isOver(id), { mostMs: minutes(3) });
    expect((await view(id)).steps[0]?.items).toMatchObject({ done: 2 });
    expect([...world.made.values()]).toEqual([1, 1]);
  });
});

describe("cancelling a job with children", () => {
  it("stops those that have not acted, waits for those that have, and ends cancelled with what was done", async () => {
    const { start, startWorker, clock, isOver, world, view, jobs, child } = open();
    const gate = createGate();
    world.beforeAct = gate.hold;
    const id = await start(names(120));
    startWorker();
    // One process runs 50 jobs at once: 49 children are in their act, the others have not begun.
    await pump(clock, () => gate.arrived.length >= 40);
    expect(await jobs.cancel(id, by)).toBe("asked");
    gate.openUp();
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    const seen = await view(id);
    const acted = world.made.size;
    expect(seen).toMatchObject({ state: "cancelled", stopAsked: { by } });
    expect(seen.steps[0]).toMatchObject({
      status: "stopped",
      items: { total: 120, done: acted, failed: 0, stopped: 120 - acted },
    });
    expect(acted).toBeGreaterThanOrEqual(40);
    expect(acted).toBeLessThan(120);
    const stopped = names(120).find((name) => !world.made.has(name)) as string;
    expect(await view(child(id, stopped))).toMatchObject({ state: "cancelled" });
  });

  it("that has not begun makes no child", async () => {
    const { start, startWorker, clock, isOver, get, jobs } = open();
    const id = await start(["one"]);
    await jobs.cancel(id, by);
    startWorker();
    await pump(clock, () => isOver(id));
    expect((await get(id)).state).toBe("cancelled");
    expect((await jobs.list({ parent: id })).jobs).toEqual([]);
  });

  it("while its children are begun begins no more of them", async () => {
    const watched = watch(createMemoryTable());
    const { start, startWorker, clock, isOver, view, jobs, world } = open(watched.table);
    const id = await start(names(200));
    let asked: Promise<unknown> | undefined;
    let begun = 0;
    watched.refuse(({ pk, set }) => {
      if (set === undefined && pk !== `JOB#${id}`) begun += 1;
      if (begun === 60) asked ??= jobs.cancel(id, by);
      return false;
    });
    startWorker();
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    await asked;
    const made = (await jobs.list({ parent: id, limit: 300 })).jobs.length;
    expect(made).toBeLessThan(200);
    expect((await view(id)).steps[0]?.items).toMatchObject({ total: 200, stopped: 200 - world.made.size });
  });

  it("when all of them are done already is too late", async () => {
    const { start, startWorker, clock, isOver, view, jobs, child, world } = open();
    const gate = createGate();
    world.beforeAct = gate.hold;
    const id = await start(["one"]);
    startWorker();
    await pump(clock, () => gate.arrived.length === 1);
    await jobs.cancel(id, by);
    gate.openUp();
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    expect((await view(child(id, "one"))).state).toBe("succeeded");
    expect((await view(id)).steps[0]).toMatchObject({ status: "done" });
  });
});

describe("a child whose parent is cancelled", () => {
  const begun = async () => {
    const it = open();
    const id = await it.start(["one"]);
    await it.runOnce(id);
    return { ...it, id, one: it.child(id, "one") };
  };

  it("before it begins does not even look", async () => {
    const { id, one, jobs, world, runOnce, get } = await begun();
    let looks = 0;
    world.beforeLook = async () => {
      looks += 1;
    };
    await jobs.cancel(id, by);
    await runOnce(one);
    expect(await get(one)).toMatchObject({ state: "cancelled" });
    expect(looks).toBe(0);
    expect((await get(id)).children.all?.told[one]).toMatchObject({ state: "stopped" });
  });

  it("while it looks does not act, though nobody has told it", async () => {
    const { id, one, jobs, world, runOnce, get } = await begun();
    world.beforeLook = async () => {
      await jobs.cancel(id, by);
    };
    await runOnce(one);
    expect(await get(one)).toMatchObject({ state: "cancelled" });
    expect([...world.made]).toEqual([]);
  });

  it("while it acts is done", async () => {
    const { id, one, jobs, world, runOnce, get } = await begun();
    world.beforeAct = async () => {
      await jobs.cancel(id, by);
    };
    await runOnce(one);
    expect(await get(one)).toMatchObject({ state: "succeeded" });
    await runOnce(id);
    expect(await get(id)).toMatchObject({ children: { all: { told: { [one]: { state: "done" } } } } });
  });
});

describe("a child that claims what another job holds", () => {
  it("counts as failed, says who holds it, and is done when all is tried again", async () => {
    const { start, startWorker, clock, isOver, view, jobs, world } = open();
    const gate = createGate();
    world.beforeAct = gate.hold;
    const id = await start(["account-1", "account-1 twice", "account-2"]);
    startWorker();
    await pump(clock, () => gate.arrived.length === 2);
    expect((await view(id)).steps[0]?.items).toMatchObject({ failed: 1, failures: [{ problem: { code: "claimed" } }] });
    gate.openUp();
    await pump(clock, () => isOver(id));
    expect(await view(id)).toMatchObject({ state: "partly", steps: [{ items: { done: 2, failed: 1 } }, {}] });
    await jobs.retry(id, by);
    await pump(clock, () => isOver(id));
    expect(await view(id)).toMatchObject({ state: "succeeded", result: 3 });
    expect([...world.made.values()]).toEqual([1, 1, 1]);
  });
});

describe("a problem that stops all", () => {
  it("keeps those from acting that have not acted, and ends the job partly with that problem", async () => {
    const { start, startWorker, clock, isOver, view, world, jobs } = open(createMemoryTable(), {
      stopOn: ["lease-limit"],
    });
    const gate = createGate();
    world.beforeAct = async (name) => {
      if (gate.arrived.length === 0) world.fail(name, "lease-limit");
      await (world.trouble.has(name) ? gate.arrived.push(name) : gate.hold(name));
    };
    const id = await start(names(200));
    startWorker();
    await pump(clock, async () => (await view(id)).steps[0]?.items?.failed === 1);
    gate.openUp();
    await pump(clock, () => isOver(id), { mostMs: minutes(3) });
    const seen = await view(id);
    expect(seen).toMatchObject({ state: "partly", problem: { code: "lease-limit" } });
    expect(seen.steps[0]?.items).toMatchObject({ total: 200, done: world.made.size, failed: 1 });
    expect(seen.steps[0]?.items?.stopped).toBeGreaterThan(0);
    expect(seen.stopAsked).toBeUndefined();

    world.trouble.clear();
    expect(await jobs.retry(id, by)).toBe("going-on");
    await pump(clock, () => isOver(id), { mostMs: minutes(3) });
    expect(await view(id)).toMatchObject({ state: "succeeded", result: 200 });
    expect([...world.made].toSorted()).toEqual(once(200).toSorted());
  });

  it("is none when its code is not named", async () => {
    const { start, startWorker, clock, isOver, view, world } = open(createMemoryTable(), { stopOn: ["lease-limit"] });
    world.fail("item-0", "pool-empty");
    const id = await start(names(100));
    startWorker();
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    expect((await view(id)).steps[0]?.items).toMatchObject({ done: 99, failed: 1, stopped: 0 });
  });
});

describe("a workflow of child jobs that could not work", () => {
  const each = (name: string, workflow: string, giveUpAfterMs = minutes(1)): Workflow => ({
    name,
    major: 1,
    input: z.unknown(),
    ...steps()
      .each("all", { title: "All", items: () => [], workflow, giveUpAfterMs })
      .result(() => undefined),
  });

  it("is refused when the bot starts: a workflow that is not there, or that has children itself", () => {
    expect(() => createWorkflowRegistry([each("many", "nowhere")])).toThrow(/run nowhere, which nobody registered/);
    const nested = [each("outer", "inner"), each("inner", "leaf"), each("leaf", "leaf")];
    expect(() => createWorkflowRegistry(nested)).toThrow(/which has child jobs itself/);
  });

  it("is refused when it is defined: a wait without a limit", () => {
    expect(() => each("many", "one", Number.POSITIVE_INFINITY)).toThrow(/no limit/);
  });
});
