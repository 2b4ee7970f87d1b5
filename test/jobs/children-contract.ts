import { describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import type { JobRecord, NewJob } from "../../src/jobs/store/record.ts";
import type { ChildNews } from "../../src/jobs/store/step-children.ts";
import { asItWas, newJob } from "./new-job.ts";
import type { StoreUnderTest } from "./store-contract.ts";

const problem = { code: "pool-empty", message: "There is none left.", next: "Wait." } as const;

/** What every store keeps to about jobs that are items of another. */
export const childrenContract = (under: () => StoreUnderTest): void => {
  const get = async (id: string): Promise<JobRecord> => {
    const record = await under().store.get(id);
    if (!record) throw new Error(`no job ${id}`);
    return record;
  };
  const claim = async (id: string): Promise<JobRecord> => {
    const { store, clock } = under();
    const taken = await store.claim(id, (await get(id)).wakeAt, clock.now() + seconds(30));
    if (!taken) throw new Error(`job ${id} was not claimed`);
    return taken;
  };
  const createParent = async (total: number): Promise<string> => {
    const job = newJob();
    await under().store.create(job);
    await under().store.openChildren(job.id, "make", total);
    return job.id;
  };
  const childOf = async (jobId: string, more: Partial<NewJob> = {}): Promise<NewJob> => {
    const job = newJob({ parent: { jobId, step: "make", round: 0, stopOn: [] }, ...more });
    expect(await under().store.create(job)).toBe(true);
    return job;
  };
  const news = (jobId: string, more: Partial<ChildNews> = {}): ChildNews => ({
    id: "child",
    parent: { jobId, step: "make", round: 0, stopOn: ["pool-empty"] },
    epoch: 1,
    title: "One",
    state: "done",
    ...more,
  });
  const childrenIn = async (id: string) => {
    const children = (await get(id)).children.make;
    if (!children) throw new Error(`job ${id} has no children`);
    return children;
  };

  describe("a child job", () => {
    it("is listed with its parent alone, and has no messages of its own", async () => {
      const { store, clock } = under();
      const parent = await createParent(2);
      const [one, other] = [await childOf(parent), await childOf(parent)];
      const listed = async (filter: object) => (await store.list(filter)).jobs.map(({ id }) => id).toSorted();
      expect(await listed({})).toEqual([parent]);
      expect(await listed({ parent })).toEqual([one.id, other.id].toSorted());
      expect((await store.childrenOf(parent)).map(({ id }) => id).toSorted()).toEqual([one.id, other.id].toSorted());
      await store.checkpoint(await claim(one.id), { changed: [], added: [], visible: true });
      await store.askToStop(other.id, { slackId: "U1", name: "A" });
      expect(await store.outboxDue(clock.now() + minutes(1), 50)).toEqual([parent]);
    });

    it("tells its parent when it ends, in one write beside the parent's worker", async () => {
      const { store } = under();
      const parent = await createParent(2);
      const child = await childOf(parent);
      const atWork = await claim(parent);
      await store.end(await claim(child.id), { state: "succeeded" });
      expect((await childrenIn(parent)).told).toEqual({ [child.id]: { state: "done", epoch: 1, round: 0 } });
      await store.checkpoint(atWork, { changed: [], added: [], visible: false });
    });

    it("moves what people see of its parent", async () => {
      const { store } = under();
      const parent = await createParent(2);
      const before = (await get(parent)).rev;
      await store.tellParent(news(parent));
      expect((await get(parent)).rev).toBe(before + 1);
    });

    it("is told once, however often that is repeated, and old news do not undo newer ones", async () => {
      const { store } = under();
      const parent = await createParent(2);
      await store.tellParent(news(parent, { epoch: 2, state: "failed", problem }));
      const { rev } = await get(parent);
      await store.tellParent(news(parent, { epoch: 2, state: "failed", problem }));
      await store.tellParent(news(parent, { epoch: 1, state: "done" }));
      expect(await get(parent)).toMatchObject({ rev, children: { make: { told: { child: { state: "failed" } } } } });
      await store.tellParent(news(parent, { epoch: 3, state: "done" }));
      expect(await childrenIn(parent)).toMatchObject({ told: { child: { state: "done" } }, problems: {} });
    });

    it("may tell at the same moment as all the others, and nothing is lost", async () => {
      const { store } = under();
      const parent = await createParent(30);
      const ids = Array.from({ length: 30 }, (_, n) => `c${n}`);
      await Promise.all(ids.map((id) => store.tellParent(news(parent, { id }))));
      expect(Object.keys((await childrenIn(parent)).told).toSorted()).toEqual(ids.toSorted());
    });

    it("wakes its parent only when it is the last", async () => {
      const { store, clock } = under();
      const parent = await createParent(2);
      await store.suspend(await claim(parent), clock.now() + minutes(30), "waiting");
      await store.tellParent(news(parent, { id: "one" }));
      expect((await store.due(clock.now(), 9)).map(({ id }) => id)).not.toContain(parent);
      await store.tellParent(news(parent, { id: "two", state: "parked", problem }));
      expect((await store.due(clock.now(), 9)).map(({ id }) => id)).not.toContain(parent);
      await store.tellParent(news(parent, { id: "two", epoch: 2, state: "stopped" }));
      expect((await store.due(clock.now(), 9)).map(({ id }) => id)).toContain(parent);
    });

    it("whose problem stops all holds the others, and wakes its parent", async () => {
      const { store, clock } = under();
      const parent = await createParent(2);
      const link = news(parent).parent;
      await store.suspend(await claim(parent), clock.now() + minutes(30), "waiting");
      await store.tellParent(
        news(parent, { id: "one", state: "failed", problem: { ...problem, code: "lease-limit" } }),
      );
      expect(await store.holdsChildren(link)).toBe(false);
      await store.tellParent(news(parent, { id: "two", state: "failed", problem }));
      expect(await store.holdsChildren(link)).toBe(true);
      expect((await store.due(clock.now(), 9)).map(({ id }) => id)).toContain(parent);
      expect((await childrenIn(parent)).halted).toMatchObject({ jobId: "two", problem });
    });

    it("leaves words about no more than 20 problems, however many there are and however long they are", async () => {
      const { store } = under();
      const parent = await createParent(40);
      const long = { ...problem, message: "x".repeat(5_000) };
      for (let n = 0; n < 40; n += 1)
        await store.tellParent(news(parent, { id: `c${n}`, state: "failed", problem: long, title: "y".repeat(5_000) }));
      const { told, problems } = await childrenIn(parent);
      expect(Object.keys(told)).toHaveLength(40);
      expect(Object.keys(problems)).toHaveLength(20);
      expect(JSON.stringify(problems).length).toBeLessThan(20_000);
    });

    it("is held by a parent that was asked to stop, and by none that is gone", async () => {
      const { store } = under();
      const parent = await createParent(1);
      expect(await store.holdsChildren(news(parent).parent)).toBe(false);
      await store.askToStop(parent, { slackId: "U1", name: "A" });
      expect(await store.holdsChildren(news(parent).parent)).toBe(true);
      expect(await store.holdsChildren(news("nobody").parent)).toBe(false);
      await store.tellParent(news("nobody"));
      expect(await store.get("nobody")).toBeUndefined();
    });

    it("that cannot begin is there as failed, and nobody works on it", async () => {
      const { store, clock } = under();
      const parent = await createParent(1);
      const child = await childOf(parent, { problem });
      expect(await get(child.id)).toMatchObject({ state: "failed", problem, endedAt: clock.now() });
      expect((await store.due(clock.now(), 9)).map(({ id }) => id)).toEqual([parent]);
    });

    it("that is had to go on counts as at work again", async () => {
      const { store } = under();
      const parent = await createParent(1);
      const child = await childOf(parent);
      await store.end(await claim(child.id), { state: "failed", problem });
      expect(await store.resume(child.id, { slackId: "U1", name: "A" }, asItWas)).toBe("going-on");
      expect(await childrenIn(parent)).toMatchObject({ told: { [child.id]: { state: "at-work" } }, problems: {} });
      await store.end(await claim(child.id), { state: "succeeded" });
      expect((await childrenIn(parent)).told[child.id]).toMatchObject({ state: "done", round: 0 });
    });

    it("goes on after it was cancelled only when its parent does", async () => {
      const { store } = under();
      const parent = await createParent(1);
      const child = await childOf(parent);
      await store.end(await claim(child.id), { state: "cancelled" });
      const by = { slackId: "U1", name: "A" };
      expect(await store.resume(child.id, by, asItWas)).toBe("not-stopped");
      expect(await store.resume(child.id, by, asItWas, 1)).toBe("going-on");
      expect(await get(child.id)).toMatchObject({ state: "queued", parent: { round: 1 } });
    });

    it("of a parent that goes on after ending partly is held no more", async () => {
      const { store } = under();
      const parent = await createParent(2);
      await store.tellParent(news(parent, { state: "failed", problem }));
      await store.end(await claim(parent), { state: "partly", problem });
      expect(await store.resume(parent, { slackId: "U1", name: "A" }, asItWas)).toBe("going-on");
      expect(await store.holdsChildren(news(parent).parent)).toBe(false);
      expect((await childrenIn(parent)).told.child).toMatchObject({ state: "failed" });
    });
  });
};
