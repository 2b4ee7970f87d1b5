import { pino } from "pino";
import { startBot } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { shapeWorkflows } from "./shapes.ts";

/** The whole bot, with the workflows that are only here to be killed. */
await startBot({
  config: loadConfig(process.env),
  log: pino({ name: "isb-bot" }),
  version: "crash",
  workflows: shapeWorkflows(process.env.CRASH_LEDGER_URL ?? ""),
});
