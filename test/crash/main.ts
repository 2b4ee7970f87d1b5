import { availableParallelism } from "node:os";
import { readFlags } from "../servers/flags.ts";
import { sampled, sharded } from "./choose.ts";
import { runMatrix } from "./matrix.ts";
import { describe, nameOf } from "./points.ts";
import { scenarios } from "./scenarios.ts";

const usage = `npm run test:crash -- [--only <part of a point's name>] [--shard 1/2] [--sample 20] [--twice] [--seed 1] [--lanes 4]
Kills a real bot on both sides of everything it changes, and compares what the next one leaves with an undisturbed run.`;

const { values: flags, whole } = readFlags(
  {
    only: { type: "string" },
    shard: { type: "string", default: "1/1" },
    sample: { type: "string" },
    twice: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    lanes: { type: "string", default: String(2 * availableParallelism()) },
  },
  usage,
);
const say = (line: string) => process.stdout.write(`${line}\n`);

const seed = whole("seed", flags.seed, 0);
const lanes = whole("lanes", flags.lanes, 1);
const size = flags.sample === undefined ? undefined : whole("sample", flags.sample, 1);
const { only } = flags;
const named = only?.split(":")[0];
const report = await runMatrix({
  scenarios: scenarios.filter(({ name }) => named === undefined || !only?.includes(":") || name === named),
  choose: (points) => {
    const wanted = only === undefined ? points : points.filter((point) => nameOf(point).includes(only));
    const part = sharded(wanted, flags.shard);
    return size === undefined ? part : sampled(part, size, seed);
  },
  ...(flags.twice ? { twice: { seed } } : {}),
  lanes,
  tell: say,
});

const { points, tried, kills, recovered, unmet, failures, tookMs } = report;
for (const point of unmet) say(`not met: ${describe(point)}`);
const again = flags.twice ? ` --twice --seed ${seed}` : "";
for (const { point } of failures) say(`again: npm run test:crash -- --only "${nameOf(point)}"${again}`);
say(
  `${tried} of ${points} points: ${kills} bots killed, ${recovered} recovered, ${unmet.length} not met, ${failures.length} failed, in ${Math.round(tookMs / 1000)} s`,
);
process.exit(failures.length === 0 && tried > 0 ? 0 : 1);
