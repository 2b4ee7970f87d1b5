import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import type { Lanes } from "../../src/domain/lane.ts";
import { createLaneItems } from "../../src/jobs/lanes/lane-items.ts";
import { createPermits } from "../../src/jobs/lanes/permits.ts";
import type { Turns } from "../../src/jobs/lanes/turns.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { Ending, JobStore } from "../../src/jobs/store/store.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { asItWas, newJob, userOne } from "./new-job.ts";
import { type TableUnderTest, tables } from "./tables.ts";

const lanes: Lanes = {
  writes: { kind: "permits", words: "organisation writes", atOnce: 1 },
  creations: { kind: "permits", words: "account creations", atOnce: 3 },
};

describe.each(tables)("a lane's permits, %s", (kind, open) => {
  let under: TableUnderTest;
  let clock: ManualClock;
  let store: JobStore;
  let turns: Turns;
  let warnings: string[] = [];
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());

  const note = (_: object, message: string) => void warnings.push(message);
  const newProcess = (): Turns => {
    const items = createLaneItems({ table: under.table, clock, newId: randomUUID });
    const log = { debug: note, info: note, warn: note, error: note };
    return createPermits({ lanes, items, store, clock, random: Math.random, log });
  };
  const begin = (): void => {
    clock = createManualClock();
    warnings = [];
    store = createJobStore({ table: under.table, clock, newId: randomUUID });
    turns = newProcess();
  };
  const lane = (name: string): string => `${name}#${randomUUID()}`;
  /** A job asleep until long from now. */
  const job = async (): Promise<string> => {
    const made = newJob();
    await store.create(made);
    const record = await store.claim(made.id, clock.now(), clock.now() + seconds(30));
    if (!record) throw new Error(`job ${made.id} was not claimed`);
    await store.suspend(record, clock.now() + minutes(60), "waiting");
    return made.id;
  };
  const end = async (id: string, state: Ending["state"]): Promise<void> => {
    await store.nudge(id);
    const wakeAt = (await store.get(id))?.wakeAt as number;
    const record = await store.claim(id, wakeAt, clock.now() + seconds(30));
    if (!record) throw new Error(`job ${id} was not claimed`);
    await store.end(record, { state });
  };
  const isAwake = async (id: string): Promise<boolean> => ((await store.get(id))?.wakeAt as number) <= clock.now();
  const isIn = async (name: string, id: string): Promise<boolean> => (await turns.enter(name, id)).is === "yours";

  it("are as many as it says, and go to whoever came first", async () => {
    begin();
    const name = lane("creations");
    const ids = await Promise.all(Array.from({ length: 6 }, job));
    for (const [n, id] of ids.entries()) expect(await isIn(name, id)).toBe(n < 3);
    await turns.leave(name, ids[1] as string);
    expect(await isIn(name, ids[4] as string)).toBe(false);
    expect(await isIn(name, ids[3] as string)).toBe(true);
    expect(await isIn(name, ids[4] as string)).toBe(false);
  });

  it("tell those in line what they wait for, and to look again within half a minute", async () => {
    begin();
    const name = lane("writes");
    await turns.enter(name, await job());
    const told = await turns.enter(name, await job());
    expect(told).toMatchObject({ is: "later", of: "organisation writes" });
    expect(told.is === "later" && told.afterMs).toBeGreaterThanOrEqual(seconds(15));
    expect(told.is === "later" && told.afterMs).toBeLessThanOrEqual(seconds(30));
  });

  it("wake the next in line when one is given back", async () => {
    begin();
    const name = lane("writes");
    const [first, second, third] = [await job(), await job(), await job()];
    for (const id of [first, second, third]) await turns.enter(name, id);
    expect(await isAwake(second)).toBe(false);
    await turns.leave(name, first);
    expect(await isAwake(second)).toBe(true);
    expect(await isAwake(third)).toBe(false);
  });

  it("are held once by a job, however often it asks, leaves, or loses a reply", async () => {
    begin();
    const name = lane("creations");
    const ids = await Promise.all(Array.from({ length: 4 }, job));
    under.loseNextReply();
    for (let n = 0; n < 3; n += 1) expect(await isIn(name, ids[0] as string)).toBe(true);
    expect(await isIn(name, ids[1] as string)).toBe(true);
    expect(await isIn(name, ids[2] as string)).toBe(true);
    expect(await isIn(name, ids[3] as string)).toBe(false);
    under.loseNextReply();
    for (let n = 0; n < 3; n += 1) await turns.leave(name, ids[0] as string);
    expect(await isIn(name, ids[3] as string)).toBe(true);
    expect(await isIn(name, ids[0] as string)).toBe(false);
    expect(warnings).toEqual([]);
  });

  it("stay with a job that died at work, and are free once it is over, parked or gone", async () => {
    begin();
    const name = lane("writes");
    const waiting = await job();
    for (const state of ["failed", "cancelled", "parked"] as const) {
      const holder = await job();
      expect(await isIn(name, holder)).toBe(true);
      expect(await isIn(name, waiting)).toBe(false);
      await end(holder, state);
      expect(await isIn(name, waiting)).toBe(true);
      await turns.leave(name, waiting);
    }
    expect(await isIn(name, "nobody")).toBe(true);
    expect(await isIn(name, waiting)).toBe(true);
  });

  it("are not taken from a job that had to go on in the moment in which its end was noticed", async () => {
    begin();
    const name = lane("writes");
    const [holder, other] = [await job(), await job()];
    await turns.enter(name, holder);
    await end(holder, "failed");
    const { get } = store;
    // Between the look at the job and the write, somebody has the holder go on, and it goes in again.
    store.get = async (id) => {
      const record = await get(id);
      store.get = get;
      await store.resume(holder, userOne, asItWas);
      expect((await newProcess().enter(name, holder)).is).toBe("yours");
      return record;
    };
    expect(await isIn(name, other)).toBe(false);
    expect(await isIn(name, holder)).toBe(true);
  });

  it("pass by a job in line that does not come any more", async () => {
    begin();
    const name = lane("writes");
    const [holder, lost, patient] = [await job(), await job(), await job()];
    for (const id of [holder, lost, patient]) await turns.enter(name, id);
    await turns.leave(name, holder);
    for (let n = 0; n < 6; n += 1) {
      expect(await isIn(name, patient)).toBe(n === 5);
      await clock.advance(minutes(1));
    }
  });

  it("are given to nobody while the table cannot be reached", async () => {
    begin();
    const name = lane("writes");
    const id = await job();
    under.cutOff(true);
    const told = await turns.enter(name, id);
    await expect(turns.leave(name, id)).rejects.toThrow("cannot be reached");
    under.cutOff(false);
    expect(told).toMatchObject({ is: "later", of: "organisation writes" });
    expect(warnings).toHaveLength(1);
    expect(await isIn(name, id)).toBe(true);
  });

  it("are never more than there are, whatever dies when, and every job gets its turn", {
    timeout: 120_000,
  }, async () => {
    const move = fc.constantFrom("work", "die", "fail", "park", "forget");
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 12, maxLength: 12 }), async (fates) => {
        begin();
        const name = lane("creations");
        const processes = [newProcess(), newProcess()];
        const ids = await Promise.all(fates.map(job));
        const inside = new Set<string>();
        const through = new Set<string>();
        const fate = new Map(ids.map((id, n) => [id, fates[n]]));
        for (let round = 0; through.size < ids.length; round += 1) {
          expect(round).toBeLessThan(40);
          for (const id of ids) {
            if (through.has(id)) continue;
            if (inside.has(id)) {
              inside.delete(id);
              if (fate.get(id) === "die") {
                // Taken over: it asks again before it goes on.
                fate.set(id, "work");
                continue;
              }
              through.add(id);
              if (fate.get(id) === "fail") await end(id, "failed");
              if (fate.get(id) === "park") await end(id, "parked");
              if (fate.get(id) === "forget") await end(id, "succeeded");
              else if (fate.get(id) === "work") await (processes[0] as Turns).leave(name, id);
              continue;
            }
            const turn = await (processes[round % 2] as Turns).enter(name, id);
            if (turn.is === "yours") inside.add(id);
            expect(inside.size).toBeLessThanOrEqual(3);
          }
          await clock.advance(seconds(20));
        }
      }),
      { numRuns: kind === "in memory" ? 60 : 4 },
    );
  });
});
