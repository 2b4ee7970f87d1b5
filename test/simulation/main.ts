import { parseArgs } from "node:util";
import { runSeed } from "./run.ts";
import { tell } from "./tell.ts";

/** `npm run test:sim -- --seed 7` plays one world and shows it; `--seeds 2000` plays so many, from `--seed` on. */
const { values } = parseArgs({
  options: { seed: { type: "string" }, seeds: { type: "string" }, trace: { type: "boolean", default: false } },
});
const first = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const count = Number(values.seeds ?? (values.seed === undefined ? 2_000 : 1));

const from = performance.now();
const totals = { writes: 0, deaths: 0, effects: 0, messages: 0, edits: 0 };
const states: Record<string, number> = {};
let failed = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const run = await runSeed(seed);
  if (values.trace) console.log(run.trace.join("\n"));
  if (run.broken.length > 0) {
    failed += 1;
    console.error(tell(run));
    if (failed >= 3) break;
  }
  totals.writes += run.writes;
  totals.deaths += run.deaths;
  totals.effects += run.residuals.effects;
  totals.messages += run.residuals.messages;
  totals.edits += run.residuals.edits;
  for (const [state, jobs] of Object.entries(run.states)) states[state] = (states[state] ?? 0) + jobs;
}
const seconds = ((performance.now() - from) / 1_000).toFixed(1);
const ended = Object.entries(states).map(([state, jobs]) => `${jobs} ${state}`);
console.log(
  `${count} worlds from seed ${first} in ${seconds} s: ${totals.writes} writes, each checked; ${totals.deaths} dead processes`,
);
console.log(`jobs: ${ended.join(", ")}`);
console.log(
  `twice because a frozen process went on: ${totals.effects} effects, ${totals.messages} messages; ${totals.edits} late edits`,
);
if (failed > 0) process.exitCode = 1;
