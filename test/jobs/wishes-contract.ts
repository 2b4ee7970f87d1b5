import { describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import type { JobRecord } from "../../src/jobs/store/record.ts";
import { FenceLost } from "../../src/jobs/store/store.ts";
import { asItWas, newJob, userOne } from "./new-job.ts";
import type { StoreUnderTest } from "./store-contract.ts";

const problem = { code: "gave-up", message: "Nobody knows.", next: "Look." } as const;
const began = "2026-03-02T09:00:00.000Z";
const other = { slackId: "U0OTHER", name: "Somebody Else" };

/** What every store keeps to about what persons want of a job that is there already. */
export const wishesContract = (under: () => StoreUnderTest): void => {
  const get = async (id: string): Promise<JobRecord> => {
    const record = await under().store.get(id);
    if (!record) throw new Error(`no job ${id}`);
    return record;
  };
  const create = async (): Promise<string> => {
    const { id } = newJob();
    expect(await under().store.create(newJob({ id }))).toBe(true);
    return id;
  };
  const claim = async (id: string): Promise<JobRecord> => {
    const { store, clock } = under();
    const taken = await store.claim(id, (await get(id)).wakeAt, clock.now() + seconds(30));
    if (!taken) throw new Error(`job ${id} was not claimed`);
    return taken;
  };
  const checkpoint = (record: JobRecord) =>
    under().store.checkpoint(record, { changed: [], added: [], visible: false });
  const isDue = async (id: string): Promise<boolean> =>
    (await under().store.due(under().clock.now(), 50)).some((due) => due.id === id);
  const parked = async (): Promise<string> => {
    const id = await create();
    await under().store.end(await claim(id), { state: "parked", problem });
    return id;
  };

  describe("the wish that a job should end", () => {
    it("wakes a sleeping job, and the next claim knows who wished it and when", async () => {
      const { store, clock } = under();
      const id = await create();
      await store.suspend(await claim(id), clock.now() + minutes(60), "waiting");
      expect(await isDue(id)).toBe(false);
      expect(await store.askToStop(id, userOne)).toBe("asked");
      expect(await isDue(id)).toBe(true);
      expect((await claim(id)).stop).toMatchObject({ by: { slackId: userOne.slackId }, at: clock.now() });
    });

    it("is heard by a worker with its next write, and with its next heartbeat", async () => {
      const { store, clock } = under();
      const [written, beaten] = [await claim(await create()), await claim(await create())];
      for (const record of [written, beaten]) {
        expect(await store.askToStop(record.id, userOne)).toBe("asked");
        expect(record.stop).toBeUndefined();
      }
      await checkpoint(written);
      await store.heartbeat(beaten, clock.now() + minutes(1));
      for (const record of [written, beaten]) expect(record.stop?.by.slackId).toBe(userOne.slackId);
    });

    it("is heard also where the reply that told of it was lost", async () => {
      const { store, loseNextReply } = under();
      const record = await claim(await create());
      await store.askToStop(record.id, userOne);
      loseNextReply();
      await checkpoint(record);
      expect(record.stop?.by.slackId).toBe(userOne.slackId);
    });

    it("that lands counts also where its reply is lost and a worker has taken the job up since", async () => {
      const { store, loseNextReply } = under();
      const id = await create();
      loseNextReply(() => claim(id));
      expect(await store.askToStop(id, userOne)).toBe("asked");
    });

    it("makes a job due at once whose worker lets go without having heard of it", async () => {
      const { store, clock } = under();
      const record = await claim(await create());
      await store.askToStop(record.id, userOne);
      await store.suspend(record, clock.now() + minutes(60), "waiting");
      expect(await isDue(record.id)).toBe(true);
    });

    it("counts once, and comes too late for a job that is over", async () => {
      const { store } = under();
      const id = await create();
      const asked = await Promise.all([store.askToStop(id, userOne), store.askToStop(id, other)]);
      expect(asked.toSorted()).toEqual(["asked", "asked-before"]);
      const record = await claim(id);
      await store.end(record, { state: "cancelled" });
      expect(await store.askToStop(id, other)).toBe("over");
      expect(await store.askToStop("nobody", other)).toBe("unknown-job");
    });

    it("that comes while a job is being parked keeps it from being left to a person", async () => {
      const { store } = under();
      const record = await claim(await create());
      await store.askToStop(record.id, userOne);
      await store.end(record, { state: "parked", problem });
      expect((await get(record.id)).state).not.toBe("parked");
      expect(await isDue(record.id)).toBe(true);
      const again = await claim(record.id);
      expect(again.stop).toBeDefined();
      // Now it is known, and parked all the same.
      await store.end(again, { state: "parked", problem });
      expect((await get(record.id)).state).toBe("parked");
    });

    it("takes a parked job up again, also one that was asked before", async () => {
      const { store, clock } = under();
      const id = await parked();
      for (const by of [userOne, other]) {
        await clock.advance(1);
        expect(await store.askToStop(id, by)).toBe("asked");
        expect(await isDue(id)).toBe(true);
        const record = await claim(id);
        expect(record).toMatchObject({ claims: 1, problem, stop: { by: { slackId: by.slackId } } });
        await store.end(record, { state: "parked", problem });
      }
    });
  });

  describe("the wish that a job should go on", () => {
    it("makes one that stopped due at once, without what it is to forget and with what it is to remember", async () => {
      const { store, clock } = under();
      const record = await claim(await create());
      await store.checkpoint(record, {
        changed: ["a", "b"].map((Id) => ({ Id, Name: Id, Type: "STEP", Status: "SUCCEEDED", StartTimestamp: began })),
        added: ["a", "b"],
        visible: true,
      });
      await store.end(record, { state: "failed", problem });
      const triesBefore = { b: [{ startedAt: 1, doubtFrom: 2 }] };
      expect(await store.resume(record.id, other, () => ({ forget: ["b"], triesBefore, keepsStop: false }))).toBe(
        "going-on",
      );
      const now = await claim(record.id);
      expect([...now.operations.keys()]).toContain("a");
      expect([...now.operations.keys()]).not.toContain("b");
      expect(now).toMatchObject({ triesBefore, retries: [{ by: other, at: clock.now() }], state: "running" });
      expect(now.problem).toBeUndefined();
      expect(now.endedAt).toBeUndefined();
    });

    it("that lands counts also where its reply is lost and a worker has taken the job up since", async () => {
      const { store, loseNextReply } = under();
      const id = await parked();
      loseNextReply(() => claim(id));
      expect(await store.resume(id, userOne, asItWas)).toBe("going-on");
      expect((await get(id)).retries).toHaveLength(1);
    });

    it("has one of two who wish it at once win, and is refused for a job that did not stop", async () => {
      const { store } = under();
      const id = await parked();
      const wished = await Promise.all([store.resume(id, userOne, asItWas), store.resume(id, other, asItWas)]);
      expect(wished.toSorted()).toEqual(["going-on", "not-stopped"]);
      expect((await get(id)).retries).toHaveLength(1);
      await claim(id);
      expect(await store.resume(id, other, asItWas)).toBe("not-stopped");
      expect(await store.resume("nobody", other, asItWas)).toBe("unknown-job");
    });

    it("lets nobody write any more who had the job before", async () => {
      const { store } = under();
      const record = await claim(await create());
      await store.end({ ...record, operations: new Map(record.operations) }, { state: "failed", problem });
      await store.resume(record.id, userOne, asItWas);
      await expect(checkpoint(record)).rejects.toBeInstanceOf(FenceLost);
    });

    it("takes back that it should end, unless it goes on only to that", async () => {
      const { store } = under();
      for (const keepsStop of [true, false]) {
        const id = await parked();
        await store.askToStop(id, userOne);
        await store.end(await claim(id), { state: "parked", problem });
        await store.resume(id, other, () => ({ ...asItWas(), keepsStop }));
        expect((await claim(id)).stop !== undefined).toBe(keepsStop);
      }
    });

    it("knows from a claim whether the worker before had let go", async () => {
      const { store, clock } = under();
      const id = await create();
      const first = await claim(id);
      expect(first.tookOver).toBe(false);
      await store.suspend(first, clock.now(), "waiting");
      expect((await claim(id)).tookOver).toBe(false);
      await clock.advance(minutes(1));
      expect((await claim(id)).tookOver).toBe(true);
    });
  });
};
