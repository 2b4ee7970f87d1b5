import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../sim/processes/free-port.ts";
import { launch, StartError } from "../../sim/processes/launch.ts";
import { endProcess, isRunning } from "../../sim/processes/running.ts";
import { temporaryFolder } from "./temporary.ts";

const script = fileURLToPath(new URL("scripts/talks.ts", import.meta.url));
const otherScript = fileURLToPath(import.meta.url);

async function start(how: string, giveUpAfterMs = 20_000) {
  const folder = temporaryFolder();
  const launched = await launch({
    name: "The talker",
    script,
    args: [how],
    env: { PATH: process.env.PATH ?? "", WANTED: "yes" },
    cwd: folder,
    logFile: join(folder, "talker.log"),
    isReady: ({ event }) => event === "ready",
    giveUpAfterMs,
  });
  onTestFinished(async () => {
    await endProcess({ pid: launched.pid, script }, { graceMs: 0 });
  });
  return { ...launched, logFile: join(folder, "talker.log") };
}

test("a pid is ours only while it lives and runs our script", async () => {
  const { pid } = await start("willing");
  expect(isRunning(pid, script)).toBe(true);
  expect(isRunning(pid, otherScript)).toBe(false);
  expect(await endProcess({ pid, script: otherScript }, { graceMs: 1_000 })).toBe("was-gone");
  expect(isRunning(pid, script)).toBe(true);
  expect(await endProcess({ pid, script }, { graceMs: 10_000 })).toBe("ended");
  expect(isRunning(pid, script)).toBe(false);
});

test("one that does not listen is ended by force when its time is up", async () => {
  const { pid } = await start("deaf");
  expect(await endProcess({ pid, script }, { graceMs: 200 })).toBe("killed");
  expect(isRunning(pid, script)).toBe(false);
});

test("one that ends at once is reported with its last words", async () => {
  const failure = await start("fails").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StartError);
  expect(failure).toMatchObject({ message: "The talker ended at once (exit code 3).", lines: ["the disk is full"] });
});

test("one that never becomes ready is given up and ended", async () => {
  const failure = await start("silent", 1_500).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: "The talker was not ready within 1.5 s." });
  const [hello = ""] = (failure as StartError).lines;
  const { pid } = JSON.parse(hello) as { pid: number };
  await expect.poll(() => isRunning(pid, script)).toBe(false);
});

test("a process gets the environment it was given and nothing of ours", async () => {
  process.env.ISB_TEST_OWN = "mine";
  onTestFinished(() => {
    delete process.env.ISB_TEST_OWN;
  });
  const { logFile } = await start("willing");
  const [hello = ""] = readFileSync(logFile, "utf8").split("\n");
  const { environment } = JSON.parse(hello) as { environment: string[] };
  expect(environment).toContain("WANTED");
  expect(environment).not.toContain("ISB_TEST_OWN");
});

test("a free port is kept; one that somebody has is replaced", async () => {
  const somebody = createServer();
  await new Promise<void>((resolve) => somebody.listen(0, "127.0.0.1", resolve));
  const { port } = somebody.address() as { port: number };
  const other = await freePort(port);
  expect(other).not.toBe(port);
  expect(other).toBeGreaterThan(0);
  await new Promise((resolve) => somebody.close(resolve));
  expect(await freePort(port)).toBe(port);
});
