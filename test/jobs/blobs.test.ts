import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { days, minutes, seconds } from "../../src/domain/duration.ts";
import { expiryAt, jobKey } from "../../src/jobs/store/item.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobRecord, NewJob, StoredOperation } from "../../src/jobs/store/record.ts";
import type { Shape } from "../../src/jobs/store/shape.ts";
import { type JobStore, Outgrown } from "../../src/jobs/store/store.ts";
import type { Item, Table } from "../../src/jobs/table/table.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { newJob } from "./new-job.ts";

let table: TestTable;
let clock: ManualClock;
let store: JobStore;
/** Keys of the items read and put since the test began. */
let read: string[];
let put: string[];
/** While true no update reaches the table. */
let broken: boolean;
let shape: Shape;

const watched = (inner: Table): Table => ({
  ...inner,
  async get(pk) {
    read.push(pk);
    return inner.get(pk);
  },
  async put(item, when) {
    put.push(item.pk);
    await inner.put(item, when);
  },
  async update(change) {
    if (broken) throw new Error("the table does not answer");
    return inner.update(change);
  },
});

beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());
beforeEach(() => {
  [read, put, broken, shape] = [[], [], false, 2];
  clock = createManualClock();
  store = createJobStore({ table: watched(table.table), clock, newId: randomUUID, shape: () => shape });
});

const text = (bytes: number): string => "ä".repeat(bytes / 2);

const step = (id: string, result: string, more: Partial<StoredOperation> = {}): StoredOperation => ({
  Id: id,
  Name: `step ${id}`,
  Type: "STEP",
  SubType: "Step",
  Status: "SUCCEEDED",
  StartTimestamp: "2026-03-02T09:00:00.000Z",
  EndTimestamp: "2026-03-02T09:00:01.000Z",
  StepDetails: { Attempt: 1, Result: JSON.stringify(result) },
  ...more,
});

const claim = async (id: string): Promise<JobRecord> => {
  const { wakeAt } = (await store.get(id)) as JobRecord;
  const record = await store.claim(id, wakeAt, clock.now() + seconds(30));
  if (!record) throw new Error(`job ${id} was not claimed`);
  return record;
};
const begun = async (more: Partial<NewJob> = {}): Promise<JobRecord> => {
  const job = newJob(more);
  await store.create(job);
  return claim(job.id);
};
const add = (record: JobRecord, ...operations: StoredOperation[]): Promise<void> =>
  store.checkpoint(record, { changed: operations, added: operations.map(({ Id }) => Id as string), visible: true });
const itemOf = async (id: string): Promise<Item> => (await table.table.get(jobKey(id))) as Item;
/** DynamoDB counts a little less than JSON takes. */
const itemBytes = async (id: string): Promise<number> => Buffer.byteLength(JSON.stringify(await itemOf(id)));
const blobKeys = (id: string): string[] => put.filter((pk) => pk.startsWith(`JOB#${id}/BLOB#`));
const detailsOf = (record: JobRecord | undefined, id: string) => record?.operations.get(id)?.StepDetails;

describe("an outcome too large for its job's item", () => {
  it("lies beside it, and comes back whole to whoever claims, shows or lists the job", async () => {
    const slackId = `U${randomUUID()}`;
    const record = await begun({ requester: { ...newJob().requester, slackId } });
    const large = step("1", text(40_000));
    await add(record, large, step("2", "small"));
    expect(await itemBytes(record.id)).toBeLessThan(3_000);
    expect(blobKeys(record.id)).toHaveLength(1);
    for (const seen of [await store.get(record.id), (await store.list({ slackId })).jobs[0], await claim(record.id)]) {
      expect(seen?.operations.get("1")).toEqual(large);
      expect([...(seen?.operations.keys() ?? [])]).toEqual([`root-${record.id}`, "1", "2"]);
    }
  });

  it("is what a job was started with, or what it ended with, just the same", async () => {
    const input = { list: Array.from({ length: 3_000 }, (_, n) => `account ${n}`) };
    const record = await begun({ input });
    expect(record.input).toEqual(input);
    const result = { said: text(60_000) };
    await store.end(record, { state: "succeeded", result });
    expect(await itemBytes(record.id)).toBeLessThan(2_000);
    expect(await store.get(record.id)).toMatchObject({ input, result });
    expect((await store.claimOutbox(record.id, clock.now() + seconds(30)))?.record).toMatchObject({ input, result });
  });

  it("written anew lies in a new place: who read the item before still finds what it points to", async () => {
    const record = await begun();
    await add(record, step("1", `first ${text(20_000)}`));
    const before = await itemOf(record.id);
    await store.checkpoint(record, { changed: [step("1", `second ${text(20_000)}`)], added: [], visible: false });
    expect(detailsOf(await store.get(record.id), "1")?.Result).toMatch(/^"second/);
    const { Beside } = JSON.parse((before.operations as Record<string, string>)["1"] as string);
    expect((await table.table.get(`${jobKey(record.id)}/BLOB#${Beside}`))?.text).toContain("first");
  });

  it("that was written while its pointer was not is nobody's: the job goes on as it was, and it expires by itself", async () => {
    const record = await begun();
    broken = true;
    await expect(add(record, step("1", text(20_000)))).rejects.toThrow("does not answer");
    broken = false;
    const [orphan = ""] = blobKeys(record.id);
    expect((await table.table.get(orphan))?.ttl).toBe(expiryAt(clock.now()));
    const next = await claim(record.id);
    expect([...next.operations.keys()]).toEqual([`root-${record.id}`]);
    await add(next, step("1", "done anew"));
    expect(detailsOf(await store.get(record.id), "1")?.Result).toBe('"done anew"');
  });

  it("inside a context that is over is not read again, unless that is replayed", async () => {
    const record = await begun();
    const context = (Id: string, ReplayChildren: boolean): StoredOperation => ({
      ...step(Id, ""),
      Type: "CONTEXT",
      StepDetails: undefined,
      ContextDetails: { Result: '"all"', ReplayChildren },
    });
    await add(record, context("over", false), context("replayed", true));
    await add(record, step("a", text(10_000), { ParentId: "over" }), step("b", text(10_000), { ParentId: "replayed" }));
    read = [];
    const next = await claim(record.id);
    expect(detailsOf(next, "a")).toBeUndefined();
    expect(detailsOf(next, "b")?.Result).toHaveLength(5_002);
    expect(read.filter((pk) => pk.includes("/BLOB#"))).toEqual([blobKeys(record.id)[1], blobKeys(record.id)[1]]);
  });
});

describe("a job's item", () => {
  it("stays under 300 KB however much its steps find, and nothing of it is lost", async () => {
    let record = await begun();
    const found = Array.from({ length: 250 }, (_, n) => step(`${n}`, `${n} ${text(7_000)}`));
    for (let n = 0; n < found.length; n += 10) await add(record, ...found.slice(n, n + 10));
    expect(await itemBytes(record.id)).toBeLessThan(300_000);
    record = await claim(record.id);
    for (const each of found) expect(record.operations.get(each.Id as string)).toEqual(each);
  });

  it("that cannot hold even that refuses it, and is as it was", async () => {
    const record = await begun();
    await expect(add(record, step("1", text(400_000)))).rejects.toThrow(Outgrown);
    shape = 1;
    const old = await begun();
    await expect(add(old, ...Array.from({ length: 40 }, (_, n) => step(`${n}`, text(9_000))))).rejects.toThrow(
      /outgrown its place in the table \(3\d{5} bytes\)/,
    );
    expect(blobKeys(old.id)).toEqual([]);
    expect([...((await store.get(old.id))?.operations.keys() ?? [])]).toEqual([`root-${old.id}`]);
  });

  it("of the shape before holds all of its job", async () => {
    shape = 1;
    const record = await begun();
    await add(record, step("1", text(40_000)));
    await store.end(record, { state: "succeeded", result: text(20_000) });
    expect(put.filter((pk) => pk.includes("/BLOB#"))).toEqual([]);
    expect((await store.get(record.id))?.result).toBe(text(20_000));
  });
});

describe("what lies beside a job", () => {
  const ttls = async (id: string): Promise<unknown[]> =>
    Promise.all(blobKeys(id).map(async (pk) => (await table.table.get(pk))?.ttl));

  it("expires with it", async () => {
    const record = await begun();
    await add(record, step("1", text(9_000)));
    await clock.advance(days(3));
    await store.end(record, { state: "succeeded", result: text(9_000) });
    expect(await ttls(record.id)).toEqual([expiryAt(clock.now()), expiryAt(clock.now())]);
    expect((await itemOf(record.id)).ttl).toBe(expiryAt(clock.now()));
  });

  it("is kept on for as long as the job lives", async () => {
    const record = await begun();
    await add(record, step("1", text(9_000)));
    for (let n = 0; n < 10; n += 1) {
      await clock.advance(days(30));
      await store.suspend(await claim(record.id), clock.now() + minutes(1), "waiting");
      const [ttl] = (await ttls(record.id)) as [number];
      expect(ttl * 1000 - clock.now()).toBeGreaterThan(days(44));
    }
  });

  it("stays for good while the job is left to a person", async () => {
    const record = await begun();
    await add(record, step("1", text(9_000)));
    await store.end(record, { state: "parked" });
    expect(await ttls(record.id)).toEqual([undefined]);
  });

  it("goes with the steps that a job had to take anew, also after a time with a person", async () => {
    const record = await begun();
    await add(record, step("1", text(9_000)), step("2", text(9_000)));
    await store.end(record, { state: "parked" });
    const by = { slackId: "U1", name: "One" };
    await store.resume(record.id, by, () => ({ forget: ["2"], triesBefore: {}, keepsStop: false }));
    expect(await ttls(record.id)).toEqual([undefined, expiryAt(clock.now())]);
    expect((await store.get(record.id))?.operations.has("2")).toBe(false);
  });

  it("and is gone all the same is said with the claim, and what it belonged to shows as never ended", async () => {
    const record = await begun();
    await add(record, step("1", text(9_000)));
    await store.suspend(record, clock.now(), "waiting");
    await table.table.remove(blobKeys(record.id)[0] as string, { is: "there", path: "pk" });
    const taken = await claim(record.id);
    expect(taken.partMissing).toBe(true);
    expect(taken.operations.get("1")).toMatchObject({ Status: "STARTED" });
  });
});
