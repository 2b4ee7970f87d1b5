import { afterEach, describe, expect, it } from "vitest";
import { minutes } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import type { EachRules } from "../../src/jobs/shapes.ts";
import type { Told } from "../../src/jobs/store/step-children.ts";
import type { Change, Table } from "../../src/jobs/table/table.ts";
import { leaseMs } from "../../src/jobs/timings.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { pump, until } from "../fakes/pump.ts";
import { by, createEachStage, type EachStage, watch } from "./each-stage.ts";

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

describe("a job with children that goes on", () => {
  it("does only those again that did not go well, in the same jobs", async () => {
    const { start, startWorker, clock, isOver, view, world, jobs, child, get } = open();
    world.fail("two");
    const id = await start(["one", "two", "three"]);
    startWorker();
    await pump(clock, () => isOver(id));
    world.trouble.clear();
    expect(await jobs.retry(id, by)).toBe("going-on");
    await pump(clock, () => isOver(id));
    expect(await view(id)).toMatchObject({ state: "succeeded", result: 3, retries: [{ by }] });
    expect([...world.made.values()]).toEqual([1, 1, 1]);
    expect(await view(child(id, "two"))).toMatchObject({ state: "succeeded", retries: [{ by }] });
    expect((await get(child(id, "one"))).retries).toEqual([]);
    expect((await jobs.list({ parent: id })).jobs).toHaveLength(3);
  });

  it("tries each again once: one that fails again is not begun a third time by a worker that takes over", async () => {
    const { start, startWorker, clock, isOver, view, world, jobs, child, get, stateOf, table } = open();
    world.fail("two");
    const id = await start(["one", "two"]);
    const first = startWorker();
    await pump(clock, () => isOver(id));
    await first.stop();
    expect(await jobs.retry(id, by)).toBe("going-on");
    // This worker has the child go on, and never writes down that it did.
    const mute = watch(table);
    mute.refuse(({ pk, add = {} }) => pk === `JOB#${id}` && add.seq === 1);
    const second = startWorker(mute.table);
    await pump(clock, async () => (await get(child(id, "two"))).retries.length === 1);
    await pump(clock, async () => (await stateOf(child(id, "two"))) === "failed");
    await second.stop();
    startWorker();
    await pump(clock, () => isOver(id), { mostMs: minutes(3) });
    expect((await get(child(id, "two"))).retries).toHaveLength(1);
    expect(await view(id)).toMatchObject({ state: "partly" });
  });

  const saysAtWork = ({ set = {} }: Change): boolean =>
    Object.entries(set).some(([path, to]) => path.includes(".told.") && (to as Told).state === "at-work");
  /** A job whose child "two" failed, on a table that loses the word that it is at work again. */
  const withLostWord = async () => {
    const cut = watch(createMemoryTable());
    const it = open(cut.table);
    it.world.fail("two");
    const id = await it.start(["one", "two"]);
    for (const job of [id, it.child(id, "one"), it.child(id, "two"), id]) await it.runOnce(job);
    expect(await it.stateOf(id)).toBe("partly");
    it.world.trouble.clear();
    await it.clock.advance(1);
    cut.refuse(saysAtWork);
    return { ...it, id, two: it.child(id, "two"), heal: () => cut.refuse(() => false) };
  };

  it.each([
    ["asleep", async () => {}],
    [
      "at work",
      async ({ store, get, clock }: EachStage, two: string) => {
        await store.claim(two, (await get(two)).wakeAt, clock.now() + leaseMs);
      },
    ],
  ])("waits for a child, %s by now, of which it was not told that it goes on", async (_, meanwhile) => {
    const stage = await withLostWord();
    const { id, two, runOnce, get, jobs, clock, stateOf, heal, view } = stage;
    expect(await jobs.retry(id, by)).toBe("going-on");
    await runOnce(id);
    expect((await get(two)).retries).toHaveLength(1);
    await meanwhile(stage, two);
    heal();
    await clock.advance((await get(id)).wakeAt - clock.now());
    await runOnce(id);
    expect(await stateOf(id)).toBe("waiting");
    await clock.advance(Math.max(0, (await get(two)).wakeAt - clock.now()));
    await runOnce(two);
    await runOnce(id);
    expect(await view(id)).toMatchObject({ state: "succeeded", steps: [{ items: { done: 2 } }, {}] });
  });

  it("says to a person that a child goes on, also where its parent could not be told", async () => {
    const { jobs, two, stateOf } = await withLostWord();
    expect(await jobs.retry(two, by)).toBe("going-on");
    expect(await stateOf(two)).toBe("queued");
  });

  it("shows a child as failed that counted as never begun before and may not begin now", async () => {
    const { start, runOnce, jobs, world, clock, view, child } = open(createMemoryTable(), { stopOn: ["claimed"] });
    const holders = await Promise.all(["account-1", "account-2"].map((name) => start([name])));
    for (const holder of holders) await runOnce(holder);
    // The first is refused, so those behind the first batch are not begun.
    const others = Array.from({ length: 24 }, (_, n) => `x${n}`);
    const id = await start(["account-1 too", ...others, "account-2 too"]);
    await runOnce(id);
    for (const name of others) await runOnce(child(id, name));
    await runOnce(id);
    expect((await view(id)).steps[0]?.items).toMatchObject({ failed: 1, stopped: 25 });
    await runOnce(child(holders[0] as string, "account-1"));
    expect(world.made.has("account-1")).toBe(true);
    await clock.advance(1);
    await jobs.retry(id, by);
    await runOnce(id);
    const failures = [{ title: "Make account-2 too", problem: { code: "claimed" } }];
    expect((await view(id)).steps[0]?.items).toMatchObject({ failed: 1, stopped: 0, failures });
  });

  it("waits for a parked child, says that a person is needed, and ends well when that one goes on", async () => {
    const { start, startWorker, clock, isOver, view, world, jobs, child, stateOf } = open();
    world.trouble.set("two", new Error("nobody foresaw this"));
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, async () => (await stateOf(child(id, "two"))) === "parked");
    await pump(clock, async () => (await view(id)).steps[0]?.items?.needPerson === 1);
    expect(await isOver(id)).toBe(false);
    expect((await view(id)).steps[0]).toMatchObject({ status: "waiting", suggest: `job list --of ${id}` });
    expect((await view(id)).steps[0]?.items?.failures).toMatchObject([{ jobId: child(id, "two") }]);
    world.trouble.clear();
    expect(await jobs.retry(child(id, "two"), by)).toBe("going-on");
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    expect(await view(id)).toMatchObject({ state: "succeeded", steps: [{ items: { done: 2, failures: [] } }, {}] });
  });

  it("counts a child that a person has go on after the job ended", async () => {
    const { start, startWorker, clock, isOver, view, world, jobs, child, get } = open();
    world.fail("two");
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, () => isOver(id));
    const { rev } = await get(id);
    world.trouble.clear();
    await jobs.retry(child(id, "two"), by);
    await pump(clock, () => isOver(child(id, "two")));
    await until(async () => (await view(id)).steps[0]?.items?.done === 2);
    expect((await view(id)).state).toBe("partly");
    expect((await get(id)).rev).toBeGreaterThan(rev);
  });

  it("does not give its children up for the time in which no worker was there", async () => {
    const { start, startWorker, clock, isOver, view, world } = open(createMemoryTable(), { giveUpAfterMs: minutes(5) });
    const id = await start(["one", "two"]);
    let mayAct = (): void => {};
    const held = new Promise<void>((resolve) => {
      mayAct = resolve;
    });
    world.beforeAct = () => held;
    const first = startWorker();
    await pump(clock, async () => (await view(id)).steps[0]?.items?.total === 2);
    mayAct();
    world.beforeAct = async () => {
      throw new Problem("pool-empty", "Not yet.", { next: "-", retryable: true });
    };
    await first.stop();
    await clock.advance(minutes(120));
    world.beforeAct = async () => {};
    startWorker();
    await pump(clock, () => isOver(id), { mostMs: minutes(4) });
    expect(await view(id)).toMatchObject({ state: "succeeded" });
  });

  it("is left to a person at its limit, and then waits for the rest anew", async () => {
    const { start, startWorker, clock, isOver, view, world, jobs, child, get } = open(createMemoryTable(), {
      giveUpAfterMs: minutes(5),
    });
    world.trouble.set("two", new Error("nobody foresaw this"));
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, async () => (await get(id)).state === "parked", { stepMs: 5_000, mostMs: minutes(10) });
    expect(await get(id)).toMatchObject({ problem: { message: "After 5 minutes, 1 of 2 are not over." } });
    world.trouble.clear();
    expect(await jobs.retry(id, by)).toBe("going-on");
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    expect(await view(id)).toMatchObject({ state: "succeeded" });
    expect(await view(child(id, "two"))).toMatchObject({ state: "succeeded" });
  });
});

describe("a parked child", () => {
  const withParked = async () => {
    const it = open(createMemoryTable(), { giveUpAfterMs: minutes(5), stopOn: ["lease-limit"] });
    it.world.trouble.set("two", new Error("nobody foresaw this"));
    const two = (id: string) => it.child(id, "two");
    return { ...it, two };
  };

  it("ends with its parent when that one is cancelled", async () => {
    const { start, startWorker, clock, isOver, view, jobs, stateOf, two } = await withParked();
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, async () => (await stateOf(two(id))) === "parked");
    await jobs.cancel(id, by);
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    expect(await view(id)).toMatchObject({ state: "cancelled", steps: [{ items: { done: 1, stopped: 1 } }, {}] });
    expect(await stateOf(two(id))).toBe("cancelled");
  });

  it("is left to a person by a problem that stops all, and ends when that person cancels the whole", async () => {
    const { start, startWorker, clock, isOver, view, jobs, stateOf, two, world, get } = await withParked();
    world.fail("one", "lease-limit");
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, async () => (await stateOf(two(id))) === "parked");
    await pump(clock, async () => (await get(id)).children.all?.halted !== undefined, { stepMs: 1_000 });
    await pump(clock, async () => (await get(id)).leaseUntil === undefined, { stepMs: 1_000 });
    expect(await isOver(id)).toBe(false);
    await jobs.cancel(id, by);
    await pump(clock, () => isOver(id), { mostMs: minutes(2) });
    expect(await view(id)).toMatchObject({ state: "cancelled", steps: [{ items: { failed: 1, stopped: 1 } }, {}] });
  });

  it("ends when its parent is cancelled that was parked for it", async () => {
    const { start, startWorker, clock, isOver, view, jobs, stateOf, two } = await withParked();
    const id = await start(["one", "two"]);
    startWorker();
    await pump(clock, async () => (await stateOf(id)) === "parked", { stepMs: 5_000, mostMs: minutes(10) });
    await jobs.cancel(id, by);
    await pump(clock, async () => (await isOver(id)) && (await isOver(two(id))), { mostMs: minutes(2) });
    expect(await view(id)).toMatchObject({ state: "cancelled", steps: [{ items: { done: 1, stopped: 1 } }, {}] });
    expect(await stateOf(two(id))).toBe("cancelled");
  });
});
