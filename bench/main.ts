import { measureAck } from "./ack.ts";
import { measureCrashes } from "./crash.ts";
import { measureHeap } from "./heap.ts";
import { measureRecovery } from "./recovery.ts";
import { printReport } from "./report.ts";
import { measureSlackCalls } from "./slack-calls.ts";
import { measureStart } from "./start.ts";
import { measureStep } from "./step.ts";

const measures = {
  step: measureStep,
  ack: measureAck,
  start: measureStart,
  recovery: measureRecovery,
  crash: measureCrashes,
  slack: measureSlackCalls,
  heap: measureHeap,
};

/**
 * Each figure with its goal, and wherever there is one against a baseline of the same run, so that it holds on any machine,
 * however busy. `npm run bench -- step ack` measures only those.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in measures));
if (unknown.length > 0) {
  process.stderr.write(`There is no measure ${unknown.join(", ")}; there are ${Object.keys(measures).join(", ")}.\n`);
  process.exit(2);
}
let met = true;
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  met = printReport(await measure()) && met;
}
process.exit(met ? 0 : 1);
