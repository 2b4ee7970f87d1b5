import { randomUUID } from "node:crypto";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { isOver } from "../../../src/jobs/job.ts";
import { done } from "../../../src/jobs/look.ts";
import { createWorkflowRegistry } from "../../../src/jobs/registry.ts";
import { steps } from "../../../src/jobs/shapes.ts";
import { createJobStore } from "../../../src/jobs/store/job-store.ts";
import type { JobRecord } from "../../../src/jobs/store/record.ts";
import { startWorker, type Worker } from "../../../src/jobs/worker.ts";
import type { Workflow } from "../../../src/jobs/workflow.ts";
import { type LeaseAssignDeps, leaseAssign } from "../../../src/workflows/lease-assign/lease-assign.ts";
import { type House, openHouse } from "../../e2e/house.ts";
import { createManualClock } from "../../fakes/manual-clock.ts";
import { createMemoryTable } from "../../fakes/memory-table.ts";
import { until } from "../../fakes/pump.ts";
import { documentClient } from "../document-client.ts";
import { type History, histories, isFinished, stateOf, whatToDo } from "./history.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

let worker: Worker | undefined;
let house: House | undefined;
afterEach(async () => {
  await worker?.stop();
  await house?.close();
  [worker, house] = [undefined, undefined];
});

/** Stands for every outside system, and must not be asked for anything. */
const outside = () => {
  const asked: string[] = [];
  const system = (name: string): never =>
    new Proxy(() => undefined, {
      get: (_, method) => {
        asked.push(`${name}.${String(method)}`);
        return system(`${name}.${String(method)}`);
      },
      apply: () => {
        asked.push(`${name}()`);
        throw new Error(`${name} was asked`);
      },
    }) as never;
  return { asked, system };
};

const limits = { approvalWaitDays: 14, provisioningMinutes: 30, accessMinutes: 5 };
/** As the recorded bots were set up: what is in a handover comes from it. */
const sso = {
  namespace: "ndx",
  startUrl: "https://d-estate.awsapps.com/start",
  permissionSet: "ndx_IsbUsersPS",
  region: "us-west-2",
};

/** Every major that was ever released, by `workflow@major`. A job's history is of no use without the build that runs it. */
const released: Readonly<Record<string, (system: (name: string) => never) => Workflow>> = {
  "lease-assign@1": (system) =>
    leaseAssign({
      isb: system("isb"),
      identityCenter: system("identityCenter"),
      approversFor: system("approversFor"),
      roleNow: system("roleNow"),
      limits,
      sso,
    } satisfies LeaseAssignDeps),
};

/** Puts the job back to the moment before its last write and has this build work on it again, with nothing outside. */
const replay = async (
  { items, recordedAt }: History,
  workflow: Workflow,
): Promise<{ before: JobRecord; after: JobRecord }> => {
  const clock = createManualClock({ now: recordedAt });
  const table = createMemoryTable();
  const store = createJobStore({ table, clock, newId: randomUUID });
  const [{ endedAt, ttl, result, resultBeside, problem, ...job }, ...beside] = items;
  for (const item of items) await table.put(item, { is: "absent", path: "pk" });
  const id = job.pk.slice("JOB#".length);
  const before = (await store.get(id)) as JobRecord;
  await table.remove(job.pk, { is: "there", path: "pk" });
  await table.put({ ...job, state: "running", due: "0", wakeAt: recordedAt }, { is: "absent", path: "pk" });
  expect(beside.every(({ pk }) => pk.startsWith(`${job.pk}/`))).toBe(true);
  const workflows = createWorkflowRegistry([workflow]);
  worker = startWorker({ store, workflows, clock, random: () => 0.5, log, onIntake: async () => {} });
  await until(async () => (await table.get(job.pk))?.due === undefined);
  return { before, after: (await store.get(id)) as JobRecord };
};

const ending = ({ state, result, problem, operations }: JobRecord) => ({
  state,
  result,
  problem,
  operations: [...operations.values()],
});

const of = (history: History) => (system: (name: string) => never) => {
  const make = released[history.workflow];
  if (!make) throw new Error(`${history.workflow} was released, and this build has it no more`);
  return make(system);
};

/** Readers of a later build go by it. */
const expectShapes = async ({ urls }: House): Promise<void> => {
  const { client, destroy } = documentClient(urls.table);
  const { TableNames: [TableName] = [] } = await client.send(new ListTablesCommand({}));
  const { Items: items = [] } = await client.send(new ScanCommand({ TableName }));
  destroy();
  const kinds = new Set(items.map(({ pk }) => String(pk).split("#")[0]));
  expect([...kinds]).toEqual(expect.arrayContaining(["JOB", "FLEET", "LANE"]));
  for (const { pk, v } of items) expect([pk, v]).toEqual([pk, expect.any(Number)]);
};

describe("a history of a released build", () => {
  it("is there for every way a job of each released major can stand", () => {
    const seen = Map.groupBy(histories, ({ workflow }) => workflow);
    expect([...seen.keys()]).toEqual(Object.keys(released));
    for (const some of seen.values()) {
      expect([...new Set(some.map(stateOf))].toSorted()).toEqual([
        "cancelled",
        "failed",
        "needs-approval",
        "parked",
        "succeeded",
        "waiting",
      ]);
    }
  });

  it.each(histories.filter(isFinished))(
    "replays to its end with no new operation and nothing asked: $name",
    async (history) => {
      const { asked, system } = outside();
      const { before, after } = await replay(history, of(history)(system));
      expect(ending(after), whatToDo(history)).toEqual(ending(before));
      expect(asked).toEqual([]);
    },
  );

  it.each(histories.filter((history) => !isFinished(history)))("goes on to the end: $name", async (history) => {
    house = await openHouse({ startMs: history.recordedAt });
    const { isb, identity } = house.world.state;
    const [job, ...beside] = history.items;
    const { leases, accounts, assignments } = history.world;
    const taken = new Set(accounts.map(({ awsAccountId }) => awsAccountId));
    isb.leases.push(...leases);
    isb.accounts = [...isb.accounts.filter(({ awsAccountId }) => !taken.has(awsAccountId)), ...accounts];
    identity.assignments.push(...assignments);
    for (const item of [...beside, job]) await house.table.put(item, { is: "absent", path: "pk" });

    const { table } = house;
    const item = async () => (await table.get(job.pk)) ?? {};
    if (stateOf(history) === "needs-approval") {
      await until(async () => (await item()).epoch !== job.epoch);
      const [lease] = leases;
      const short = String(lease?.uuid).slice(0, 8);
      const heard = await house.say("U0MANAGER1", `lease review ${short} approve`);
      expect(heard.everything).not.toContain("refused");
    }
    await until(async () => isOver((await item()).state as "failed"));
    await expectShapes(house);
    expect(await item(), whatToDo(history)).toMatchObject({ state: "succeeded" });
    const ours = isb.leases.filter(({ userEmail }) => userEmail === leases[0]?.userEmail && leases[0]);
    expect(ours.filter(({ uuid }) => uuid === leases[0]?.uuid)).toMatchObject([{ status: "Active" }]);
    const kept = job.operations as Record<string, string>;
    const now = (await item()).operations as Record<string, string>;
    const ended = Object.entries(kept).filter(([, text]) => JSON.parse(text).EndTimestamp !== undefined);
    expect(Object.fromEntries(ended.map(([id]) => [id, now[id]]))).toEqual(Object.fromEntries(ended));
  });
});

describe("a workflow whose steps changed without a new major", () => {
  const [history] = histories.filter((each) => stateOf(each) === "succeeded");
  const changed = (change: (list: Workflow["steps"]) => Workflow["steps"]): Workflow => {
    const workflow = of(history as History)(outside().system);
    return { ...workflow, steps: change(workflow.steps) };
  };
  const extra = steps<unknown>()
    .step("extra", { title: "Something new", look: async () => done(1) })
    .result(() => null).steps;

  it.each<[string, (list: Workflow["steps"]) => Workflow["steps"]]>([
    ["a step more in the middle", (list) => [...list.slice(0, 2), ...extra, ...list.slice(2)]],
    ["a step less", (list) => list.toSpliced(1, 1)],
    ["two steps the other way round", (list) => [list[1], list[0], ...list.slice(2)] as Workflow["steps"]],
    ["a step under another name", (list) => list.map((step, n) => (n === 1 ? { ...step, name: "renamed" } : step))],
  ])("is caught by the histories, and parks a job with the reason: %s", async (_, change) => {
    const { before, after } = await replay(history as History, changed(change));
    expect(ending(after)).not.toEqual(ending(before));
    expect(after.state).toBe("parked");
    expect(after.problem?.message).toContain("started by another version of its workflow");
    expect(after.problem?.next).toMatch(/finish it|cancel/);
    // Nothing that it had written down is touched.
    expect([...after.operations.values()].slice(0, before.operations.size)).toEqual([...before.operations.values()]);
  });

  it("is not what changing words is", async () => {
    const retitled = changed((list) =>
      list.map((step) => ({ ...step, rules: { ...step.rules, title: "Other words" } }) as never),
    );
    const { before, after } = await replay(history as History, { ...retitled, input: z.unknown() });
    expect(ending(after)).toEqual(ending(before));
  });
});
