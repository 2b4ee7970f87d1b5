import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const entry = fileURLToPath(new URL("../../sim/main.ts", import.meta.url));

function start(...flags: string[]) {
  const child = spawn(process.execPath, [entry, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

test("says in one line where it listens, shares one clock, and ends with 0 within two seconds of SIGTERM", async () => {
  const child = start("--only", "aws,isb", "--aws-port", "0", "--isb-port", "0", "--speed", "60");
  const lines: string[] = [];
  const out = createInterface({ input: child.stdout });
  out.on("line", (line) => lines.push(line));
  await once(out, "line");
  const ready = JSON.parse(lines[0] ?? "") as Record<"event" | "aws" | "isb" | "clock", string> & { pid: number };
  expect(ready).toMatchObject({ event: "estate-ready", pid: child.pid });
  for (const url of [ready.clock, `${ready.aws}/_control/clock`, `${ready.isb}/_control/clock`]) {
    expect(await (await fetch(url)).json()).toMatchObject({ speed: 60, paused: false });
  }
  const asked = performance.now();
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(lines).toHaveLength(1);
});

test("a part nobody knows is refused", async () => {
  const [code] = await once(start("--only", "isb,moon"), "exit");
  expect(code).not.toBe(0);
});
