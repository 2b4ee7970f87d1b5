import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import type { JobState } from "../../src/jobs/job.ts";
import type { JobRecord, NewJob, StoredOperation } from "../../src/jobs/store/record.ts";
import { FenceLost, type JobStore } from "../../src/jobs/store/store.ts";
import type { ManualClock } from "../fakes/manual-clock.ts";
import { childrenContract } from "./children-contract.ts";
import { newJob } from "./new-job.ts";
import { wishesContract } from "./wishes-contract.ts";

/** One store and what its tests need beside it. */
export interface StoreUnderTest {
  store: JobStore;
  clock: ManualClock;
  /** The next write reaches the database, and its reply is lost. `meanwhile` runs before anybody can notice. */
  loseNextReply(meanwhile?: () => Promise<unknown>): void;
  /** Leaves an empty store. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const step = (id: string, result?: string): StoredOperation => ({
  Id: id,
  Name: `step ${id}`,
  Type: "STEP",
  SubType: "Step",
  Status: result === undefined ? "STARTED" : "SUCCEEDED",
  StartTimestamp: "2026-03-02T09:00:00.000Z",
  StepDetails: { Attempt: 0, ...(result === undefined ? {} : { Result: result }) },
});

/** A lease as a worker asks for it. */
const leaseMs = seconds(30);
/** Clocks differ a little, so a lease is respected this long after it ran out. */
const marginMs = seconds(5);

/** What every store of jobs must keep to, whatever it is made of. */
export const storeContract = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`the ${name} store`, () => {
    let under: StoreUnderTest;
    let store: JobStore;
    let clock: ManualClock;
    beforeAll(async () => {
      under = await open();
      ({ store, clock } = under);
    });
    beforeEach(() => under.clear());
    afterAll(() => under.close());

    const create = async (more: Partial<NewJob> = {}): Promise<string> => {
      const job = newJob(more);
      expect(await store.create(job)).toBe(true);
      return job.id;
    };
    const get = async (id: string): Promise<JobRecord> => {
      const record = await store.get(id);
      if (!record) throw new Error(`no job ${id}`);
      return record;
    };
    const claim = async (id: string): Promise<JobRecord> => {
      const taken = await store.claim(id, (await get(id)).wakeAt, clock.now() + leaseMs);
      if (!taken) throw new Error(`job ${id} was not claimed`);
      return taken;
    };
    const progress = (record: JobRecord, more: { visible?: boolean; leaseUntil?: number } = {}) =>
      store.checkpoint(record, { changed: [], added: [], visible: false, ...more });
    const dueIds = async (at = clock.now()): Promise<string[]> => (await store.due(at, 50)).map(({ id }) => id);
    const claimOutbox = async (id: string, ms = seconds(30)) => {
      const claimed = await store.claimOutbox(id, clock.now() + ms);
      if (!claimed) throw new Error(`the messages of job ${id} were not claimed`);
      return claimed;
    };

    describe("a new job", () => {
      it("is made once, whoever asks how often", async () => {
        const job = newJob({ title: "the first" });
        const asked = await Promise.all(
          Array.from({ length: 10 }, (_, n) => store.create(n === 0 ? job : { ...job, title: `copy ${n}` })),
        );
        expect(asked.filter(Boolean)).toHaveLength(1);
        expect(await store.create(job)).toBe(false);
      });

      it("comes back as it was given, due at once and with something to say", async () => {
        const job = newJob({ input: { nested: [1, "two", { three: null }] } });
        await store.create(job);
        expect(await store.get(job.id)).toMatchObject({
          ...job,
          state: "queued",
          epoch: 0,
          claims: 0,
          nudged: false,
          rev: 1,
          sentRev: 0,
          sent: {},
          wakeAt: clock.now(),
          createdAt: clock.now(),
        });
        expect(await store.due(clock.now(), 5)).toEqual([{ kind: "job", id: job.id, wakeAt: clock.now() }]);
        expect(await store.outboxDue(clock.now(), 5)).toEqual([job.id]);
      });

      it("nobody made is not there", async () => {
        expect(await store.get("nobody")).toBeUndefined();
        expect(await store.claim("nobody", 0, clock.now())).toBeUndefined();
        await store.nudge("nobody");
        expect(await store.get("nobody")).toBeUndefined();
        expect(await dueIds()).toEqual([]);
      });
    });

    describe("a claim", () => {
      it("has one winner among many at once", async () => {
        const id = await create();
        const seen = (await get(id)).wakeAt;
        const claims = await Promise.all(
          Array.from({ length: 20 }, () => store.claim(id, seen, clock.now() + leaseMs)),
        );
        const won = claims.filter((record) => record !== undefined);
        expect(won).toHaveLength(1);
        expect(won[0]).toMatchObject({ epoch: 1, claims: 1, leaseUntil: clock.now() + leaseMs });
        expect(await get(id)).toMatchObject({ epoch: 1, claims: 1, state: "running" });
      });

      it("of a job that has moved on since it was seen is refused", async () => {
        const id = await create();
        const seen = (await get(id)).wakeAt;
        const record = await claim(id);
        expect(await store.claim(id, seen, clock.now() + leaseMs)).toBeUndefined();
        await store.suspend(record, clock.now() + minutes(5), "waiting");
        expect(await store.claim(id, seen, clock.now() + leaseMs)).toBeUndefined();
      });

      it("counts until there is progress", async () => {
        const id = await create();
        await claim(id);
        await claim(id);
        const third = await claim(id);
        expect(third.claims).toBe(3);
        await progress(third);
        expect(third.claims).toBe(0);
        expect(await get(id)).toMatchObject({ claims: 0, epoch: 3 });
      });

      it.each<JobState>(["succeeded", "partly", "failed", "cancelled", "parked"])(
        "of a job that is %s is refused",
        async (state) => {
          const id = await create();
          await store.end(await claim(id), { state: state as "failed" });
          expect(await store.claim(id, (await get(id)).wakeAt, clock.now() + leaseMs)).toBeUndefined();
        },
      );
    });

    describe("a checkpoint", () => {
      it("keeps what was written, in the order it came, and moves the record along", async () => {
        const id = await create();
        const record = await claim(id);
        const first = step("b");
        await store.checkpoint(record, { changed: [first], added: ["b"], visible: false });
        await store.checkpoint(record, { changed: [step("a", '"x"'), step("b", '"y"')], added: ["a"], visible: true });
        const after = await get(id);
        expect([...after.operations.keys()]).toEqual([`root-${id}`, "b", "a"]);
        expect(after.operations.get("b")).toEqual(step("b", '"y"'));
        expect(after).toMatchObject({ seq: record.seq, epoch: record.epoch, rev: record.rev });
        expect(after.rev).toBe(2);
        // The record that was read back can be written with as well: nothing else is kept in memory.
        await progress(after);
      });
    });

    describe("what is visible", () => {
      it("goes into the outbox's queue behind what was there, and before it when a person must act", async () => {
        const ids: string[] = [];
        for (const urgent of [false, false, true]) {
          const id = await create();
          const { claim: sender } = await claimOutbox(id);
          await store.releaseOutbox(id, sender, { sentRev: 1 });
          await clock.advance(1);
          await store.checkpoint(await claim(id), { changed: [], added: [], visible: true, urgent });
          ids.push(id);
        }
        const [first, second, third] = ids;
        expect(await store.outboxDue(clock.now(), 5)).toEqual([third, first, second]);
      });
    });

    describe("a job left to others", () => {
      it("is due when it was said, also when somebody nudged it; the next claim knows of the nudge", async () => {
        const id = await create();
        await store.suspend(await claim(id), clock.now() + minutes(60), "waiting");
        await store.nudge(id);
        const record = await claim(id);
        await store.nudge(id);
        await store.leave(record, clock.now() + minutes(1), "needs-approval");
        expect(await dueIds(clock.now() + minutes(1) - 1)).toEqual([]);
        expect(await dueIds(clock.now() + minutes(1))).toEqual([id]);
        expect(await get(id)).toMatchObject({ state: "needs-approval", claims: 0 });
        expect((await claim(id)).nudged).toBe(true);
      });
    });

    describe("the fence", () => {
      const writes: [string, (record: JobRecord) => Promise<unknown>][] = [
        ["checkpoint", (record) => progress(record, { visible: true, leaseUntil: clock.now() + minutes(9) })],
        ["suspend", (record) => store.suspend(record, clock.now() + minutes(9), "waiting")],
        ["leave", (record) => store.leave(record, clock.now() + minutes(9), "waiting")],
        ["end", (record) => store.end(record, { state: "failed" })],
      ];

      it.each(writes)("refuses a %s of the worker before, and nothing changes", async (_, write) => {
        const id = await create();
        const before = await claim(id);
        await progress(before);
        await claim(id);
        const as = await get(id);
        await expect(write(before)).rejects.toBeInstanceOf(FenceLost);
        expect(await get(id)).toEqual(as);
      });

      it.each(writes)("refuses a %s from a record that was left behind", async (_, write) => {
        const id = await create();
        const record = await claim(id);
        const leftBehind = structuredClone(record);
        await progress(record);
        const as = await get(id);
        await expect(write(leftBehind)).rejects.toBeInstanceOf(FenceLost);
        expect(await get(id)).toEqual(as);
      });

      it("tells a heartbeat that the job is another's now", async () => {
        const id = await create();
        const before = await claim(id);
        expect(await store.heartbeat(before, clock.now() + leaseMs)).toBe(true);
        await claim(id);
        const as = await get(id);
        expect(await store.heartbeat(before, clock.now() + minutes(9))).toBe(false);
        expect(await get(id)).toEqual(as);
      });
    });

    describe("a lease", () => {
      it("holds until five seconds after its end, and no longer", async () => {
        const id = await create();
        const record = await claim(id);
        const end = record.leaseUntil as number;
        expect(await dueIds(end)).toEqual([]);
        expect(await dueIds(end + marginMs - 1)).toEqual([]);
        expect(await dueIds(end + marginMs)).toEqual([id]);
      });

      it("moves with each heartbeat", async () => {
        const id = await create();
        const record = await claim(id);
        await clock.advance(seconds(10));
        expect(await store.heartbeat(record, clock.now() + leaseMs)).toBe(true);
        expect(await dueIds(clock.now() + leaseMs + marginMs - 1)).toEqual([]);
        expect(await dueIds(clock.now() + leaseMs + marginMs)).toEqual([id]);
      });

      it("is never cut short by a heartbeat: the call it was taken for may still be running", async () => {
        const id = await create();
        const record = await claim(id);
        const long = clock.now() + minutes(2);
        await progress(record, { leaseUntil: long });
        expect(await store.heartbeat(record, clock.now() + leaseMs)).toBe(true);
        expect((await get(id)).leaseUntil).toBe(long);
        expect(await dueIds(long + marginMs - 1)).toEqual([]);
      });

      it("is over when the job was let go: a late heartbeat does not take it back", async () => {
        const id = await create();
        const record = await claim(id);
        const wakeAt = clock.now() + minutes(5);
        await store.suspend(record, wakeAt, "waiting");
        expect(await store.heartbeat(record, clock.now() + leaseMs)).toBe(false);
        expect(await get(id)).toMatchObject({ wakeAt });
      });
    });

    describe("a write whose reply was lost", () => {
      const writes: [string, (record: JobRecord) => Promise<unknown>, Partial<JobRecord>][] = [
        ["checkpoint", (record) => progress(record, { visible: true }), { rev: 2 }],
        ["suspend", (record) => store.suspend(record, clock.now() + 1, "waiting"), { state: "waiting" }],
        ["end", (record) => store.end(record, { state: "failed" }), { state: "failed", rev: 2 }],
      ];

      it.each(writes)("counts once: %s", async (_, write, expected) => {
        const id = await create();
        const record = await claim(id);
        const seq = record.seq;
        under.loseNextReply();
        await write(record);
        expect(await get(id)).toMatchObject({ seq: seq + 1, ...expected });
      });

      it.each(writes)("is known again though others wrote to the job meanwhile: %s", async (_, write, expected) => {
        const id = await create();
        const record = await claim(id);
        const { claim: sender } = await claimOutbox(id);
        const seq = record.seq;
        const epoch = record.epoch;
        under.loseNextReply(async () => {
          await store.heartbeat({ ...record, epoch }, clock.now() + minutes(1));
          await store.noteSent(id, sender, "card", { channel: "C1", ts: "1.1", print: "p" });
          await store.nudge(id);
        });
        await write(record);
        expect(await get(id)).toMatchObject({ seq: seq + 1, ...expected });
      });

      it("counts once: claim", async () => {
        const id = await create();
        under.loseNextReply();
        expect(await claim(id)).toMatchObject({ epoch: 1, claims: 1 });
        expect(await get(id)).toMatchObject({ epoch: 1, claims: 1 });
      });

      it("counts once: create, and is not mistaken for a repeated delivery", async () => {
        const job = newJob();
        under.loseNextReply();
        expect(await store.create(job)).toBe(true);
        expect(await store.create(job)).toBe(false);
      });

      it("counts once: the claim of a job's messages, and its release", async () => {
        const id = await create();
        under.loseNextReply();
        const { claim: sender, tookOver } = await claimOutbox(id);
        expect(tookOver).toBe(false);
        under.loseNextReply();
        await store.noteSent(id, sender, "card", { channel: "C1", ts: "1.1", print: "p" });
        under.loseNextReply();
        await store.releaseOutbox(id, sender, { sentRev: 1 });
        expect(await get(id)).toMatchObject({ sentRev: 1, sent: { card: { ts: "1.1" } } });
        expect(await store.outboxDue(clock.now() + minutes(9), 5)).toEqual([]);
      });

      it("is not mistaken for one that another worker's claim undid", async () => {
        const id = await create();
        const record = await claim(id);
        under.loseNextReply(() => claim(id));
        await expect(progress(record)).rejects.toBeInstanceOf(FenceLost);
        expect(await get(id)).toMatchObject({ epoch: 2 });
      });
    });

    describe("a nudge", () => {
      it("makes a sleeping job due now, and the next claim knows why", async () => {
        const id = await create();
        await store.suspend(await claim(id), clock.now() + minutes(60), "waiting");
        expect(await dueIds()).toEqual([]);
        await store.nudge(id);
        expect(await dueIds()).toEqual([id]);
        const record = await claim(id);
        expect(record.nudged).toBe(true);
        await progress(record);
        expect(record.nudged).toBe(false);
        await store.suspend(record, clock.now() + minutes(60), "waiting");
        expect(await dueIds()).toEqual([]);
        expect((await claim(id)).nudged).toBe(false);
      });

      it("of a running job is kept until it would sleep, and does not take it from its worker", async () => {
        const id = await create();
        const record = await claim(id);
        await store.nudge(id);
        expect(await dueIds()).toEqual([]);
        await store.suspend(record, clock.now() + minutes(60), "waiting");
        expect(await dueIds()).toEqual([id]);
        expect((await claim(id)).nudged).toBe(true);
      });

      it("that comes while an earlier one is being looked into is not lost with it", async () => {
        const id = await create();
        await store.suspend(await claim(id), clock.now() + minutes(60), "waiting");
        await store.nudge(id);
        const record = await claim(id);
        // The look is done by now; what happened since, it cannot have seen.
        await store.nudge(id);
        await progress(record);
        await store.suspend(record, clock.now() + minutes(60), "waiting");
        expect(await dueIds()).toEqual([id]);
        expect((await claim(id)).nudged).toBe(true);
      });

      it("outlives the worker that was looking into it", async () => {
        const id = await create();
        await store.suspend(await claim(id), clock.now() + minutes(60), "waiting");
        await store.nudge(id);
        await claim(id);
        expect((await claim(id)).nudged).toBe(true);
      });

      it("racing with going to sleep wakes the job, whichever comes first", async () => {
        const ids = await Promise.all(Array.from({ length: 25 }, () => create()));
        const records = await Promise.all(ids.map(claim));
        const wakeAt = clock.now() + minutes(60);
        await Promise.all(
          records.flatMap((record, n) => {
            const both = [() => store.suspend(record, wakeAt, "waiting"), () => store.nudge(record.id)];
            return (n % 2 === 0 ? both : both.toReversed()).map((write) => write());
          }),
        );
        expect((await dueIds()).toSorted()).toEqual(ids.toSorted());
      });

      it("of a job that is over changes nothing", async () => {
        const id = await create();
        await store.end(await claim(id), { state: "succeeded" });
        const as = await get(id);
        await store.nudge(id);
        expect(await get(id)).toEqual(as);
        expect(await dueIds(clock.now() + minutes(9))).toEqual([]);
      });
    });

    describe("an answer to a callback", () => {
      const yes = { is: "succeeded", result: "yes" } as const;
      const no = { is: "failed", error: { ErrorType: "Refusal", ErrorMessage: "no" } } as const;

      it("wakes a sleeping job, and the next claim brings it", async () => {
        const id = await create();
        await store.suspend(await claim(id), clock.now() + minutes(60), "waiting");
        expect(await store.complete(id, "one", yes)).toBe(true);
        expect(await dueIds()).toEqual([id]);
        expect((await claim(id)).inbox).toEqual({ one: yes });
      });

      it("to a running job leaves it to its worker and is found when that lets go", async () => {
        const id = await create();
        const record = await claim(id);
        expect(await store.complete(id, "one", no)).toBe(true);
        expect(await dueIds()).toEqual([]);
        await progress(record);
        await store.suspend(record, clock.now() + minutes(60), "waiting");
        expect(await dueIds()).toEqual([id]);
        expect((await claim(id)).inbox).toEqual({ one: no });
      });

      it("is not lost on a job that was left to a person", async () => {
        const id = await create();
        await store.end(await claim(id), { state: "parked" });
        expect(await store.complete(id, "one", yes)).toBe(true);
        expect(await dueIds()).toEqual([]);
        expect((await get(id))?.inbox).toEqual({ one: yes });
      });

      it("counts when it is the first, whoever else answers at the same time", async () => {
        const id = await create();
        await claim(id);
        const answers = await Promise.all(
          [1, 2, 3, 4].map((n) => store.complete(id, "one", { ...yes, result: `${n}` })),
        );
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect((await get(id))?.inbox.one).toEqual({ ...yes, result: `${answers.indexOf(true) + 1}` });
        expect(await store.complete(id, "two", no)).toBe(true);
      });

      it("racing with going to sleep wakes the job, whichever comes first", async () => {
        const ids = await Promise.all(Array.from({ length: 10 }, () => create()));
        const records = await Promise.all(ids.map(claim));
        await Promise.all(
          records.flatMap((record) => [
            store.suspend(record, clock.now() + minutes(60), "waiting"),
            store.complete(record.id, "one", yes),
          ]),
        );
        expect((await dueIds()).toSorted()).toEqual(ids.toSorted());
      });

      it("whose reply was lost is not taken for somebody else's", async () => {
        const id = await create();
        under.loseNextReply();
        expect(await store.complete(id, "one", yes)).toBe(true);
        expect((await get(id))?.inbox).toEqual({ one: yes });
      });

      it("comes too late when the job is over, and finds no job that is none", async () => {
        const id = await create();
        await store.end(await claim(id), { state: "succeeded" });
        expect(await store.complete(id, "one", yes)).toBe(false);
        expect(await store.complete("nobody", "one", yes)).toBe(false);
      });
    });

    describe("what is due", () => {
      it("is oldest first, and no more than asked for", async () => {
        const ids: string[] = [];
        for (const minute of [3, 1, 2]) {
          const id = await create();
          await store.suspend(await claim(id), clock.now() + minutes(minute), "waiting");
          ids.push(id);
        }
        const [third, first, second] = ids as [string, string, string];
        expect(await dueIds(clock.now() + minutes(2))).toEqual([first, second]);
        expect((await store.due(clock.now() + minutes(9), 1)).map(({ id }) => id)).toEqual([first]);
        expect(await dueIds(clock.now() + minutes(9))).toEqual([first, second, third]);
      });

      it("is looked for behind all that is left out, without leaving out anything else", async () => {
        const ids: string[] = [];
        for (let n = 0; n < 12; n += 1) {
          ids.push(await create());
          await clock.advance(1);
        }
        const out = new Set(ids.slice(0, 9));
        const due = await store.due(clock.now(), 2, ({ id }) => out.has(id));
        expect(due.map(({ id }) => id)).toEqual(ids.slice(9, 11));
        expect((await store.due(clock.now(), 5, ({ id }) => out.has(id))).map(({ id }) => id)).toEqual(ids.slice(9));
        expect(await store.outboxDue(clock.now(), 2, (id) => out.has(id))).toEqual(ids.slice(9, 11));
      });

      it("holds no job that is over or left to a person", async () => {
        const states = ["succeeded", "partly", "failed", "cancelled", "parked"] as const;
        for (const state of states) await store.end(await claim(await create()), { state });
        const waiting = await create();
        expect(await dueIds(clock.now() + minutes(60 * 24 * 365))).toEqual([waiting]);
      });
    });

    describe("a list", () => {
      const made = async (slackId: string, states: readonly ("queued" | "failed")[]): Promise<string[]> => {
        const ids: string[] = [];
        for (const state of states) {
          await clock.advance(seconds(1));
          const id = await create({ requester: { ...newJob().requester, slackId } });
          if (state === "failed") await store.end(await claim(id), { state });
          ids.unshift(id);
        }
        return ids;
      };

      it("is newest first", async () => {
        const ids = await made("U1", ["queued", "failed", "queued"]);
        expect((await store.list({})).jobs.map(({ id }) => id)).toEqual(ids);
      });

      it("keeps to one person, one state, or both", async () => {
        const [a3, a2, a1] = await made("UA", ["queued", "failed", "queued"]);
        const [b2, b1] = await made("UB", ["failed", "queued"]);
        const ids = async (filter: Parameters<JobStore["list"]>[0]) =>
          (await store.list(filter)).jobs.map(({ id }) => id);
        expect(await ids({ slackId: "UA" })).toEqual([a3, a2, a1]);
        expect(await ids({ states: ["failed"] })).toEqual([b1, a2]);
        expect(await ids({ slackId: "UB", states: ["queued"] })).toEqual([b2]);
        expect(await ids({ slackId: "UC" })).toEqual([]);
      });

      it.each([
        ["of everything", {}],
        ["of one person's", { slackId: "UA" }],
      ])("%s turns page by page: each job once, and an end", async (_, filter) => {
        const mine = new Set(
          await made(
            "UA",
            Array.from({ length: 7 }, () => "queued" as const),
          ),
        );
        const others = "slackId" in filter ? [] : await made("UB", ["queued", "failed"]);
        if ("slackId" in filter) await made("UB", ["queued", "failed"]);
        const seen: string[] = [];
        const sizes: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.list({ ...filter, limit: 3, ...(cursor ? { cursor } : {}) });
          seen.push(...page.jobs.map(({ id }) => id));
          sizes.push(page.jobs.length);
          cursor = page.cursor;
        } while (cursor && sizes.length < 10);
        expect(new Set(seen)).toEqual(new Set([...mine, ...others]));
        expect(seen).toHaveLength(mine.size + others.length);
        expect(sizes).toEqual([3, 3, ...(others.length > 0 ? [3] : [1])]);
      });
    });

    childrenContract(() => under);
    wishesContract(() => under);

    describe("the right to send a job's messages", () => {
      it("has one holder at a time", async () => {
        const id = await create();
        const claims = await Promise.all(
          Array.from({ length: 10 }, () => store.claimOutbox(id, clock.now() + seconds(30))),
        );
        expect(claims.filter(Boolean)).toHaveLength(1);
        expect(claims.find(Boolean)).toMatchObject({ tookOver: false, record: { id, rev: 1 } });
      });

      it("passes on when its holder died, who can write nothing more; the next one is told", async () => {
        const id = await create();
        const dead = await claimOutbox(id);
        await store.noteSent(id, dead.claim, "card", { channel: "C1", ts: "1.1", print: "old" });
        await clock.advance(seconds(30) + 1);
        expect(await store.outboxDue(clock.now(), 5)).toEqual([id]);
        const next = await claimOutbox(id);
        expect(next).toMatchObject({ tookOver: true, record: { sent: { card: { ts: "1.1" } } } });

        await store.noteSent(id, dead.claim, "card", { channel: "C1", ts: "9.9", print: "zombie" });
        await store.noteSent(id, dead.claim, "end", { channel: "C1", ts: "9.9", print: "zombie" });
        await store.releaseOutbox(id, dead.claim, { sentRev: 1 });
        await store.releaseOutbox(id, dead.claim, { retryAt: clock.now() });
        expect(await get(id)).toMatchObject({ sentRev: 0, sent: { card: { ts: "1.1" } } });
        expect((await get(id)).sent.end).toBeUndefined();
        expect(await store.claimOutbox(id, clock.now() + seconds(30))).toBeUndefined();
      });

      it("says whether a note was still its holder's to make", async () => {
        const id = await create();
        const holder = await claimOutbox(id);
        const sent = { channel: "C1", ts: "1.1", print: "p" };
        expect(await store.noteSent(id, holder.claim, "card", sent)).toBe(true);
        expect(await store.noteSent(id, "somebody else", "end", sent)).toBe(false);
      });

      it("given back with everything sent leaves nothing to do", async () => {
        const id = await create();
        const { claim: sender } = await claimOutbox(id);
        await store.releaseOutbox(id, sender, { sentRev: 1 });
        expect(await store.outboxDue(clock.now() + minutes(9), 5)).toEqual([]);
        expect(await store.claimOutbox(id, clock.now() + seconds(30))).toBeUndefined();
        expect(await get(id)).toMatchObject({ rev: 1, sentRev: 1 });
      });

      it("given back when there is more to say by now stays due at once", async () => {
        const id = await create();
        const record = await claim(id);
        const { claim: sender, record: seen } = await claimOutbox(id);
        await progress(record, { visible: true });
        await store.releaseOutbox(id, sender, { sentRev: seen.rev });
        expect(await get(id)).toMatchObject({ rev: 2, sentRev: 1 });
        expect(await store.outboxDue(clock.now(), 5)).toEqual([id]);
        expect(await claimOutbox(id)).toMatchObject({ tookOver: false, record: { rev: 2 } });
      });

      it("given back for later is due then, and no change hurries it", async () => {
        const id = await create();
        const record = await claim(id);
        const { claim: sender } = await claimOutbox(id);
        await store.releaseOutbox(id, sender, { retryAt: clock.now() + seconds(20) });
        await progress(record, { visible: true });
        expect(await store.outboxDue(clock.now() + seconds(20) - 1, 5)).toEqual([]);
        expect(await store.outboxDue(clock.now() + seconds(20), 5)).toEqual([id]);
      });

      it("given back in doubt tells the next holder to look before repeating anything", async () => {
        const id = await create();
        const first = await claimOutbox(id);
        await store.releaseOutbox(id, first.claim, { retryAt: clock.now(), inDoubt: true });
        const second = await claimOutbox(id);
        expect(second.tookOver).toBe(true);
        await store.releaseOutbox(id, second.claim, { retryAt: clock.now() });
        const third = await claimOutbox(id);
        expect(third.tookOver).toBe(false);
        // What was in doubt may be wanted again later, so everything sent is no end of it.
        await store.releaseOutbox(id, third.claim, { sentRev: third.record.rev, inDoubt: true });
        expect(await store.outboxDue(clock.now() + minutes(9), 5)).toEqual([]);
        await progress(await claim(id), { visible: true });
        expect((await claimOutbox(id)).tookOver).toBe(true);
      });

      it("is not looked for while somebody has it, however much changes", async () => {
        const id = await create();
        const record = await claim(id);
        await claimOutbox(id);
        await progress(record, { visible: true });
        expect(await store.outboxDue(clock.now(), 5)).toEqual([]);
      });

      it("is there for a job that is over: its last card is not lost", async () => {
        const id = await create();
        const { claim: sender } = await claimOutbox(id);
        await store.releaseOutbox(id, sender, { sentRev: 1 });
        await store.end(await claim(id), { state: "succeeded", result: { total: 3 } });
        expect(await store.outboxDue(clock.now(), 5)).toEqual([id]);
        expect((await claimOutbox(id)).record).toMatchObject({ state: "succeeded", result: { total: 3 }, rev: 2 });
      });

      it("is not given for what nobody can see", async () => {
        const id = await create();
        const { claim: sender } = await claimOutbox(id);
        await store.releaseOutbox(id, sender, { sentRev: 1 });
        const record = await claim(id);
        await progress(record, { visible: false });
        await store.suspend(record, clock.now() + minutes(1), "waiting");
        expect(await store.outboxDue(clock.now() + minutes(9), 5)).toEqual([]);
      });
    });
  });
};
