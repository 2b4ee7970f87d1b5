import { once } from "node:events";
import { newJob } from "../test/jobs/new-job.ts";
import type { WorkerProcess } from "../test/processes/fleet.ts";
import type { Measure } from "./report.ts";
import { openSurroundings, until } from "./surroundings.ts";

const jobs = 10_000;
const warmUp = 3_000;
const atOnce = 100;
const megabyte = 1_048_576;

const heapOf = async ({ child }: WorkerProcess): Promise<number> => {
  const told = once(child, "message") as Promise<[{ heap: number }]>;
  child.send("heap");
  return (await told)[0].heap;
};

/** The baseline: as many promises that only sleep, and are lost with their process. */
const sleepingPromises = async (): Promise<number> => {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const stop = new AbortController();
  const asleep = Array.from({ length: jobs }, async (_, n) => {
    const job = { id: `job${n}`, state: "waiting", input: {}, steps: [{ name: "wait", since: n }] };
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 86_400_000);
      stop.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
    return job.id;
  });
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed - before;
  stop.abort();
  await Promise.all(asleep);
  return heap;
};

/** What ten thousand waiting jobs cost the worker that let them sleep. */
export const measureHeap = async (): Promise<Measure[]> => {
  const { store, worker, close } = await openSurroundings();
  try {
    const only = await worker("only", ["--expose-gc", "--no-flush-bytecode"]);
    const letSleep = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n += atOnce)
        await Promise.all(Array.from({ length: atOnce }, () => store.create(newJob({ workflow: "patient" }))));
      await until(async () => (await store.due(Date.now() + 1, 1)).length === 0, 240_000);
    };
    // The first ones warm the process up: what it learns from them is no job's.
    await letSleep(warmUp);
    const before = await heapOf(only);
    await letSleep(jobs);
    const heap = (await heapOf(only)) - before;
    const promises = await sleepingPromises();
    return [
      {
        name: "heap for 10,000 waiting jobs",
        value: heap / megabyte,
        seen: `${(heap / megabyte).toFixed(2)} MB against ${(promises / megabyte).toFixed(1)} MB of sleeping promises`,
        goal: { atMost: 5, unit: " MB" },
        stretch: 1,
      },
    ];
  } finally {
    await close();
  }
};
