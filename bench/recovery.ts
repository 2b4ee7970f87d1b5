import { newJob } from "../test/jobs/new-job.ts";
import type { Measure } from "./report.ts";
import { percentile } from "./stats.ts";
import { openSurroundings, until } from "./surroundings.ts";

const jobs = 40;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** Puts `jobs` jobs into the middle of a look at one worker, with another one idle beside it, and ends the first. */
const endOneOfTwo = async (signal: "SIGKILL" | "SIGTERM") => {
  const { store, world, worker, close } = await openSurroundings();
  try {
    const first = await worker("first");
    const openGate = world.shut("middle");
    const some = Array.from({ length: jobs }, () => newJob({ workflow: "told", input: { holdAt: "middle" } }));
    await Promise.all(some.map((job) => store.create(job)));
    await until(() => world.said.filter(({ what }) => what === "waits at middle").length === jobs, 10_000);
    await worker("second");
    const endedAt = performance.now();
    const gone = first.end(signal);
    // A look under way at the end of its worker is let finish; of one that was killed nobody waits for the answer.
    if (signal === "SIGKILL") await gone;
    openGate();
    const goesOn = signal === "SIGKILL" ? "first" : "second";
    const elsewhere = () =>
      world.said.filter(({ worker: who, what }) => who === "second" && what.endsWith(` ${goesOn}`));
    const finished = () => world.said.filter(({ what }) => what.endsWith(" second")).length;
    await until(
      () => elsewhere().length + (signal === "SIGTERM" ? finished() - elsewhere().length : 0) >= jobs,
      90_000,
    );
    await gone;
    const begun = world.said.filter(({ what }) => what.endsWith(" first")).length;
    return { ms: elsewhere().map(({ at }) => at - endedAt), begun, moved: elsewhere().length };
  } finally {
    await close();
  }
};

/** How soon jobs go on elsewhere when their worker was killed, and when it was asked to end. */
export const measureRecovery = async (): Promise<Measure[]> => {
  const killed = await endOneOfTwo("SIGKILL");
  const asked = await endOneOfTwo("SIGTERM");
  const at = (samples: readonly number[]): string =>
    `p50 ${seconds(percentile(samples, 0.5))}, p99 ${seconds(percentile(samples, 0.99))}`;
  return [
    {
      name: "kill -9 until the job goes on elsewhere, p99 against a lease of 30 s and 5 s",
      value: percentile(killed.ms, 0.99) / 35_000,
      seen: `${at(killed.ms)}, ${jobs} jobs`,
      goal: { atMost: 1, unit: "x" },
    },
    {
      name: "SIGTERM until the job goes on elsewhere, p99, s",
      value: percentile(asked.ms, 0.99) / 1000,
      seen: `${at(asked.ms)}, ${asked.moved} of ${jobs} jobs moved`,
      goal: { atMost: 5, unit: " s" },
      stretch: 2,
    },
    {
      name: "steps repeated after SIGTERM",
      value: asked.begun - jobs,
      seen: `${asked.begun} first steps of ${jobs} jobs`,
      goal: { atMost: 0, unit: "" },
    },
  ];
};
