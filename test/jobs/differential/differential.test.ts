import { LocalDurableTestRunner } from "@aws/durable-execution-sdk-js-testing";
import fc from "fast-check";
import pLimit from "p-limit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seconds } from "../../../src/domain/duration.ts";
import { startTable, type TestTable } from "../../servers/table.ts";
import { durablePrograms } from "../durable-programs.ts";
import { interruptions, withoutExtraTries } from "./interruptions.ts";
import { anyProgram } from "./program.ts";
import { type Durable, runOfficially } from "./run-officially.ts";
import { runOnTable, type Watch } from "./run-on-table.ts";
import { runProgram } from "./run-program.ts";
import type { Ran } from "./seen.ts";
import { createTally } from "./tally.ts";

/** `PROGRAMS=1000 SEED=7` tries more, or the same again. */
const count = Number(process.env.PROGRAMS ?? 150);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

interface Tried {
  name: string;
  /** What it waits for in all, seconds of the world, where somebody has worked it out. */
  waitsSeconds?: number;
  /** Each run gets its own, so that both engines start from nothing. */
  fresh(): Durable;
}
const named: Tried[] = durablePrograms.map(({ name, waitsSeconds, make }) => ({
  name,
  waitsSeconds,
  fresh() {
    const program = make();
    return (context, { ran }) => program(context, ran);
  },
}));
const random: Tried[] = fc.sample(anyProgram, { seed, numRuns: count }).map((program, index) => ({
  name: `program ${index} of seed ${seed}: ${JSON.stringify(program)}`,
  fresh: () => (context, witness) => runProgram(program, context, witness),
}));
const programs = [...named, ...random];

/** Most of a run is waiting for the SDK, which holds its breath for 20 ms before each sleep: so many go at once. */
const atOnce = 30;

/** What each program came to; what broke off is thrown only after all are over, when nothing runs on behind it. */
const all = async <T>(run: (program: Tried, index: number) => Promise<T>): Promise<Map<Tried, T>> => {
  const limit = pLimit(atOnce);
  const runs = await Promise.allSettled(programs.map((program, index) => limit(run, program, index)));
  const came = new Map<Tried, T>();
  for (const [index, program] of programs.entries()) {
    const one = runs[index] as PromiseSettledResult<T>;
    if (one.status === "rejected") throw new Error(program.name, { cause: one.reason });
    came.set(program, one.value);
  }
  return came;
};

describe("the same program", () => {
  let officially: Map<Tried, Ran>;
  let table: TestTable;
  const tally = createTally();
  const onTable = (watch: (index: number) => Watch = () => ({})) =>
    all(({ fresh }, index) => runOnTable(fresh(), table.table, watch(index)));

  // One after the other: the official runner's clock is the whole process's, and a table cannot live with it.
  beforeAll(async () => {
    await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
    officially = await all(({ fresh }) => runOfficially(fresh()));
    await LocalDurableTestRunner.teardownTestEnvironment();
    table = await startTable();
  }, 120_000);
  afterAll(() => table.close());

  it("runs on our table as on AWS's own runner, and hits all that the protocol carries", async () => {
    const ours = await onTable(() => ({ sees: tally.sees }));
    for (const [program, { waitedMs, ...ran }] of ours) {
      expect(ran, program.name).toEqual(officially.get(program));
      expect(Object.keys(ran.operations).length, program.name).toBeGreaterThan(0);
      if (program.waitsSeconds !== undefined) expect(waitedMs, program.name).toBe(seconds(program.waitsSeconds));
      tally.ended(ran.operations);
    }
    console.info(`${count} random programs of seed ${seed}: ${tally.print()}`);
    expect(tally.missing()).toEqual([]);
  }, 120_000);

  it("comes to the same when its worker dies again and again and another takes over", async () => {
    const deaths = interruptions(seed);
    const ours = await onTable(deaths.of);
    for (const [program, { waitedMs: _, ...ran }] of ours) {
      const undisturbed = officially.get(program) as Ran;
      expect(withoutExtraTries(ran, undisturbed), program.name).toEqual({ ...undisturbed, calls: [] });
    }
    console.info(`${deaths.count()} deaths of workers`);
    expect(deaths.count()).toBeGreaterThan(count);
  }, 120_000);
});
