import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import type { Turns } from "../../src/jobs/lanes/turns.ts";
import { blocked, done, notYet, steps, toDo } from "../../src/jobs/shapes.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { createDrivenJob, named } from "./driven-job.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

const noTurns: Turns = {
  enter: () => Promise.reject(new Error("a dry run takes no turns")),
  leave: () => Promise.reject(new Error("a dry run takes no turns")),
};

const makeAndWait = () => {
  const world = { acts: 0, looks: 0, made: undefined as { id: string } | undefined, forbidden: false, troubles: 0 };
  const act = async () => {
    world.acts += 1;
    return { id: "new" };
  };
  const workflow = named(
    steps<{ n: number }>()
      .step("read", { title: "Read", look: async ({ input }) => done(input.n, "one") })
      .serial("make", "writes", {
        title: "Make it",
        look: async () => {
          world.looks += 1;
          if (world.troubles-- > 0) throw new Problem("isb-unavailable", "no", { next: "-", retryable: true });
          if (world.forbidden) return blocked(new Problem("maintenance", "not now", { next: "-" }));
          return world.made ? done(world.made) : toDo;
        },
        act,
      })
      .wait("ready", {
        title: "Wait until it is ready",
        look: async ({ found }) => notYet(`${found.make.id} is not ready`),
        every: () => seconds(5),
        giveUpAfterMs: minutes(30),
        giveUp: () => new Problem("gave-up", "never", { next: "-" }),
      })
      .step("name", {
        title: "Name it",
        look: async ({ found }) => (found.read > 1 ? done({ id: "named" }) : toDo),
        act,
      })
      .always("clear", { title: "Clear away", look: async () => toDo, act })
      .result(() => "all done"),
  );
  return { world, workflow, job: createDrivenJob(table.table) };
};

const run = async ({ job, workflow }: ReturnType<typeof makeAndWait>): Promise<void> => {
  await job.create(workflow, { input: { n: 1 }, dryRun: true });
  await job.drive(workflow, { turns: noTurns });
};

describe("a dry run", () => {
  it("looks at everything, does nothing, and says what would be done", async () => {
    const under = makeAndWait();
    const { job, workflow, world } = under;
    await run(under);
    expect(world).toMatchObject({ acts: 0, looks: 1 });
    const view = await job.view(workflow);
    expect(view).toMatchObject({ state: "succeeded", dryRun: true });
    expect(view.result).toEqual({
      kind: "plan",
      done: [{ title: "Read", note: "one" }],
      wouldDo: [
        { title: "Make it" },
        { title: "Wait until it is ready", note: "after: Make it" },
        { title: "Name it" },
      ],
      always: [{ title: "Clear away" }],
    });
    expect(view.steps.map(({ status }) => status)).toEqual(["done", "planned", "planned", "planned", "skipped"]);
  });

  it("says what is done already, and what is waited for, without waiting", async () => {
    const under = makeAndWait();
    const { job, workflow, world } = under;
    world.made = { id: "old" };
    const began = job.clock.now();
    await run(under);
    expect(job.clock.now()).toBe(began);
    expect((await job.view(workflow)).result).toMatchObject({
      done: [{ title: "Read" }, { title: "Make it" }],
      wouldDo: [{ title: "Wait until it is ready", note: "old is not ready" }, { title: "Name it" }],
    });
  });

  it("fails as the job would, with the same words", async () => {
    const under = makeAndWait();
    const { job, workflow, world } = under;
    world.forbidden = true;
    await run(under);
    expect(await job.view(workflow)).toMatchObject({ state: "failed", problem: { code: "maintenance" } });
    expect(world.acts).toBe(0);
  });

  it("looks again after trouble that passes", async () => {
    const under = makeAndWait();
    const { job, workflow, world } = under;
    world.troubles = 3;
    await run(under);
    expect((await job.view(workflow)).state).toBe("succeeded");
    expect(world).toMatchObject({ acts: 0, looks: 4 });
  });
});
