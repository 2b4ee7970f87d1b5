import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../src/domain/duration.ts";
import { Problem } from "../../src/domain/problem.ts";
import { blocked, done, notYet, steps, toDo } from "../../src/jobs/shapes.ts";
import { FenceLost } from "../../src/jobs/store/store.ts";
import { startTable, type TestTable } from "../servers/table.ts";
import { createDrivenJob, named } from "./driven-job.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

const setUp = (now?: number) => createDrivenJob(table.table, now === undefined ? {} : { now });

describe("a job", () => {
  it("runs its steps in order, each seeing what the ones before found", async () => {
    const order: string[] = [];
    const workflow = named(
      steps<{ n: number }>()
        .step("read", { title: "Read", look: async ({ input }) => done(input.n + 1, "one more") })
        .step("write", {
          title: "Write",
          look: async () => toDo,
          act: async ({ found }) => {
            order.push("write");
            return found.read * 10;
          },
        })
        .result(({ found }) => ({ total: found.write })),
    );
    const job = setUp();
    await job.create(workflow, { input: { n: 1 } });
    await job.drive(workflow);
    const view = await job.view(workflow);
    expect(view.state).toBe("succeeded");
    expect(view.result).toEqual({ total: 20 });
    expect(view.steps.map(({ name, status, note }) => [name, status, note])).toEqual([
      ["read", "done", "one more"],
      ["write", "done", undefined],
    ]);
    expect(order).toEqual(["write"]);
  });

  it("leaves memory while it waits, and goes on in another worker", async () => {
    let polls = 0;
    const workflow = named(
      steps()
        .wait("ready", {
          title: "Wait",
          look: async () => (++polls < 4 ? notYet(`look ${polls}`) : done("x")),
          every: () => seconds(5),
          giveUpAfterMs: minutes(30),
          giveUp: () => new Problem("gave-up", "never", { next: "-" }),
        })
        .result(({ found }) => found.ready),
    );
    const job = setUp();
    await job.create(workflow);
    const first = await job.runOnce(workflow);
    expect(first.is).toBe("asleep");
    const waiting = await job.view(workflow);
    expect(waiting.state).toBe("waiting");
    expect(waiting.steps[0]).toMatchObject({ status: "waiting", note: "look 1" });
    await job.clock.advance(seconds(5));
    expect(await job.drive(workflow)).toBe(3);
    expect((await job.view(workflow)).result).toBe("x");
  });

  it.each([
    ["behind", Date.UTC(2001, 0, 1)],
    ["ahead of", Date.UTC(2199, 0, 1)],
  ])("looks again when its own clock is %s the host's", async (_, now) => {
    let polls = 0;
    const workflow = named(
      steps()
        .wait("ready", {
          title: "Wait",
          look: async () => (++polls < 3 ? notYet("not yet") : done("x")),
          every: () => seconds(5),
          giveUpAfterMs: minutes(30),
          giveUp: () => new Problem("gave-up", "never", { next: "-" }),
        })
        .result(({ found }) => found.ready),
    );
    const job = setUp(now);
    await job.create(workflow);
    expect(await job.drive(workflow)).toBe(3);
    expect(polls).toBe(3);
  });

  it("gives a wait up at its limit with the wait's own words", async () => {
    const workflow = named(
      steps()
        .wait("ready", {
          title: "Wait",
          look: async () => notYet("still not"),
          every: () => seconds(60),
          giveUpAfterMs: minutes(5),
          giveUp: () => new Problem("provisioning-timeout", "took too long", { next: "ask" }),
        })
        .result(() => undefined),
    );
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({
      state: "failed",
      problem: { code: "provisioning-timeout", message: "took too long" },
    });
  });

  it("is not ended by a look that could not be made, whatever the reason", async () => {
    let looks = 0;
    const workflow = named(
      steps()
        .wait("ready", {
          title: "Wait",
          look: async () => {
            if (++looks < 5) throw new Problem("isb-blocked", "the firewall said no", { next: "-" });
            return done("x");
          },
          every: () => seconds(5),
          giveUpAfterMs: minutes(30),
          giveUp: () => new Problem("gave-up", "never", { next: "-" }),
        })
        .result(({ found }) => found.ready),
    );
    const job = setUp();
    await job.create(workflow);
    await job.runOnce(workflow);
    expect((await job.view(workflow)).steps[0]).toMatchObject({ status: "waiting", problem: { code: "isb-blocked" } });
    await job.clock.advance(minutes(1));
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("succeeded");
  });

  it("looks at once when somebody nudges it", async () => {
    let open = false;
    const workflow = named(
      steps()
        .wait("approval", {
          title: "Wait",
          look: async () => (open ? done(true) : notYet("waiting for a person", { needsPerson: true })),
          every: () => minutes(60),
          giveUpAfterMs: minutes(600),
          giveUp: () => new Problem("gave-up", "never", { next: "-" }),
        })
        .result(() => "ok"),
    );
    const job = setUp();
    await job.create(workflow);
    await job.runOnce(workflow);
    expect((await job.view(workflow)).state).toBe("needs-approval");
    open = true;
    await job.store.nudge(job.id);
    expect((await job.store.due(job.clock.now(), 50)).map(({ id }) => id)).toContain(job.id);
    expect((await job.runOnce(workflow)).is).toBe("ended");
  });
});

describe("an act", () => {
  /** An outside system that did it although it said nothing. */
  const flaky = (outcomes: ("ok" | "unknown-done" | "unknown-not-done" | "busy")[], settlesAfterMs = seconds(75)) => {
    const world = { made: 0, acts: 0, looks: 0, actTimes: [] as number[] };
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          settlesAfterMs,
          look: async () => {
            world.looks++;
            return world.made > 0 ? done("found") : toDo;
          },
          act: async ({ now }) => {
            world.actTimes.push(now);
            const outcome = outcomes[world.acts++] ?? "ok";
            if (outcome === "ok" || outcome === "unknown-done") world.made++;
            if (outcome === "busy") throw new Problem("isb-throttled", "busy", { next: "-", retryable: true });
            if (outcome !== "ok")
              throw new Problem("isb-unavailable", "no answer", { next: "-", outcome: "unknown", settlesAfterMs });
            return "made";
          },
        })
        .result(({ found }) => found.make),
    );
    return { world, workflow };
  };

  it("whose reply was lost is found by looking, and not repeated", async () => {
    const { world, workflow } = flaky(["unknown-done"]);
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(world).toMatchObject({ made: 1, acts: 1 });
    expect((await job.view(workflow)).result).toBe("found");
  });

  it("that did nothing is repeated only when the first cannot take effect any more", async () => {
    const { world, workflow } = flaky(["unknown-not-done"]);
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(world).toMatchObject({ made: 1, acts: 2 });
    expect((world.actTimes[1] as number) - (world.actTimes[0] as number)).toBeGreaterThanOrEqual(seconds(75));
    expect(world.looks).toBeGreaterThan(3);
  });

  it("that was refused for now is tried again with growing pauses", async () => {
    const { world, workflow } = flaky(["busy", "busy", "busy"]);
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(world.acts).toBe(4);
    const [a, b, c, d] = world.actTimes as [number, number, number, number];
    expect(c - b).toBeGreaterThan(b - a);
    expect(d - c).toBeGreaterThan(c - b);
  });

  it("whose worker died in the middle is looked for, and repeated only past the limit", async () => {
    const { world, workflow } = flaky(["ok"]);
    const job = setUp();
    await job.create(workflow);
    // A worker that wrote START and died before its call: everything after the first write is refused.
    let writes = 0;
    const ran = await job.runUntilKilled(workflow, () => writes++ > 0);
    expect(ran.is).toBe("lost");
    expect(world.made).toBe(1);
    await job.clock.advance(seconds(60));
    await job.drive(workflow);
    expect(world).toMatchObject({ made: 1, acts: 1 });
    expect((await job.view(workflow)).state).toBe("succeeded");
  });

  it("that never gets a clear answer is left to a person after three times", async () => {
    const { world, workflow } = flaky(Array.from({ length: 30 }, () => "unknown-not-done" as const));
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(world).toMatchObject({ made: 0, acts: 3 });
    expect(await job.view(workflow)).toMatchObject({ state: "parked", steps: [{ status: "unknown" }] });
  });

  it("whose worker was dead for longer than the step's patience is still looked for and repeated", async () => {
    const { world, workflow } = flaky(["unknown-not-done"]);
    const job = setUp();
    await job.create(workflow);
    await job.runOnce(workflow);
    await job.clock.advance(minutes(60));
    await job.drive(workflow);
    expect(world).toMatchObject({ made: 1, acts: 2 });
    expect((await job.view(workflow)).state).toBe("succeeded");
  });

  it("that kills its worker each time is left to a person after three times", async () => {
    let acts = 0;
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: async () => toDo,
          act: async () => {
            acts++;
            return "made";
          },
        })
        .result(() => undefined),
    );
    const job = setUp();
    await job.create(workflow);
    for (let lives = 0; lives < 20; lives++) {
      const before = acts;
      const ran = await job.runUntilKilled(workflow, () => acts > before);
      if (ran.is === "ended") break;
      const now = await job.store.get(job.id);
      await job.clock.advance(Math.max(seconds(1), (now?.wakeAt ?? 0) - job.clock.now()));
    }
    expect(acts).toBe(3);
    expect((await job.view(workflow)).state).toBe("parked");
  });

  it("begins with a lease that outlives it, however long the look before took", async () => {
    const job = setUp();
    let left = 0;
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: async () => {
            await job.clock.advance(seconds(29));
            return toDo;
          },
          act: async ({ jobId }) => {
            left = ((await job.store.get(jobId))?.leaseUntil ?? 0) - job.clock.now();
            return "made";
          },
        })
        .result(({ found }) => found.make),
    );
    await job.create(workflow);
    await job.drive(workflow);
    expect((await job.view(workflow)).state).toBe("succeeded");
    expect(left).toBeGreaterThanOrEqual(seconds(35));
  });

  it("that never began has failed when the time for trying is over, and within that time", async () => {
    const { world, workflow } = flaky(Array.from({ length: 500 }, () => "busy" as const));
    const job = setUp();
    await job.create(workflow);
    const began = job.clock.now();
    await job.drive(workflow, {}, 500);
    expect(world.made).toBe(0);
    expect(job.clock.now() - began).toBeLessThan(minutes(17));
    expect(await job.view(workflow)).toMatchObject({ state: "failed", problem: { code: "isb-throttled" } });
  });

  it("nobody foresaw parks the job: it is neither done nor failed", async () => {
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: async () => toDo,
          act: async () => {
            throw new TypeError("undefined is not a function");
          },
        })
        .result(() => undefined),
    );
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({ state: "parked", problem: { code: "unexpected" } });
  });
});

describe("an act without a clear answer", () => {
  it("is in doubt for as long as its step says, where the answer does not say so itself", async () => {
    const actedAt: number[] = [];
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          settlesAfterMs: seconds(75),
          look: async () => (actedAt.length > 1 ? done("found") : toDo),
          act: async ({ now }) => {
            actedAt.push(now);
            throw new Problem("isb-unavailable", "no answer", { next: "-", outcome: "unknown" });
          },
        })
        .result(({ found }) => found.make),
    );
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    const [first, second] = actedAt as [number, number];
    expect(second - first).toBeGreaterThanOrEqual(seconds(75));
  });
});

describe("a step that acts and stops its worker each time", () => {
  it("is left to a person after five workers, and to five more when it goes on", async () => {
    let looks = 0;
    let killed = new AbortController();
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: () => {
            looks += 1;
            killed.abort();
            return new Promise<never>(() => {});
          },
          act: async () => "made",
        })
        .result(() => "done"),
    );
    const job = setUp();
    const untilParked = async (): Promise<void> => {
      for (let n = 0; n < 20 && (await job.record()).state !== "parked"; n += 1) {
        killed = new AbortController();
        await job.clock.advance(Math.max(0, (await job.record()).wakeAt - job.clock.now()));
        await job.runOnce(workflow, { abandoned: killed.signal });
      }
    };
    await job.create(workflow);
    await untilParked();
    expect(looks).toBe(5);
    expect(await job.view(workflow)).toMatchObject({
      state: "parked",
      problem: { code: "gave-up", message: expect.stringContaining("stopped its worker several times") },
      steps: [{ status: "unknown" }],
    });
    await job.retry(workflow);
    await untilParked();
    expect(looks).toBe(10);
    expect((await job.view(workflow)).state).toBe("parked");
  });
});

describe("a step whose job is another worker's when it is about to act", () => {
  it("does not act, and is no alarm: nothing went wrong", async () => {
    let acts = 0;
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          longestCallMs: seconds(60),
          look: async () => {
            // Frozen for so long that another takes the job over.
            if (acts === 0 && job.clock.now() === began) {
              await job.clock.advance(minutes(10));
              await job.claim();
            }
            return toDo;
          },
          act: async () => {
            acts += 1;
            return "made";
          },
        })
        .result(() => "done"),
    );
    const job = setUp();
    const began = job.clock.now();
    const alarms: string[] = [];
    const log = { debug() {}, info() {}, warn() {}, error: (_: object, message: string) => void alarms.push(message) };
    await job.create(workflow);
    expect(await job.runOnce(workflow, { log })).toEqual({ is: "lost" });
    expect(acts).toBe(0);
    expect(alarms).toEqual([]);
  });
});

describe("a wait that reaches its limit", () => {
  it.each(["lane-full", "step-interrupted"] as const)(
    "while its look is only put off (%s) waits for the next, which says what came of it",
    async (code) => {
      let putOff = false;
      const workflow = named(
        steps()
          .wait("ready", {
            title: "Wait",
            every: () => minutes(1),
            giveUpAfterMs: minutes(10),
            giveUp: () => new Problem("approval-timeout", "nobody approved", { next: "-" }),
            look: async () => {
              if (putOff) throw new Problem(code, "not now", { next: "-", retryable: true });
              return notYet("not yet");
            },
          })
          .result(() => "done"),
      );
      const job = setUp();
      await job.create(workflow);
      await job.runOnce(workflow);
      putOff = true;
      await job.clock.advance(minutes(11));
      await job.runOnce(workflow);
      expect((await job.record()).state).toBe("waiting");
      putOff = false;
      await job.drive(workflow);
      expect(await job.view(workflow)).toMatchObject({ state: "failed", problem: { code: "approval-timeout" } });
    },
  );
});

describe("a look after an act whose reply was lost", () => {
  it.each<[string, () => Promise<never>]>([
    ["is refused for good", async () => Promise.reject(new Problem("isb-refused", "no", { next: "-" }))],
    ["breaks", async () => Promise.reject(new TypeError("undefined is not a function"))],
  ])("that %s leaves the job to a person: nobody may say that it failed", async (_, look) => {
    let acts = 0;
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: async ({ tried }) => (tried ? look() : toDo),
          act: async () => {
            acts += 1;
            throw new Problem("isb-unavailable", "no answer", { next: "-", outcome: "unknown", settlesAfterMs: 1 });
          },
        })
        .result(() => undefined),
    );
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(acts).toBe(1);
    expect(await job.view(workflow)).toMatchObject({ state: "parked", steps: [{ status: "unknown" }] });
  });

  it("that finds the way barred is believed only once the act cannot take effect any more", async () => {
    let actedAt = 0;
    let made = false;
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: async ({ tried, now }) => {
            if (now - actedAt > seconds(60)) made = true;
            if (made && tried) return done("found");
            return tried ? blocked(new Problem("maintenance", "not now", { next: "-" })) : toDo;
          },
          act: async ({ now }) => {
            actedAt = now;
            throw new Problem("isb-unavailable", "no answer", {
              next: "-",
              outcome: "unknown",
              settlesAfterMs: seconds(75),
            });
          },
        })
        .result(({ found }) => found.make),
    );
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow);
    expect(await job.view(workflow)).toMatchObject({ state: "succeeded", result: "found" });
  });
});

describe("a job that is left to a person", () => {
  it("is told to operators once, with its problem's code", async () => {
    const workflow = named(
      steps()
        .step("make", {
          title: "Make it",
          look: async () => toDo,
          mostDoubts: 1,
          act: async () =>
            Promise.reject(new Problem("isb-unavailable", "no answer", { next: "-", outcome: "unknown" })),
        })
        .result(() => undefined),
    );
    const alarms: object[] = [];
    const log = {
      debug() {},
      info() {},
      warn() {},
      error: (said: object, message: string) => void alarms.push({ ...said, message }),
    };
    const job = setUp();
    await job.create(workflow);
    await job.drive(workflow, { log });
    expect((await job.record()).state).toBe("parked");
    expect(alarms).toEqual([
      { job: job.id, workflow: "test", state: "parked", code: "gave-up", message: "a job was parked" },
    ]);
  });
});

describe("the fence", () => {
  it("lets one worker claim and refuses every write of the one before", async () => {
    const workflow = named(
      steps()
        .step("read", { title: "Read", look: async () => done(1) })
        .result(() => 1),
    );
    const job = setUp();
    await job.create(workflow);
    const seen = (await job.store.get(job.id))?.wakeAt as number;
    const [a, b] = await Promise.all([
      job.store.claim(job.id, seen, job.clock.now() + 30_000),
      job.store.claim(job.id, seen, job.clock.now() + 30_000),
    ]);
    expect([a, b].filter(Boolean)).toHaveLength(1);
    const first = (a ?? b) as NonNullable<typeof a>;
    const now = await job.store.get(job.id);
    const second = await job.store.claim(job.id, now?.wakeAt as number, job.clock.now() + 90_000);
    expect(second?.epoch).toBe(first.epoch + 1);
    await expect(job.store.suspend(first, job.clock.now(), "waiting")).rejects.toBeInstanceOf(FenceLost);
    await expect(job.store.end(first, { state: "succeeded" })).rejects.toBeInstanceOf(FenceLost);
    expect(await job.store.heartbeat(first, job.clock.now() + 1)).toBe(false);
  });
});
