import { sampled } from "../test/crash/choose.ts";
import { runMatrix } from "../test/crash/matrix.ts";
import { scenarios } from "../test/crash/scenarios.ts";
import type { Measure } from "./report.ts";

const points = 30;

/** A sample of the crash matrix, another one each time; `npm run test:crash` runs all of it. */
export const measureCrashes = async (): Promise<Measure[]> => {
  const seed = Math.floor(Math.random() * 1_000_000);
  const report = await runMatrix({
    scenarios,
    choose: (all) => sampled(all, points, seed),
    lanes: 2,
    tell: () => undefined,
  });
  const { tried, kills, recovered, unmet, failures } = report;
  for (const { why } of failures) process.stderr.write(`${why}\n`);
  return [
    {
      name: "bots killed at a change whose jobs did not end, or not as undisturbed: each effect and each post once",
      value: failures.length,
      seen: `${recovered} of ${tried - unmet.length} recovered, ${kills} killed, ${report.points} points in all, seed ${seed}`,
      goal: { atMost: 0, unit: "" },
    },
  ];
};
