import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { stoppedAt } from "../../src/jobs/engine/stopped-at.ts";
import type { Turns } from "../../src/jobs/lanes/turns.ts";
import { done, notYet, steps, toDo, type Workflow } from "../../src/jobs/shapes.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { createDrivenJob, named } from "./driven-job.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

/** A lane that the test keeps full or not. Who is in it is what its calls say. */
const createLane = () => {
  const lane = {
    full: false,
    unreachable: 0,
    inside: new Set<string>(),
    line: new Set<string>(),
    calls: [] as string[],
  };
  const turns: Turns = {
    async enter(name, jobId) {
      lane.calls.push(`enter ${name}`);
      if (lane.full && !lane.inside.has(jobId)) {
        lane.line.add(jobId);
        return { is: "later", afterMs: seconds(20), of: "organisation writes" };
      }
      lane.line.delete(jobId);
      lane.inside.add(jobId);
      return { is: "yours" };
    },
    async leave(name, jobId) {
      lane.calls.push(`leave ${name}`);
      if (lane.unreachable-- > 0) throw new Error("the table cannot be reached");
      lane.inside.delete(jobId);
      lane.line.delete(jobId);
    },
  };
  return { lane, turns };
};

const setUp = (until?: string) => {
  const { lane, turns } = createLane();
  const job = createDrivenJob(table.table);
  const world = { inside: [] as boolean[], acts: 0, busy: 0, after: 0, ready: false };
  const isIn = () => lane.inside.has(job.id);
  const workflow: Workflow = named(
    steps()
      .step("make", {
        title: "Make it",
        turn: { lane: "writes", ...(until ? { until } : {}) },
        giveUpAfterMs: minutes(5),
        look: async () => {
          world.inside.push(isIn());
          return world.acts > world.busy ? done("found") : toDo;
        },
        act: async () => {
          world.inside.push(isIn());
          world.acts += 1;
          if (world.acts <= world.busy) throw new Problem("isb-throttled", "busy", { next: "-", retryable: true });
          return "made";
        },
      })
      .wait("ready", {
        title: "Wait",
        look: async () => {
          world.after += 1;
          return world.ready ? done(isIn()) : notYet("not yet");
        },
        every: () => minutes(1),
        giveUpAfterMs: minutes(300),
        giveUp: () => new Problem("gave-up", "never", { next: "-" }),
      })
      .step("use", { title: "Use it", look: async () => toDo, act: async () => isIn() })
      .result(({ found }) => [found.ready, found.use]),
  );
  return { lane, turns, job, world, workflow };
};

describe("a request that has to wait for its turn", () => {
  it("is no trouble of its step, and uses up none of its patience", async () => {
    let full = true;
    const look = async () => {
      if (full) throw new Problem("lane-full", "Waiting for its turn: ISB requests.", { next: "-", retryable: true });
      return done(1);
    };
    const workflow = named(
      steps()
        .step("read", { title: "Read", giveUpAfterMs: minutes(5), look })
        .result(({ found }) => found.read),
    );
    const job = createDrivenJob(table.table);
    await job.create(workflow);
    const began = job.clock.now();
    while (job.clock.now() - began < minutes(10)) {
      await job.runOnce(workflow);
      await job.clock.advance(minutes(1));
    }
    const [step] = (await job.view(workflow)).steps;
    expect(step).toMatchObject({ status: "waiting", note: "Waiting for its turn: ISB requests." });
    expect(step?.problem).toBeUndefined();
    full = false;
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("succeeded");
  });
});

describe("a step that takes turns", () => {
  it("looks and acts while it has its place, and gives it back when its outcome is written down", async () => {
    const { lane, turns, job, world, workflow } = setUp();
    await job.create(workflow);
    await job.runOnce(workflow, { turns });
    expect(world.inside).toEqual([true, true]);
    expect(lane.inside.size).toBe(0);
    world.ready = true;
    await job.clock.advance(minutes(1));
    await job.drive(workflow, { turns });
    expect((await job.view(workflow)).result).toEqual([false, false]);
    // It let go in good order, so nobody gave the place back a second time.
    expect(lane.calls).toEqual(["enter writes", "leave writes"]);
  });

  it("keeps its place until the step that its turn ends with", async () => {
    const { lane, turns, job, world, workflow } = setUp("ready");
    await job.create(workflow);
    await job.runOnce(workflow, { turns });
    expect(lane.inside.size).toBe(1);
    world.ready = true;
    await job.clock.advance(minutes(1));
    await job.drive(workflow, { turns });
    expect((await job.view(workflow)).result).toEqual([true, false]);
  });

  it("says what it waits for, and uses up neither tries nor patience while it does", async () => {
    const { lane, turns, job, world, workflow } = setUp();
    lane.full = true;
    world.busy = 4;
    await job.create(workflow);
    for (let waited = 0; waited < minutes(10); waited += seconds(20)) {
      await job.runOnce(workflow, { turns });
      await job.clock.advance(seconds(20));
    }
    expect(world.inside).toEqual([]);
    const waiting = await job.view(workflow);
    expect(waiting).toMatchObject({
      state: "waiting",
      steps: [{ status: "waiting", turnOf: "organisation writes" }, {}, {}],
    });
    expect(waiting.steps[0]?.nextAt).toBe(job.clock.now());
    lane.full = false;
    world.ready = true;
    await job.drive(workflow, { turns });
    expect(await job.view(workflow)).toMatchObject({
      state: "succeeded",
      steps: [{ status: "done", attempts: 5 }, {}, {}],
    });
  });

  it("stops at once when its job is cancelled while it stands in line, and stands there no more", async () => {
    const { lane, turns, job, world, workflow } = setUp();
    lane.full = true;
    await job.create(workflow);
    await job.runOnce(workflow, { turns });
    expect(lane.line.size).toBe(1);
    await job.cancel();
    await job.drive(workflow, { turns });
    expect(world.inside).toEqual([]);
    expect(lane.line.size).toBe(0);
    expect(await job.view(workflow)).toMatchObject({ state: "cancelled", steps: [{ status: "stopped" }, {}, {}] });
  });

  it("has its place given back by whoever takes over from a worker that died before it did", async () => {
    const { lane, turns, job, world, workflow } = setUp();
    await job.create(workflow);
    // It dies with the outcome written down, before it could give the place back.
    lane.unreachable = Number.POSITIVE_INFINITY;
    expect(await job.runOnce(workflow, { turns })).toEqual({ is: "lost" });
    expect(lane.inside.size).toBe(1);
    lane.unreachable = 0;
    world.ready = true;
    await job.clock.advance(seconds(40));
    await job.drive(workflow, { turns });
    expect(lane.inside.size).toBe(0);
    expect(world.acts).toBe(1);
  });

  it("has no place while its job is left to a person, and takes it anew when that goes on", async () => {
    const { lane, turns, job, world, workflow } = setUp("use");
    const broken: Workflow = {
      ...workflow,
      steps: workflow.steps.map((step) =>
        step.shape === "step" && step.name === "use"
          ? {
              ...step,
              rules: { ...step.rules, act: async () => Promise.reject(new TypeError("undefined is not a function")) },
            }
          : step,
      ),
    };
    world.ready = true;
    await job.create(workflow);
    await job.drive(broken, { turns });
    expect((await job.record()).state).toBe("parked");
    expect(lane.inside.size).toBe(0);
    await job.retry(workflow);
    await job.drive(workflow, { turns });
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: [true, true] });
    expect(lane.inside.size).toBe(0);
  });

  it("has its place given back when its worker is to end in the middle of it", async () => {
    const { lane, turns, job, world, workflow } = setUp();
    await job.create(workflow);
    expect(await job.runOnce(workflow, { turns, draining: () => world.acts > 0 })).toEqual({ is: "lost" });
    expect(lane.inside.size).toBe(0);
    // Nobody has to wait for its lease.
    expect((await job.record()).wakeAt).toBe(job.clock.now());
    world.ready = true;
    await job.drive(workflow, { turns });
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: [false, false] });
    expect(world.acts).toBe(1);
    expect(lane.calls).toEqual(["enter writes", "leave writes"]);
  });

  it("whose place could not be given back when its worker ended, has it given back when its lease is over", async () => {
    const { lane, turns, job, world, workflow } = setUp();
    await job.create(workflow);
    lane.unreachable = Number.POSITIVE_INFINITY;
    await job.runOnce(workflow, { turns, draining: () => world.acts > 0 });
    expect((await job.record()).wakeAt).toBeGreaterThan(job.clock.now());
    lane.unreachable = 0;
    world.ready = true;
    await job.clock.advance(seconds(40));
    await job.drive(workflow, { turns });
    expect(lane.inside.size).toBe(0);
    expect(world.acts).toBe(1);
  });

  it("keeps its place when its worker ends and its outcome was not written down", async () => {
    const { lane, turns, job, world, workflow } = setUp();
    await job.create(workflow);
    const store = {
      ...job.store,
      checkpoint: async (...args: Parameters<typeof job.store.checkpoint>) => {
        if (world.acts > 0) throw new Error("the table cannot be reached");
        await job.store.checkpoint(...args);
      },
    };
    await job.runOnce(workflow, { turns, store, draining: () => world.acts > 0 });
    expect(lane.inside.size).toBe(1);
    world.ready = true;
    await job.drive(workflow, { turns });
    expect(world.inside).not.toContain(false);
    expect(lane.inside.size).toBe(0);
  });

  it("is left to a person's eyes where nobody set up its lane", async () => {
    const { job, workflow } = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({ state: "failed", problem: { code: "unexpected" } });
  });
});

/** Its first step keeps its place until a later one, and is undone whatever happens. */
const moveUseAndBack = () => {
  const { lane, turns } = createLane();
  const job = createDrivenJob(table.table);
  const world = { log: [] as string[], ready: false, useFails: false, backFails: false };
  const refused = () => new Problem("isb-refused", "no", { next: "-" });
  const workflow: Workflow = named(
    steps()
      .step("move", {
        title: "Move it",
        turn: { lane: "writes", until: "use" },
        look: async () => toDo,
        act: async () => {
          world.log.push("move");
          return "moved";
        },
      })
      .wait("ready", {
        title: "Wait",
        look: async () => (world.ready ? done(true) : notYet("not yet")),
        every: () => minutes(1),
        giveUpAfterMs: minutes(300),
        giveUp: refused,
      })
      .step("use", {
        title: "Use it",
        look: async () => toDo,
        act: async () => {
          if (world.useFails) throw refused();
          return "used";
        },
      })
      .always("back", {
        title: "Move it back",
        undoes: "move",
        look: async ({ found }) => (found.move === undefined ? done("nothing to undo") : toDo),
        act: async () => {
          if (world.backFails) throw refused();
          world.log.push("back");
          return "back";
        },
      })
      .always("tell", { title: "Tell", look: async () => done(world.log.push("tell")) })
      .result(() => "all done"),
  );
  return { lane, turns, job, world, workflow };
};

describe("a job that keeps a place over several steps and is cancelled", () => {
  it("can have what it could not undo undone when it goes on", async () => {
    const { lane, turns, job, world, workflow } = moveUseAndBack();
    world.backFails = true;
    await job.create(workflow);
    await job.runOnce(workflow, { turns });
    await job.cancel();
    await job.drive(workflow, { turns });
    expect((await job.record()).state).toBe("failed");
    const stopped = await job.record();
    const again = stoppedAt(stopped, workflow).forget.map((id) => stopped.operations.get(id)?.Name);
    expect(again).toEqual(["back"]);
    world.backFails = false;
    lane.full = true;
    expect(await job.retry(workflow)).toBe("going-on");
    await job.drive(workflow, { turns });
    expect((await job.view(workflow)).state).toBe("cancelled");
    expect(world.log).toEqual(["move", "tell", "back"]);
    expect(lane.inside.size + lane.line.size).toBe(0);
  });

  it("while it goes on and stands in line for its place again, ends all the same", async () => {
    const { lane, turns, job, world, workflow } = moveUseAndBack();
    // Without undoing it: so the first step stays done, and only its place is taken anew.
    const kept: Workflow = { ...workflow, steps: workflow.steps.filter(({ name }) => name !== "back") };
    world.useFails = true;
    world.ready = true;
    await job.create(kept);
    await job.drive(kept, { turns });
    expect((await job.record()).state).toBe("failed");
    lane.full = true;
    await job.retry(kept);
    await job.runOnce(kept, { turns });
    expect(lane.line.size).toBe(1);
    await job.cancel();
    await job.drive(kept, { turns });
    const { state, steps: shown } = await job.view(kept);
    expect({ state, shown: shown.map(({ status }) => status) }).toEqual({
      state: "cancelled",
      shown: ["done", "done", "stopped", "done"],
    });
    expect(world.log).toEqual(["move", "tell", "tell"]);
    expect(lane.inside.size + lane.line.size).toBe(0);
  });
});
