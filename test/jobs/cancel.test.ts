import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { done, notYet, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { createDrivenJob, type DrivenJob, named } from "./driven-job.ts";
import { createEachStage } from "./each-stage.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

const settlesAfterMs = seconds(75);

/** Read, make, wait: and everything that happens on the way can be told to happen otherwise. */
const threeSteps = () => {
  const world = { reads: 0, makeLooks: 0, acts: 0, waits: 0, cleared: 0, made: false, ready: false };
  const on = {
    read: async (): Promise<void> => {},
    makeLook: async (): Promise<void> => {},
    act: async (): Promise<void> => {
      world.made = true;
    },
    wait: async (): Promise<void> => {},
  };
  const workflow: Workflow = named(
    steps()
      .step("read", {
        title: "Read",
        look: async () => {
          world.reads += 1;
          await on.read();
          return done(1);
        },
      })
      .step("make", {
        title: "Make it",
        settlesAfterMs,
        look: async () => {
          world.makeLooks += 1;
          await on.makeLook();
          return world.made ? done("found") : toDo;
        },
        act: async () => {
          world.acts += 1;
          await on.act();
          return "made";
        },
        stays: (value, { found }) => `What was ${value} stays${"ready" in found ? ", and is ready" : ""}.`,
      })
      .wait("ready", {
        title: "Wait",
        every: () => minutes(10),
        giveUpAfterMs: minutes(600),
        giveUp: () => new Problem("gave-up", "never", { next: "-" }),
        look: async () => {
          world.waits += 1;
          await on.wait();
          return world.ready ? done(true) : notYet("not yet");
        },
      })
      .always("clear", {
        title: "Clear away",
        look: async () => (world.cleared > 0 ? done(null) : toDo),
        act: async () => {
          world.cleared += 1;
          return null;
        },
      })
      .result(() => "all done"),
  );
  return { world, on, workflow };
};

const setUp = () => ({ ...threeSteps(), job: createDrivenJob(table.table) });

const statuses = async (job: DrivenJob, workflow: Workflow): Promise<string[]> =>
  (await job.view(workflow)).steps.map(({ status }) => status);

/** Runs it until it sleeps in the wait. */
const untilWaiting = async (job: DrivenJob, workflow: Workflow): Promise<void> => {
  await job.create(workflow);
  await job.runOnce(workflow);
};

const lostReply = (): Problem =>
  new Problem("isb-unavailable", "no answer", { next: "-", outcome: "unknown", settlesAfterMs });

describe("a job that is cancelled", () => {
  it("before anybody has it, looks at nothing and does nothing", async () => {
    const { job, workflow, world } = setUp();
    await job.create(workflow);
    expect(await job.cancel()).toBe("asked");
    expect(await job.cancel()).toBe("asked-before");
    await job.drive(workflow);
    expect(world).toMatchObject({ reads: 0, makeLooks: 0, acts: 0, waits: 0 });
    expect(await job.view(workflow)).toMatchObject({
      state: "cancelled",
      stopAsked: { by: { name: "User One" } },
      remains: [],
    });
    expect(await statuses(job, workflow)).toEqual(["stopped", "stopped", "stopped", "done"]);
    expect(await job.cancel()).toBe("over");
  });

  it("during a look, does not act in the step after it", async () => {
    const { job, workflow, world, on } = setUp();
    on.read = async () => {
      await job.cancel();
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect(world).toMatchObject({ acts: 0, cleared: 1 });
    expect((await job.view(workflow)).state).toBe("cancelled");
    expect(await statuses(job, workflow)).toEqual(["done", "stopped", "stopped", "done"]);
  });

  it("during an act, writes down that it is done, says that it stays, and goes no further", async () => {
    const { job, workflow, world, on } = setUp();
    on.act = async () => {
      world.made = true;
      await job.cancel();
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect(world).toMatchObject({ acts: 1, waits: 0, cleared: 1 });
    expect(await job.view(workflow)).toMatchObject({ state: "cancelled", remains: ["What was made stays."] });
    expect(await statuses(job, workflow)).toEqual(["done", "done", "stopped", "done"]);
  });

  it.each([
    ["is found by looking, and said to stay", true, ["What was found stays."], ["done", "done", "stopped", "done"]],
    ["is not repeated once it cannot take effect any more", false, [], ["done", "stopped", "stopped", "done"]],
  ])("while nobody knows what an act did: it %s", async (_, landed, remains, shown) => {
    const { job, workflow, world, on } = setUp();
    on.act = async () => {
      throw lostReply();
    };
    await job.create(workflow);
    const actedAt = job.clock.now();
    await job.runOnce(workflow);
    await job.cancel();
    // It may not stop before it knows.
    await job.runOnce(workflow);
    expect((await job.view(workflow)).state).toBe("waiting");
    world.made = landed;
    await job.drive(workflow);
    expect(world).toMatchObject({ acts: 1, cleared: 1 });
    if (!landed) expect(job.clock.now() - actedAt).toBeGreaterThanOrEqual(settlesAfterMs);
    expect(await job.view(workflow)).toMatchObject({ state: "cancelled", remains });
    expect(await statuses(job, workflow)).toEqual(shown);
  });

  it("in a wait, ends at once", async () => {
    const { job, workflow, world } = setUp();
    await untilWaiting(job, workflow);
    await job.cancel();
    const now = job.clock.now();
    expect((await job.store.due(now, 500)).map(({ id }) => id)).toContain(job.id);
    await job.drive(workflow);
    expect(job.clock.now()).toBe(now);
    expect(world).toMatchObject({ waits: 1, cleared: 1 });
    expect(await job.view(workflow)).toMatchObject({ state: "cancelled", remains: ["What was made stays."] });
  });

  it("when its last step was done already, ends as it would have", async () => {
    const { job, workflow, world, on } = setUp();
    await untilWaiting(job, workflow);
    world.ready = true;
    on.wait = async () => {
      await job.cancel();
    };
    await job.clock.advance(minutes(10));
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: "all done", remains: [] });
    expect(world.cleared).toBe(1);
  });

  it.each([
    ["had acted, finds what it did", true, ["done", "done", "stopped", "done"]],
    ["had not acted, does not", false, ["done", "stopped", "stopped", "done"]],
  ])("and whose worker died in its act: one that %s", async (_, acted, shown) => {
    const { job, workflow, world, on } = setUp();
    let dead = false;
    on.act = async () => {
      dead = true;
      world.made = acted;
      await job.cancel();
    };
    await job.create(workflow);
    expect(await job.runUntilKilled(workflow, () => dead)).toEqual({ is: "lost" });
    await job.drive(workflow);
    expect(world).toMatchObject({ acts: 1, waits: 0, cleared: 1 });
    expect((await job.view(workflow)).state).toBe("cancelled");
    expect(await statuses(job, workflow)).toEqual(shown);
  });

  it("and whose worker dies at each write it makes on the way, is cancelled all the same and clears away once", async () => {
    for (let survived = 0; survived < 6; survived += 1) {
      const { job, workflow, world } = setUp();
      await untilWaiting(job, workflow);
      await job.cancel();
      let writes = 0;
      await job.runUntilKilled(workflow, () => writes++ >= survived);
      if ((await job.record()).endedAt === undefined) await job.drive(workflow);
      expect(await job.view(workflow)).toMatchObject({ state: "cancelled", remains: ["What was made stays."] });
      expect(world).toMatchObject({ acts: 1, cleared: 1 });
    }
  });

  it("cannot be had to go on", async () => {
    const { job, workflow } = setUp();
    await job.create(workflow);
    await job.cancel();
    await job.drive(workflow);
    expect(await job.retry(workflow)).toBe("not-stopped");
  });
});

describe("a job whose parent wants no more of it", () => {
  it.each([false, true])(
    "when nobody knows what it did, is left to a person (its worker died before its end: %s)",
    async (dies) => {
      const stage = createEachStage(createMemoryTable(), { stopOn: ["pool-empty"] });
      const id = await stage.start(["one", "two"]);
      await stage.runOnce(id);
      const [one, two] = [stage.child(id, "one"), stage.child(id, "two")];
      stage.world.trouble.set("one", new Error("nobody foresaw this"));
      stage.world.fail("two");
      await stage.runOnce(one, dies ? { end: async () => Promise.reject(new Error("the worker is dead")) } : {});
      await stage.clock.advance(seconds(1));
      await stage.runOnce(two);
      await stage.clock.advance(minutes(1));
      if (dies) await stage.runOnce(one);
      expect(await stage.stateOf(one)).toBe("parked");
    },
  );
});

describe("a job that is left to a person and then cancelled", () => {
  const park = async ({ job, workflow, on }: ReturnType<typeof setUp>): Promise<void> => {
    on.act = async () => {
      throw new TypeError("undefined is not a function");
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("parked");
  };

  it("only clears away, and tells on that nobody knows", async () => {
    const under = setUp();
    const { job, workflow, world } = under;
    await park(under);
    expect(world.cleared).toBe(0);
    expect(await job.cancel()).toBe("asked");
    await job.drive(workflow);
    expect(world).toMatchObject({ acts: 1, makeLooks: 1, waits: 0, cleared: 1 });
    expect(await job.view(workflow)).toMatchObject({
      state: "cancelled",
      remains: ["It is not known whether this was done: Make it."],
    });
    expect(await statuses(job, workflow)).toEqual(["done", "unknown", "stopped", "done"]);
  });

  it("although the wish had come before it was known that nobody knows, asks a person first", async () => {
    const under = setUp();
    const { job, workflow, on, world } = under;
    on.act = async () => {
      await job.cancel();
      await job.clock.advance(1);
      throw new TypeError("undefined is not a function");
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({ state: "parked", stopAsked: { by: { name: "User One" } } });
    expect(world.cleared).toBe(0);
    expect(await job.cancel()).toBe("asked");
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("cancelled");
  });

  it("in the moment in which it is parked, does not wait for a person", async () => {
    const under = setUp();
    const { job, workflow, on, world } = under;
    on.act = async () => {
      throw new TypeError("undefined is not a function");
    };
    await job.create(workflow);
    const store = {
      ...job.store,
      end: async (...args: Parameters<typeof job.store.end>) => {
        if (args[1].state === "parked") await job.cancel();
        await job.store.end(...args);
      },
    };
    await job.runOnce(workflow, { store });
    expect((await job.view(workflow)).state).not.toBe("parked");
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("cancelled");
    expect(world.cleared).toBe(1);
  });

  it("because its steps do not fit this build, ends without them, and says what was not done", async () => {
    const { job, workflow } = setUp();
    await untilWaiting(job, workflow);
    const renamed: Workflow = {
      ...workflow,
      steps: workflow.steps.map((step) => (step.name === "read" ? { ...step, name: "reads" } : step)),
    };
    await job.clock.advance(minutes(10));
    await job.drive(renamed);
    expect(await job.view(workflow)).toMatchObject({
      state: "parked",
      problem: { code: "gave-up", message: expect.stringContaining("another version of its workflow") },
    });
    await job.cancel();
    await job.drive(renamed);
    expect(await job.view(workflow)).toMatchObject({
      state: "cancelled",
      remains: ["What was made stays.", "This was not done: Clear away."],
    });
  });
});
