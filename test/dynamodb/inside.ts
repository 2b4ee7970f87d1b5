import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Runs where there is no network but the loopback: `node inside.ts <folder of the jar> [flags of vitest]`. */
const [, , jars = "", ...flags] = process.argv;

const others = Object.keys(networkInterfaces()).filter((name) => name !== "lo");
if (others.length > 0) throw new Error(`DynamoDB Local would listen on ${others.join(", ")} as well: use main.ts`);

const port = 8000;
const endpoint = `http://127.0.0.1:${port}`;
const answers = (): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

const engine = spawn(
  "java",
  [
    "-Xmx256m",
    `-Djava.library.path=${join(jars, "DynamoDBLocal_lib")}`,
    "-jar",
    join(jars, "DynamoDBLocal.jar"),
    "-inMemory",
    "-sharedDb",
    "-port",
    String(port),
  ],
  { cwd: jars, stdio: ["ignore", "ignore", "inherit"] },
);
const ended = once(engine, "exit");

const giveUpAt = performance.now() + 30_000;
while (!(await answers())) {
  if (engine.exitCode !== null) throw new Error(`DynamoDB Local ended with ${engine.exitCode} before it was ready`);
  if (performance.now() > giveUpAt) {
    engine.kill();
    throw new Error("DynamoDB Local did not answer within 30 s");
  }
  await sleep(100);
}

const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
const config = fileURLToPath(new URL("vitest.config.ts", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config, ...flags], {
  cwd: fileURLToPath(new URL("../..", import.meta.url)),
  env: { ...process.env, DYNAMODB_LOCAL: endpoint },
  stdio: "inherit",
});
engine.kill();
await ended;
process.exit(status ?? 1);
