import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { isProblem, type Problem } from "../../src/domain/problem.ts";
import type { Claim } from "../../src/jobs/claims/claim.ts";
import { type Claims, createClaims } from "../../src/jobs/claims/claims.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { done, steps, type Workflow } from "../../src/jobs/shapes.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { newJob, userOne } from "./new-job.ts";
import { type TableUnderTest, tables } from "./tables.ts";

const person = (id: string): Claim => ({ kind: "person", id, words: `the person ${id}` });

/** A workflow named as `newJob` names it. */
const workflow: Workflow = {
  name: "test",
  major: 1,
  input: z.object({}),
  claims: { of: () => [person("p1")], until: "change" },
  ...steps<object>()
    .step("change", { title: "Change it", look: async () => done(null) })
    .wait("rest", {
      title: "Rest",
      every: () => 1,
      giveUpAfterMs: 1,
      giveUp: () => new Error() as Problem,
      look: async () => done(null),
    })
    .result(() => null),
};

describe.each(tables)("what a job claims, %s", (_, open) => {
  let under: TableUnderTest;
  let clock: ManualClock;
  let store: JobStore;
  let claims: Claims;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(() => {
    clock = createManualClock();
    store = createJobStore({ table: under.table, clock, newId: randomUUID });
    claims = newProcess();
  });

  const newProcess = (): Claims =>
    createClaims({
      table: under.table,
      store,
      workflows: createWorkflowRegistry([workflow]),
      clock,
      newId: randomUUID,
    });
  const anyone = (): Claim => person(randomUUID());
  const job = async (): Promise<string> => {
    const made = newJob();
    await store.create(made);
    return made.id;
  };
  const end = async (id: string, state: "failed" | "succeeded" | "parked"): Promise<void> => {
    const record = await store.claim(id, (await store.get(id))?.wakeAt as number, clock.now() + seconds(30));
    if (!record) throw new Error(`job ${id} was not claimed`);
    await store.end(record, { state });
  };
  /** The job that holds it. */
  const holder = async ({ kind, id }: Claim): Promise<unknown> => (await under.table.get(`CLAIM#${kind}#${id}`))?.owner;
  const refusal = (taking: Promise<void>): Promise<Problem> =>
    taking.then(
      () => {
        throw new Error("it was not refused");
      },
      (error: unknown) => {
        if (isProblem(error)) return error;
        throw error;
      },
    );
  const sweepAll = async (): Promise<void> => {
    for (const { kind, id, wakeAt } of await store.due(clock.now(), 100)) {
      if (kind === "claim") await newProcess().sweep(id, wakeAt);
    }
  };

  it("no other job gets, and whoever asked for that is told which job has it, and whose it is", async () => {
    const [first, second] = [await job(), await job()];
    const claim = anyone();
    await claims.take(first, [claim], userOne);
    const { code, message, next, retryable } = await refusal(claims.take(second, [claim], userOne));
    expect({ code, retryable }).toEqual({ code: "claimed", retryable: false });
    expect(message).toContain(first);
    expect(message).toContain(userOne.name);
    expect(message).toContain(claim.words);
    expect(next).toContain(`/isb job show ${first}`);
  });

  it("has one holder among many that ask at once", async () => {
    const claim = anyone();
    const ids = await Promise.all(Array.from({ length: 12 }, job));
    const asked = await Promise.allSettled(ids.map((id) => newProcess().take(id, [claim], userOne)));
    const won = ids.filter((_id, n) => asked[n]?.status === "fulfilled");
    expect(won).toHaveLength(1);
    expect(await holder(claim)).toBe(won[0]);
  });

  it("it may ask for again, also when the reply of a write was lost", async () => {
    const id = await job();
    const claim = anyone();
    under.loseNextReply();
    await claims.take(id, [claim], userOne);
    await claims.take(id, [claim], userOne);
    expect(await holder(claim)).toBe(id);
    under.loseNextReply();
    await claims.free(id, [claim]).catch(() => undefined);
    await claims.free(id, [claim]);
    expect(await holder(claim)).toBeUndefined();
  });

  it("is all it asked for or nothing", async () => {
    const [first, second] = [await job(), await job()];
    const [one, two] = [anyone(), anyone()].toSorted((a, b) => (a.id < b.id ? -1 : 1)) as [Claim, Claim];
    await claims.take(first, [two], userOne);
    await refusal(claims.take(second, [two, one], userOne));
    expect(await holder(one)).toBeUndefined();
    expect(await holder(two)).toBe(first);
  });

  it("never stands against that of another which wants the same two the other way round", async () => {
    const pair = [anyone(), anyone()];
    for (let n = 0; n < 5; n += 1) {
      const [first, second] = [await job(), await job()];
      const asked = await Promise.allSettled([
        newProcess().take(first, pair, userOne),
        newProcess().take(second, pair.toReversed(), userOne),
      ]);
      expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const winner = asked[0]?.status === "fulfilled" ? first : second;
      for (const claim of pair) expect(await holder(claim)).toBe(winner);
      await claims.free(winner, pair);
    }
  });

  it("is not given back by another job", async () => {
    const [first, second] = [await job(), await job()];
    const claim = anyone();
    await claims.take(first, [claim], userOne);
    await claims.free(second, [claim]);
    expect(await holder(claim)).toBe(first);
  });

  it.each(["failed", "succeeded"] as const)("goes to the next at once when it has %s", async (state) => {
    const [first, second] = [await job(), await job()];
    const claim = anyone();
    await claims.take(first, [claim], userOne);
    await clock.advance(1);
    await end(first, state);
    await claims.take(second, [claim], userOne);
    expect(await holder(claim)).toBe(second);
  });

  it("stays with a parked job: nobody knows what became of it", async () => {
    const [first, second] = [await job(), await job()];
    const claim = anyone();
    await claims.take(first, [claim], userOne);
    await end(first, "parked");
    await clock.advance(minutes(60));
    const { code, message, next } = await refusal(claims.take(second, [claim], userOne));
    expect(code).toBe("claimed");
    expect(message).toContain("stopped in the middle of this");
    expect(next).toContain(`/isb job retry ${first}`);
  });

  it("goes to the next after two minutes when it was never made", async () => {
    const claim = anyone();
    await claims.take("never-made", [claim], userOne);
    const second = await job();
    await clock.advance(minutes(2));
    expect((await refusal(claims.take(second, [claim], userOne))).code).toBe("claimed");
    await clock.advance(1);
    await claims.take(second, [claim], userOne);
    expect(await holder(claim)).toBe(second);
  });

  it("is not taken from a job that has ended and is about to go on", async () => {
    const [first, second] = [await job(), await job()];
    const claim = anyone();
    await end(first, "failed");
    await clock.advance(seconds(30));
    await claims.take(first, [claim], userOne);
    expect((await refusal(claims.take(second, [claim], userOne))).code).toBe("claimed");
  });

  it("is not taken in the moment in which the job that has ended claims it again", async () => {
    const [first, second] = [await job(), await job()];
    const claim = anyone();
    await claims.take(first, [claim], userOne);
    await clock.advance(1);
    await end(first, "failed");
    await clock.advance(1);
    const { get } = store;
    // Between the look at the job and the write.
    store.get = async (id) => {
      const record = await get(id);
      store.get = get;
      await newProcess().take(first, [claim], userOne);
      return record;
    };
    expect((await refusal(newProcess().take(second, [claim], userOne))).code).toBe("claimed");
    expect(await holder(claim)).toBe(first);
  });

  it("is swept when its job is over or was never made, and kept while it is at work", async () => {
    const [atWork, over] = [await job(), await job()];
    const [kept, ended, orphaned] = [anyone(), anyone(), anyone()];
    await claims.take(atWork, [kept], userOne);
    await claims.take(over, [ended], userOne);
    await claims.take("never-made", [orphaned], userOne);
    await clock.advance(1);
    await end(over, "succeeded");
    await sweepAll();
    expect(await holder(ended)).toBe(over);
    for (let n = 0; n < 2; n += 1) {
      await clock.advance(minutes(10));
      await sweepAll();
      await sweepAll();
    }
    expect(await holder(kept)).toBe(atWork);
    expect(await holder(ended)).toBeUndefined();
    expect(await holder(orphaned)).toBeUndefined();
    const due = await store.due(clock.now(), 100);
    expect(due.filter(({ kind }) => kind === "claim")).toEqual([]);
  });

  it("of a step that is not there is an error when the workflow is registered", () => {
    const wrong = { ...workflow, claims: { of: () => [], until: "no-such-step" } };
    expect(() => createWorkflowRegistry([wrong])).toThrow("no-such-step");
  });
});
