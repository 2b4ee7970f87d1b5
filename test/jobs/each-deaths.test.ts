import { describe, expect, it } from "vitest";
import { minutes } from "../../src/domain/duration.ts";
import { createMemoryTable } from "../fakes/memory-table.ts";
import { pump } from "../fakes/pump.ts";
import { by, createEachStage, type EachStage, watch } from "./each-stage.ts";

const names = ["a", "b", "c", "d", "e"];

/** What a person does with a job while its workers die, and what is so of it at the end, however often they did. */
interface Story {
  name: string;
  setUp?(stage: EachStage): void;
  /** Done with workers that live, before the one that dies begins. */
  before?(stage: EachStage, id: string): Promise<void>;
  /** Called at the tenth write of the worker that dies. */
  during?(stage: EachStage, id: string): Promise<unknown>;
  /** Called once it is dead. */
  meanwhile?(stage: EachStage, id: string): Promise<unknown>;
  ends(stage: EachStage, id: string): Promise<void>;
}

const madeOnce = ({ world }: EachStage, which: readonly string[]): void =>
  expect([...world.made].toSorted()).toEqual(which.map((name) => [name, 1]));

const triedAgain = async ({ jobs }: EachStage, id: string): Promise<void> => {
  expect(await jobs.retry(id, by)).toBe("going-on");
};

const endsCancelled = async ({ view, world }: EachStage, id: string): Promise<void> => {
  const { state, steps } = await view(id);
  const [items, done] = [steps[0]?.items, world.made.size];
  expect(["cancelled", "succeeded"]).toContain(state);
  for (const count of world.made.values()) expect(count).toBe(1);
  if (items) expect(items).toMatchObject({ total: 5, done, stopped: 5 - done, failed: 0 });
  else expect(done).toBe(0);
  if (state === "succeeded") expect(done).toBe(5);
};

const stories: readonly Story[] = [
  {
    name: "left alone, makes each item once",
    async ends(stage, id) {
      expect(await stage.view(id)).toMatchObject({ state: "succeeded", steps: [{ items: { total: 5, done: 5 } }, {}] });
      madeOnce(stage, names);
    },
  },
  {
    name: "with an item that fails, ends partly, and tried again makes that one too",
    setUp: ({ world }) => world.fail("c"),
    async ends(stage, id) {
      expect(await stage.view(id)).toMatchObject({ state: "partly", steps: [{ items: { done: 4, failed: 1 } }, {}] });
      expect((await stage.get(stage.child(id, "c"))).retries).toEqual([]);
      stage.world.trouble.clear();
      await triedAgain(stage, id);
      await pump(stage.clock, () => stage.isOver(id), { mostMs: minutes(3), stepMs: 5_000 });
      expect(await stage.view(id)).toMatchObject({ state: "succeeded" });
      madeOnce(stage, names);
    },
  },
  {
    name: "tried again, has only those go on that failed, and each once",
    setUp: ({ world }) => ["b", "c"].map((name) => world.fail(name)),
    async before(stage, id) {
      const worker = stage.startWorker();
      await pump(stage.clock, () => stage.isOver(id), { mostMs: minutes(3) });
      await worker.stop();
      stage.world.trouble.delete("b");
      await triedAgain(stage, id);
    },
    async ends(stage, id) {
      const { view, get, child } = stage;
      expect(await view(id)).toMatchObject({ state: "partly", steps: [{ items: { done: 4, failed: 1 } }, {}] });
      const retries = await Promise.all(names.map(async (name) => (await get(child(id, name))).retries.length));
      expect(retries).toEqual([0, 1, 1, 0, 0]);
      madeOnce(stage, ["a", "b", "d", "e"]);
    },
  },
  {
    name: "cancelled while its worker is at it, ends cancelled or was done before, and says what was done",
    during: ({ jobs }, id) => jobs.cancel(id, by),
    ends: endsCancelled,
  },
  {
    name: "cancelled then, ends cancelled or was done before, and says what was done",
    meanwhile: ({ jobs }, id) => jobs.cancel(id, by),
    ends: endsCancelled,
  },
  {
    name: "with an item whose problem stops all, leaves none of the others unaccounted for",
    setUp: ({ world }) => world.fail("c", "lease-limit"),
    async ends({ view, world }, id) {
      const { state, steps } = await view(id);
      const done = world.made.size;
      expect(state).toBe(done > 0 ? "partly" : "failed");
      expect(steps[0]?.items).toMatchObject({ total: 5, done, failed: 1, stopped: 4 - done });
    },
  },
];

/** Runs a story with a first worker that dies after its `at`-th write; false when it lived to the end. */
const play = async (story: Story, at: number): Promise<boolean> => {
  const stage = createEachStage(createMemoryTable(), { stopOn: ["lease-limit"] });
  const { start, startWorker, clock, isOver, table, jobs } = stage;
  try {
    story.setUp?.(stage);
    const id = await start(names);
    await story.before?.(stage, id);
    let writes = 0;
    let during: Promise<unknown> | undefined;
    const dying = watch(table);
    dying.refuse(() => {
      writes += 1;
      if (writes === 10) during = story.during?.(stage, id);
      return writes > at;
    });
    const first = startWorker(dying.table);
    await pump(clock, async () => writes >= at || (await isOver(id)), { mostMs: minutes(3), stepMs: 5_000 });
    const died = writes >= at;
    await first.stop();
    await during;
    await story.meanwhile?.(stage, id);
    startWorker();
    await pump(clock, () => isOver(id), { mostMs: minutes(5), stepMs: 5_000 });
    await story.ends(stage, id);
    // Nothing is left behind that nobody would ever look at again.
    for (const child of (await jobs.list({ parent: id })).jobs)
      expect(["succeeded", "failed", "cancelled"]).toContain(child.state);
    return died;
  } finally {
    await stage.stop();
  }
};

describe("a job with child jobs whose worker dies at any of its writes", () => {
  it.each(stories)("$name", { timeout: 120_000 }, async (story) => {
    let points = 0;
    while (await play(story, points + 1)) points += 1;
    console.log(`${points} deaths: ${story.name}`);
    expect(points).toBeGreaterThan(20);
  });
});
