import { readFileSync } from "node:fs";
import { pino } from "pino";
import { createAliveFile } from "./alive.ts";
import { startBot } from "./app.ts";
import { ConfigError } from "./config/config-error.ts";
import { loadConfig } from "./config.ts";

const wantedMajor = 24;
/** Many a platform kills what is still there 30 s after SIGTERM; everything is let go before that. */
const giveUpStoppingMs = 28_000;

const [major] = process.versions.node.split(".");
if (Number(major) !== wantedMajor) {
  process.stderr.write(
    `The bot runs on Node ${wantedMajor}; this is Node ${process.versions.node}. \`npm start\` brings the right one.\n`,
  );
  process.exit(1);
}

const log = pino({ name: "isb-bot", level: process.env.LOG_LEVEL ?? "info" });
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

try {
  const alive = createAliveFile(process.env.ISB_ALIVE_FILE ?? "/tmp/isb-alive", (error) =>
    log.warn({ err: error }, "the health check's file cannot be written"),
  );
  const bot = await startBot({ config: loadConfig(process.env), log, version, alive });
  const stop = (signal: string) => {
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), giveUpStoppingMs).unref();
    bot.stop().finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, "the bot could not start");
  process.exit(1);
}
