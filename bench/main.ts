import { measureAck } from "./ack.ts";
import { printReport } from "./report.ts";
import { measureStep } from "./step.ts";

/** Every figure is a ratio against a baseline of the same run, so that it holds on any machine, however busy. */
const met = printReport([...(await measureStep()), ...(await measureAck())]);
process.exit(met ? 0 : 1);
