import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { days, minutes, seconds } from "../../src/domain/duration.ts";
import { type Fleet, startFleet } from "../../src/jobs/fleet.ts";
import { newestShape, oldestShape, type Shape } from "../../src/jobs/store/shape.ts";
import type { Table } from "../../src/jobs/table/table.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { pump, until } from "../fakes/pump.ts";
import { startTable, type TestTable } from "../servers/table.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const deploy = minutes(120);

let server: TestTable;
let clock: ManualClock;
let running: Fleet[];
/** Updates that reached the table since the test began, and whether it answers at all. */
let said: number;
let answers: boolean;

beforeAll(async () => {
  server = await startTable();
});
afterAll(() => server.close());
beforeEach(() => {
  [clock, running, said, answers] = [createManualClock(), [], 0, true];
});
afterEach(async () => {
  answers = true;
  await Promise.all(running.map((fleet) => fleet.stop()));
  await server.table.remove("FLEET", { is: "there", path: "pk" }).catch(() => undefined);
});

const watched = (): Table => ({
  ...server.table,
  async update(change) {
    if (!answers) throw new Error("the table does not answer");
    const item = await server.table.update(change);
    said += 1;
    return item;
  },
});

/** A task of this build, once it has said that it is there. */
const start = async (setting?: Shape): Promise<Fleet> => {
  const before = said;
  const settings = setting === undefined ? {} : { setting };
  const fleet = startFleet({ table: watched(), clock, random: () => 1, newId: randomUUID, log, ...settings });
  running.push(fleet);
  await until(() => said > before && clock.asleep >= running.length);
  return fleet;
};
/** Lets time pass as tasks live through it: each says its word as often as it should. */
const pass = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += seconds(30)) {
    const before = said;
    await clock.advance(seconds(30));
    await until(() => said >= before + running.length && clock.asleep >= running.length);
  }
};
/** A task of another build, as its words lie in the table. */
const other = async (reads: number, aliveMs: number): Promise<void> => {
  const task = { reads, until: clock.now() + aliveMs };
  await server.table.update({
    pk: "FLEET",
    when: { is: "there", path: "pk" },
    set: { [`tasks.${randomUUID()}`]: task },
  });
};

describe("the shape to write", () => {
  it("is the one before while builds that say nothing may still run, and the newest after", async () => {
    const fleet = await start();
    expect(fleet.shape()).toBe(oldestShape);
    await pass(deploy - seconds(30));
    expect(fleet.shape()).toBe(oldestShape);
    await pass(seconds(30));
    expect(fleet.shape()).toBe(newestShape);
  });

  it("is the newest at once for a task that joins others who all read it", async () => {
    const first = await start();
    await pass(deploy);
    const second = await start();
    expect([first.shape(), second.shape()]).toEqual([newestShape, newestShape]);
  });

  it("is the one before for as long as one task reads no other", async () => {
    const fleet = await start();
    await pass(deploy);
    await other(oldestShape, minutes(10));
    await pass(seconds(30));
    expect(fleet.shape()).toBe(oldestShape);
    await pass(minutes(10));
    expect(fleet.shape()).toBe(newestShape);
  });

  it("is not held back by a task that reads newer ones", async () => {
    const fleet = await start();
    await pass(deploy);
    await other(newestShape + 1, minutes(10));
    await pass(seconds(30));
    expect(fleet.shape()).toBe(newestShape);
  });

  it("is the one before again after a time in which nobody was there: another build may have been", async () => {
    const first = await start();
    await pass(deploy);
    await first.stop();
    running = [];
    const second = await start();
    expect(second.shape()).toBe(oldestShape);
    await pass(deploy);
    expect(second.shape()).toBe(newestShape);
  });

  it("is one and the same for tasks that begin a fleet together", async () => {
    const old = await start();
    await pass(deploy);
    await old.stop();
    running = [];
    const both = await Promise.all([start(), start()]);
    expect(both.map((fleet) => fleet.shape())).toEqual([oldestShape, oldestShape]);
  });

  it("is the one before for a task that the table does not answer", async () => {
    const fleet = await start();
    await pass(deploy);
    answers = false;
    await clock.advance(minutes(2));
    expect(fleet.shape()).toBe(oldestShape);
    answers = true;
    await pump(clock, () => fleet.shape() === newestShape, { stepMs: seconds(10), mostMs: minutes(30) });
  });

  it.each<Shape>([oldestShape, newestShape])("is what an operator says, whoever runs: v%i", async (setting) => {
    const fleet = await start(setting);
    expect(fleet.shape()).toBe(setting);
    await pass(deploy);
    expect(fleet.shape()).toBe(setting);
  });
});

describe("the list of tasks", () => {
  it("forgets who left at once, and who died after a day", async () => {
    const stays = await start();
    const leaves = await start();
    await other(newestShape, seconds(90));
    const count = async () => Object.keys((await server.table.get("FLEET"))?.tasks as object).length;
    expect(await count()).toBe(3);
    await leaves.stop();
    running = [stays];
    expect(await count()).toBe(2);
    await clock.advance(days(1) + minutes(2));
    await until(() => clock.asleep > 0);
    await pass(minutes(1));
    expect(await count()).toBe(1);
  });
});
