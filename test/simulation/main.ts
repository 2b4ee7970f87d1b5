import { readFlags } from "../servers/flags.ts";
import { type Run, runSeed } from "./run.ts";
import { tell } from "./tell.ts";

const usage = `npm run test:sim -- [--seed 7] [--seeds 2000] [--trace]
Plays worlds in which all kinds of things go wrong: one by its seed, and with --trace all that happens in it; or so many, from that seed on.
Without a seed: two thousand fresh ones.`;

const { values, whole } = readFlags(
  { seed: { type: "string" }, seeds: { type: "string" }, trace: { type: "boolean", default: false } },
  usage,
);
const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole("seed", values.seed, 0);
const count = values.seeds === undefined ? (values.seed === undefined ? 2_000 : 1) : whole("seeds", values.seeds, 1);
/** So many broken worlds say enough. */
const mostBroken = 3;

const played: Omit<Run, "trace">[] = [];
const brokenOnes = (): number => played.filter(({ broken }) => broken.length > 0).length;
const from = performance.now();
for (let seed = first; seed < first + count && brokenOnes() < mostBroken; seed += 1) {
  const { trace, ...run } = await runSeed(seed);
  played.push(run);
  if (values.trace) console.log(trace.join("\n"));
  if (run.broken.length > 0) console.log(tell({ ...run, trace }));
}

const sum = (of: (run: Omit<Run, "trace">) => number): number => played.reduce((so, run) => so + of(run), 0);
const states = new Map<string, number>();
for (const { states: each } of played) {
  for (const [state, jobs] of Object.entries(each)) states.set(state, (states.get(state) ?? 0) + jobs);
}
console.log(
  [
    `${played.length} worlds from seed ${first} in ${((performance.now() - from) / 1_000).toFixed(1)} s, ${brokenOnes()} broken`,
    `${sum(({ writes }) => writes)} writes, each checked; ${sum(({ deaths }) => deaths)} processes died`,
    `jobs: ${[...states].map(([state, jobs]) => `${jobs} ${state}`).join(", ")}`,
    `twice, because a frozen process went on: ${sum(({ residuals }) => residuals.effects)} effects, ${sum(({ residuals }) => residuals.messages)} messages`,
  ].join("\n"),
);
if (brokenOnes() > 0) process.exitCode = 1;
