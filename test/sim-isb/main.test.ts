import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("a scenario that is begun brings its people into Slack, and a kept world goes on in another process", async () => {
  const keep = mkdtempSync(join(tmpdir(), "isb-main-"));
  onTestFinished(() => rmSync(keep, { recursive: true, force: true }));
  const ready = async () => {
    const child = start("--only", "slack,isb", "--slack-port", "0", "--isb-port", "0", "--keep", keep);
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    return { child, ...(JSON.parse(String(line)) as Record<"slack" | "isb" | "world" | "scenario", string>) };
  };
  const emails = async (slack: string) =>
    JSON.stringify(((await (await fetch(`${slack}/_control/state`)).json()) as { users: object[] }).users);
  const first = await ready();
  expect(first).toMatchObject({ world: "new", scenario: null });
  expect(await emails(first.slack)).not.toContain("person40@example.gov.uk");
  const body = JSON.stringify({ name: "hackathon-morning" });
  const headers = { "content-type": "application/json" };
  await fetch(`${first.slack}/_control/scenario`, { method: "POST", headers, body });
  expect(await emails(first.slack)).toContain("person40@example.gov.uk");
  first.child.kill("SIGKILL");
  const second = await ready();
  expect(second).toMatchObject({ world: "kept", scenario: "hackathon-morning" });
  expect(await emails(second.slack)).toContain("person40@example.gov.uk");
});

test("what is given to a kept world counts at once, and once: what was changed by hand since stays", async () => {
  const folder = mkdtempSync(join(tmpdir(), "isb-given-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "config.yaml");
  const kept = async (...flags: string[]) => {
    const child = start("--only", "isb", "--isb-port", "0", "--keep", folder, ...flags);
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const { isb, notes } = JSON.parse(String(line)) as { isb: string; notes: string[] };
    const call = async (path: string, body?: object) => {
      const init = body && {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      };
      return (await fetch(`${isb}/_control/${path}`, init)).json() as Promise<Record<string, never>>;
    };
    const world = await call("world");
    return { child, call, notes, world };
  };
  const limits = { isb: { configuration: { leases: { maxBudget: 321 } } } };
  const first = await kept("--seed", "5", "--chaos", "0.1");
  expect(first.world).toMatchObject({ chaos: { rate: 0.1, seed: 5 }, separator: { mode: "hold" } });
  first.child.kill("SIGKILL");

  writeFileSync(file, "separator: none\nleases: { maxBudget: 321 }");
  const second = await kept("--config", file, "--seed", "6");
  expect(second.world).toMatchObject({ ...limits, chaos: { rate: 0.1, seed: 5 }, separator: { mode: "none" } });
  expect(second.notes).toEqual([
    "--seed 6 counts where a world begins: this one goes on with its own chance, of seed 5.",
  ]);
  await second.call("config", { separator: "eject" });
  second.child.kill("SIGKILL");

  const third = await kept("--config", file, "--chaos", "0");
  expect(third.world).toMatchObject({ ...limits, chaos: null, separator: { mode: "eject" } });
  expect(third.notes).toEqual([]);
});

test("a port that somebody else has is said in a sentence, with exit code 2", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const child = start("--only", "aws,isb", "--aws-port", "0", "--isb-port", String(port));
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, "close");
  expect(code).toBe(2);
  expect(said).toContain(`--isb-port ${port}: the port is taken. Name another, or 0 for any free one.\n`);
  expect(said).not.toContain("    at ");
});

test.each([
  [["--scenario", "isb-dwn"], /^isb-dwn is no scenario\. Did you mean isb-down\? There is .*\n$/],
  [["--speeed", "3"], "--speeed is not understood. Did you mean --speed?\n"],
  [["--only", "slak"], "--only: slak is no part of the estate. Did you mean slack? There is slack, aws, isb.\n"],
  [["--chaos", "many"], "--chaos wants a rate from 0 to 1, such as 0.05, got many.\n"],
])("%j is said in a sentence, with exit code 2", async (flags, sentence) => {
  const child = start(...flags);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, "close");
  expect(code).toBe(2);
  if (typeof sentence === "string") expect(said).toBe(sentence);
  else expect(said).toMatch(sentence);
});
