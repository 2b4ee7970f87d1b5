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

/** `PROGRAMS=1000 SEED=7` tries more and others. */
const count = Number(process.env.PROGRAMS ?? 150);
const seed = Number(process.env.SEED ?? 1);

interface Tried {
  name: string;
  /** What it waits for in all, seconds of the world, where somebody has worked it out. */
  waitsSeconds?: number;
  /** Each run gets its own, so that both engines start from nothing. */
  fresh(): Durable;
}
// Their bodies count how often they ran, so they are for undisturbed runs alone.
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

/**
 * The SDK holds its breath for 20 ms before each sleep and the official runner for 100 ms at each end, so many go at once:
 * then it is the table that takes the time, half of it for requests over HTTP.
 */
const atOnce = 30;

/** What each program came to; what broke off is thrown only after all are over, when nothing runs on behind it. */
const all = async <T>(
  tried: readonly Tried[],
  run: (program: Tried, index: number) => Promise<T>,
): Promise<Map<Tried, T>> => {
  const limit = pLimit(atOnce);
  const runs = await Promise.allSettled(tried.map((program, index) => limit(run, program, index)));
  const came = new Map<Tried, T>();
  for (const [index, program] of tried.entries()) {
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
  const onTable = (tried: readonly Tried[], watch: (index: number) => Watch) =>
    all(tried, ({ fresh }, index) => runOnTable(fresh(), table.table, watch(index)));

  // One after the other: the official runner's clock is the whole process's, and a table cannot live with it.
  beforeAll(async () => {
    await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
    officially = await all(programs, ({ fresh }) => runOfficially(fresh()));
    await LocalDurableTestRunner.teardownTestEnvironment();
    table = await startTable();
  }, 120_000);
  afterAll(() => table.close());

  it("runs on our table as on AWS's own runner, and hits all that the protocol carries", async () => {
    const ours = await onTable(programs, () => ({ sees: tally.sees }));
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
    const ours = await onTable(random.slice(0, Math.ceil(count / 3)), deaths.of);
    for (const [program, { waitedMs: _, ...ran }] of ours) {
      const undisturbed = officially.get(program) as Ran;
      expect(withoutExtraTries(ran, undisturbed), program.name).toEqual({ ...undisturbed, calls: [] });
    }
    console.info(`${deaths.count()} deaths of workers in ${ours.size} programs`);
    expect(deaths.count()).toBeGreaterThan(ours.size);
  }, 120_000);
});
