import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { createJobStore } from "../../src/jobs/store/job-store.ts";
import type { JobStore } from "../../src/jobs/store/store.ts";
import { createMarkedWrites } from "../../src/jobs/table/marked-writes.ts";
import type { Table } from "../../src/jobs/table/table.ts";
import { createManualClock, type ManualClock } from "../fakes/manual-clock.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { newJob } from "./new-job.ts";

let clock: ManualClock;
let table: Table;
let store: JobStore;
/** While true no item can be read, and writes go on. */
let unread: boolean;

beforeEach(() => {
  unread = false;
  clock = createManualClock();
  const inner = createMemoryTable();
  table = {
    ...inner,
    async get(pk) {
      if (unread) throw new Error("the table does not answer");
      return inner.get(pk);
    },
  };
  store = createJobStore({ table, clock, newId: randomUUID });
});

const noAnswer = "the table does not answer";

it("a heartbeat that was refused, and nobody can read why, does not say that the job is another's", async () => {
  const { id } = newJob();
  await store.create(newJob({ id }));
  const record = await store.claim(id, clock.now(), clock.now() + minutes(5));
  if (!record) throw new Error("not claimed");
  unread = true;
  // Refused because the lease is longer already.
  await expect(store.heartbeat(record, clock.now() + seconds(30))).rejects.toThrow(noAnswer);
  unread = false;
  expect(await store.heartbeat(record, clock.now() + seconds(30))).toBe(true);
});

it("a nudge and an answer are not lost silently where it cannot be read what refused them", async () => {
  const { id } = newJob();
  await store.create(newJob({ id }));
  await store.claim(id, clock.now(), clock.now() + minutes(5));
  unread = true;
  await expect(store.nudge(id)).rejects.toThrow(noAnswer);
  await expect(store.complete(id, "one", { is: "succeeded" })).rejects.toThrow(noAnswer);
  unread = false;
  await store.nudge(id);
  expect(await store.complete(id, "one", { is: "succeeded" })).toBe(true);
  expect(await store.get(id)).toMatchObject({ nudged: true, inbox: { one: { is: "succeeded" } } });
});

it("a new item that was refused, and cannot be read, is not taken for one of a repeat", async () => {
  const { create } = createMarkedWrites(table, randomUUID);
  expect(await create({ pk: "X#1", text: "first" })).toBe(true);
  unread = true;
  await expect(create({ pk: "X#1", text: "second" })).rejects.toThrow(noAnswer);
  unread = false;
  expect(await create({ pk: "X#1", text: "second" })).toBe(false);
});
