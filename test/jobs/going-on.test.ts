import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { done, notYet, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { createDrivenJob, named } from "./driven-job.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

const settlesAfterMs = seconds(75);
const noReply = (): Problem =>
  new Problem("isb-unavailable", "no answer", { next: "-", outcome: "unknown", settlesAfterMs });
const refusal = (): Problem => new Problem("isb-refused", "no", { next: "-" });

/** Take out, change, put back: the last is done whatever happens. */
const takeChangePut = () => {
  const world = { log: [] as string[], out: false, changed: false, tried: [] as boolean[], actedAt: [] as number[] };
  const on = {
    /** Undefined: it goes well. */
    change: async (): Promise<void> => {},
    put: async (): Promise<void> => {},
  };
  const workflow: Workflow = named(
    steps()
      .step("take", {
        title: "Take it out",
        look: async () => (world.out ? done("out") : toDo),
        act: async () => {
          world.log.push("take");
          world.out = true;
          return "out";
        },
      })
      .optionalWait("notice", {
        title: "Notice",
        look: async () => notYet("nobody noticed"),
        every: () => seconds(5),
        giveUpAfterMs: seconds(5),
        giveUp: () => new Problem("gave-up", "nobody noticed", { next: "-" }),
      })
      .step("change", {
        title: "Change it",
        settlesAfterMs,
        look: async ({ tried }) => {
          world.tried.push(tried);
          return world.changed ? done("found changed") : toDo;
        },
        act: async ({ now }) => {
          world.log.push("change");
          world.actedAt.push(now);
          await on.change();
          world.changed = true;
          return "changed";
        },
      })
      .always("put", {
        title: "Put it back",
        undoes: "take",
        look: async ({ found }) => (found.take === undefined || !world.out ? done(null) : toDo),
        act: async () => {
          world.log.push("put");
          await on.put();
          world.out = false;
          return null;
        },
      })
      .always("tell", {
        title: "Tell",
        look: async () => (world.log.includes("tell") ? done(null) : toDo),
        act: async ({ found }) => {
          world.log.push("tell");
          return found.change ?? "nothing changed";
        },
      })
      .result(({ found }) => found.change),
  );
  return { world, on, workflow, job: createDrivenJob(table.table) };
};

describe("a step that always runs", () => {
  it("runs after the others when they went well, in the order of the list", async () => {
    const { world, workflow, job } = takeChangePut();
    await job.create(workflow);
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change", "put", "tell"]);
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: "changed" });
  });

  it("runs after a failure, and finds what there is", async () => {
    const { world, on, workflow, job } = takeChangePut();
    on.change = async () => {
      throw refusal();
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change", "put", "tell"]);
    expect(await job.view(workflow)).toMatchObject({ state: "failed", problem: { code: "isb-refused" } });
  });

  it("does not run while a person has to look: the job may go on", async () => {
    const { world, on, workflow, job } = takeChangePut();
    on.change = async () => {
      throw new TypeError("undefined is not a function");
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change"]);
    expect((await job.view(workflow)).steps.map(({ status }) => status)).toEqual([
      "done",
      "skipped",
      "unknown",
      "pending",
      "pending",
    ]);
  });

  it("keeps none of those after it away when it fails, and the job has failed", async () => {
    const { world, on, workflow, job } = takeChangePut();
    on.put = async () => {
      throw refusal();
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change", "put", "tell"]);
    expect(await job.view(workflow)).toMatchObject({
      state: "failed",
      problem: { code: "isb-refused" },
      result: "changed",
    });
  });

  it("is done again alone when only it had failed", async () => {
    const { world, on, workflow, job } = takeChangePut();
    const { put } = on;
    on.put = async () => {
      throw refusal();
    };
    await job.create(workflow);
    await job.drive(workflow);
    on.put = put;
    expect(await job.retry(workflow)).toBe("going-on");
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change", "put", "tell", "put"]);
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: "changed" });
  });

  describe("of which nobody knows what it did", () => {
    it("parks a job that had gone well; it is done again alone", async () => {
      const { world, on, workflow, job } = takeChangePut();
      const { put } = on;
      on.put = async () => {
        throw new TypeError("undefined is not a function");
      };
      await job.create(workflow);
      await job.drive(workflow);
      expect((await job.view(workflow)).state).toBe("parked");
      on.put = put;
      await job.retry(workflow);
      await job.drive(workflow);
      expect(world.log).toEqual(["take", "change", "put", "tell", "put"]);
      expect((await job.view(workflow)).state).toBe("succeeded");
    });

    it("is told on when a person would not wait for it", async () => {
      const { on, workflow, job } = takeChangePut();
      on.put = async () => {
        throw new TypeError("undefined is not a function");
      };
      await job.create(workflow);
      await job.drive(workflow);
      await job.cancel();
      await job.drive(workflow);
      expect(await job.view(workflow)).toMatchObject({
        state: "cancelled",
        remains: ["It is not known whether this was done: Put it back."],
      });
    });

    it("in a job that was cancelled, keeps that job cancelled when it goes on", async () => {
      const { world, on, workflow, job } = takeChangePut();
      const { put } = on;
      on.put = async () => {
        await job.clock.advance(1);
        throw new TypeError("undefined is not a function");
      };
      await job.create(workflow);
      await job.runOnce(workflow);
      // It sleeps in the wait between the two acts.
      await job.cancel();
      await job.drive(workflow);
      expect((await job.view(workflow)).state).toBe("parked");
      on.put = put;
      await job.retry(workflow);
      await job.drive(workflow);
      expect(world.log).toEqual(["take", "put", "tell", "put"]);
      expect(await job.view(workflow)).toMatchObject({
        state: "cancelled",
        remains: [],
        stopAsked: { by: { name: "User One" } },
      });
    });

    it("parks a job that was cancelled too late as well", async () => {
      const { on, workflow, job } = takeChangePut();
      on.change = async () => {
        await job.cancel();
      };
      on.put = async () => {
        await job.clock.advance(1);
        throw new TypeError("undefined is not a function");
      };
      await job.create(workflow);
      await job.drive(workflow);
      expect(await job.view(workflow)).toMatchObject({ state: "parked", problem: { code: "unexpected" } });
    });
  });

  it("finds nothing to undo in a job that was cancelled before it did anything", async () => {
    const { world, workflow, job } = takeChangePut();
    await job.create(workflow);
    await job.cancel();
    await job.drive(workflow);
    expect(world.log).toEqual(["tell"]);
    expect((await job.view(workflow)).state).toBe("cancelled");
  });
});

describe("a job that goes on", () => {
  it("from a failed step does that one again, and what was undone since, and nothing else", async () => {
    const { world, on, workflow, job } = takeChangePut();
    const { change } = on;
    on.change = async () => {
      throw refusal();
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect(world.out).toBe(false);
    on.change = change;
    expect(await job.retry(workflow)).toBe("going-on");
    expect(await job.retry(workflow)).toBe("not-stopped");
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change", "put", "tell", "take", "change", "put"]);
    expect(await job.view(workflow)).toMatchObject({
      state: "succeeded",
      result: "changed",
      retries: [{ by: { name: "User One" } }],
    });
  });

  it("after acts without a clear answer may have as many again, and looks as one that may have acted", async () => {
    const { world, on, workflow, job } = takeChangePut();
    on.change = async () => {
      throw noReply();
    };
    await job.create(workflow);
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("parked");
    expect(world.actedAt).toHaveLength(3);
    const looksBefore = world.tried.length;
    await job.retry(workflow);
    await job.drive(workflow);
    expect(world.tried.slice(looksBefore)).not.toContain(false);
    expect(world.actedAt).toHaveLength(6);
    expect((await job.view(workflow)).state).toBe("parked");
  });

  it("after an act that nobody foresaw, waits until it cannot take effect any more before it acts again", async () => {
    const { world, on, workflow, job } = takeChangePut();
    const { change } = on;
    on.change = async () => {
      throw new TypeError("undefined is not a function");
    };
    await job.create(workflow);
    await job.drive(workflow);
    on.change = change;
    await job.retry(workflow);
    await job.drive(workflow);
    const [first, second] = world.actedAt as [number, number];
    expect(second - first).toBeGreaterThanOrEqual(settlesAfterMs);
    expect(world.tried).toEqual([false, ...world.tried.slice(1).map(() => true)]);
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: "changed" });
  });

  it("after an act that nobody foresaw finds what it did, and does not repeat it", async () => {
    const { world, on, workflow, job } = takeChangePut();
    on.change = async () => {
      world.changed = true;
      throw new TypeError("undefined is not a function");
    };
    await job.create(workflow);
    await job.drive(workflow);
    await job.retry(workflow);
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change", "put", "tell"]);
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: "found changed" });
  });

  it("keeps of its earlier tries only those of which nobody knows what they did", async () => {
    const { on, workflow, job } = takeChangePut();
    const { change } = on;
    on.change = async () => {
      throw refusal();
    };
    await job.create(workflow);
    for (let n = 0; n < 5; n += 1) {
      await job.drive(workflow);
      expect(await job.retry(workflow)).toBe("going-on");
    }
    expect((await job.record()).triesBefore).toEqual({});
    on.change = async () => {
      on.change = change;
      throw noReply();
    };
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("succeeded");
  });

  it("in the version that started it, after another could not, does nothing twice", async () => {
    const { world, workflow, job } = takeChangePut();
    await job.create(workflow);
    await job.runOnce(workflow);
    const renamed: Workflow = {
      ...workflow,
      steps: workflow.steps.map((step) => (step.name === "take" ? { ...step, name: "takes" } : step)),
    };
    await job.clock.advance(minutes(1));
    await job.drive(renamed);
    expect((await job.record()).state).toBe("parked");
    expect(await job.retry(workflow)).toBe("going-on");
    await job.drive(workflow);
    expect(world.log).toEqual(["take", "change", "put", "tell"]);
    expect((await job.view(workflow)).state).toBe("succeeded");
  });

  it("and is cancelled in the same moment, is one of the two and never neither", async () => {
    for (let n = 0; n < 10; n += 1) {
      const { on, workflow, job } = takeChangePut();
      const { change } = on;
      on.change = async () => {
        throw new TypeError("undefined is not a function");
      };
      await job.create(workflow);
      await job.drive(workflow);
      on.change = change;
      await job.clock.advance(1);
      const [retried, cancelled] = await Promise.all([job.retry(workflow), job.cancel()]);
      // Whichever came first, the other was said to a job that is at work by then; being cancelled it does not go on.
      expect(["going-on", "not-stopped"]).toContain(retried);
      expect(cancelled).toBe("asked");
      await job.drive(workflow);
      expect((await job.view(workflow)).state).toBe("cancelled");
    }
  });

  it("is not one that is at work, over or nowhere", async () => {
    const { workflow, job } = takeChangePut();
    expect(await job.retry(workflow)).toBe("unknown-job");
    await job.create(workflow);
    expect(await job.retry(workflow)).toBe("not-stopped");
    await job.claim();
    expect(await job.retry(workflow)).toBe("not-stopped");
  });
});
