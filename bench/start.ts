import { setTimeout as sleep } from "node:timers/promises";
import { newJob } from "../test/jobs/new-job.ts";
import type { Measure } from "./report.ts";
import { percentile } from "./stats.ts";
import { openSurroundings, until } from "./surroundings.ts";

const jobs = 60;

/** From a job's being written down until its first step begins: at the worker that is rung, and at one that only looks round. */
export const measureStart = async (): Promise<Measure[]> => {
  const { store, world, worker, close } = await openSurroundings();
  try {
    const only = await worker("only");
    const startOne = async (rung: boolean): Promise<number> => {
      const job = newJob({ workflow: "told" });
      // Not in step with the worker's own rounds.
      await sleep(100 + 700 * Math.random());
      const startedAt = performance.now();
      await store.create(job);
      if (rung) only.child.send("kick");
      const told = () => world.said.find(({ what }) => what === `${job.id} first`);
      await until(() => told() !== undefined, 5_000);
      return (told()?.at ?? Number.NaN) - startedAt;
    };
    await startOne(true);
    const [same, other]: [number[], number[]] = [[], []];
    for (let n = 0; n < jobs; n += 1) {
      same.push(await startOne(true));
      other.push(await startOne(false));
    }
    const at = (samples: readonly number[]): string =>
      `p50 ${percentile(samples, 0.5).toFixed(0)} ms, p99 ${percentile(samples, 0.99).toFixed(0)} ms of ${jobs}`;
    return [
      {
        name: "start of a job on the same task, p99",
        value: percentile(same, 0.99),
        seen: at(same),
        goal: { atMost: 50, unit: " ms" },
      },
      {
        name: "start of a job on another task, p99",
        value: percentile(other, 0.99),
        seen: at(other),
        goal: { atMost: 1_500, unit: " ms" },
        stretch: 1_000,
      },
    ];
  } finally {
    await close();
  }
};
