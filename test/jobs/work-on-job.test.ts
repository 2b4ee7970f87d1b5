import { expect, it } from "vitest";
import { z } from "zod";
import { days, minutes } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { createClaims } from "../../src/jobs/claims/claims.ts";
import { createWorkflowRegistry } from "../../src/jobs/registry.ts";
import { done, notYet, steps, type Workflow } from "../../src/jobs/shapes.ts";
import { jobKey } from "../../src/jobs/store/item.ts";
import { isThere } from "../../src/jobs/table/condition.ts";
import { createWorkOnJob } from "../../src/jobs/work-on-job.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { createDrivenJob } from "./driven-job.ts";
import { userOne } from "./new-job.ts";

/** Finds much, then waits until a person has agreed; holds an account meanwhile. */
const agreed: Workflow = {
  name: "test",
  major: 1,
  input: z.object({ account: z.string() }),
  claims: {
    of: (input) => {
      const { account } = input as { account: string };
      return [{ kind: "account", id: account, words: `account ${account}` }];
    },
    until: "agree",
  },
  ...steps<{ account: string }>()
    .step("read", { title: "Read", look: async () => done("x".repeat(20_000)) })
    .wait("agree", {
      title: "Wait",
      look: async () => notYet("not yet", { needsPerson: true }),
      every: () => days(1),
      giveUpAfterMs: days(30),
      giveUp: () => new Problem("gave-up", "never", { next: "-" }),
    })
    .result(() => 1),
};

/** One job on a table in memory, and a process that has these workflows. */
const open = (workflows: readonly Workflow[]) => {
  const table = createMemoryTable();
  const job = createDrivenJob(table);
  const { store, clock } = job;
  const registry = createWorkflowRegistry(workflows);
  let ids = 0;
  const claims = createClaims({ table, store, workflows: registry, clock, newId: () => `c${++ids}` });
  const told: { level: "warn" | "error"; says: string }[] = [];
  const note = (level: "warn" | "error") => (_: object, says: string) => told.push({ level, says });
  const work = createWorkOnJob({
    store,
    claims,
    workflows: registry,
    clock,
    random: () => 0,
    log: { debug() {}, info() {}, warn: note("warn"), error: note("error") },
    draining: () => false,
    abandoned: new AbortController().signal,
  });
  return {
    ...job,
    table,
    claims,
    told,
    /** As often as it is due at this moment. */
    async workOnWhatIsDue(): Promise<number> {
      for (let times = 0; times < 100; times += 1) {
        const [due] = (await store.due(clock.now(), 50)).filter(({ kind }) => kind === "job");
        if (!due) return times;
        await work(due);
      }
      throw new Error("it is due again and again at one moment");
    },
    /** As somebody would who clears up in the table by hand. */
    async loseBlobs(): Promise<void> {
      const blobs = [...table.items.keys()].filter((pk) => pk.startsWith(`${jobKey(job.id)}/BLOB#`));
      expect(blobs.length).toBeGreaterThan(0);
      for (const pk of blobs) await table.remove(pk, isThere("pk"));
    },
  };
};
const account = (id: string) => ({ kind: "account" as const, id, words: `account ${id}` });

it("a job that waits for a person is left to a build that has its workflow once a minute, nudged or not, and still waits for that person", async () => {
  const { create, runOnce, cancel, record, workOnWhatIsDue, clock, told, claim } = open([]);
  await create(agreed, { input: { account: "1" } });
  await runOnce(agreed);
  expect((await record()).state).toBe("needs-approval");
  await cancel();
  expect(await workOnWhatIsDue()).toBe(1);
  expect(told).toHaveLength(1);
  expect((await record()).state).toBe("needs-approval");
  await clock.advance(minutes(1));
  expect(await workOnWhatIsDue()).toBe(1);
  await clock.advance(minutes(1));
  expect(await claim()).toMatchObject({ nudged: true, stop: { by: { slackId: userOne.slackId } } });
});

it("a job of which a part is missing is left to a person, who reads why, and can be cancelled; then it holds nothing", async () => {
  const { create, runOnce, cancel, record, view, workOnWhatIsDue, clock, claims, told, loseBlobs, id } = open([agreed]);
  await claims.take(id, [account("1")], userOne);
  await create(agreed, { input: { account: "1" } });
  await runOnce(agreed);
  await loseBlobs();
  await clock.advance(days(2));
  await workOnWhatIsDue();
  expect(await record()).toMatchObject({ state: "parked", problem: { code: "gave-up" } });
  expect((await record()).problem?.message).toContain("missing");
  expect((await view(agreed)).holds).toEqual(["account 1"]);
  expect(told.filter(({ level }) => level === "error")).toHaveLength(1);
  expect(await cancel()).toBe("asked");
  await workOnWhatIsDue();
  expect((await record()).state).toBe("cancelled");
  await claims.take("another", [account("1")], userOne);
});

it("a job whose input is missing can be shown, listed, and cancelled", async () => {
  const { create, cancel, record, view, store, workOnWhatIsDue, loseBlobs, id } = open([agreed]);
  await create(agreed, { input: { account: "1".repeat(20_000) } });
  await loseBlobs();
  await workOnWhatIsDue();
  expect((await record()).state).toBe("parked");
  expect(await view(agreed)).toMatchObject({ id, state: "parked" });
  expect((await store.list({})).jobs).toHaveLength(1);
  await cancel();
  await workOnWhatIsDue();
  expect(await view(agreed)).toMatchObject({ state: "cancelled" });
});

it("what a job asks a person goes before all other messages, from the moment it asks on", async () => {
  const { create, runOnce, table, id, store, clock } = open([agreed]);
  await create(agreed, { input: { account: "1" } });
  const sender = await store.claimOutbox(id, clock.now());
  await store.releaseOutbox(id, sender?.claim ?? "", { sentRev: 1 });
  await runOnce(agreed);
  expect(table.items.get(jobKey(id))).toMatchObject({ state: "needs-approval", outboxAt: 0 });
});
