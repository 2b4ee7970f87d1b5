import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withLock } from "../../sim/processes/lock.ts";
import { type EstateState, readState, removeState, writeState } from "../../sim/processes/state-file.ts";
import { temporaryFolder } from "./temporary.ts";

const state: EstateState = {
  v: 1,
  startedAt: "2026-11-21T06:00:00.000Z",
  sides: { real: "aws", id: "0123456789ab", whose: "isb.example.org/prod, as me@example.org" },
  processes: {
    table: { pid: 10, port: 4313 },
    estate: { pid: 11, slackPort: 4310, awsPort: 4311, isbPort: 4312, args: ["--speed", "60"] },
    bot: { pid: 12, stopped: true },
  },
  page: "http://127.0.0.1:4310/",
};

test("what was written is read back, and nothing else is left in the folder", () => {
  const folder = temporaryFolder();
  const path = join(folder, "deeper", "estate.json");
  writeState(path, state);
  expect(readState(path)).toEqual(state);
  expect(readdirSync(join(folder, "deeper"))).toEqual(["estate.json"]);
  removeState(path);
  expect(readState(path)).toBeUndefined();
});

test.each([
  ["half a file", '{"v":1,"proc'],
  ["another version", JSON.stringify({ ...state, v: 2 })],
  ["a pid that could hit a whole process group", JSON.stringify({ ...state, processes: { bot: { pid: 0 } } })],
])("%s counts as none", (_, text) => {
  const path = join(temporaryFolder(), "estate.json");
  writeFileSync(path, text);
  expect(readState(path)).toBeUndefined();
});

test("two who start at once take turns", async () => {
  const path = join(temporaryFolder(), "lock");
  const order: string[] = [];
  const turn = (name: string) =>
    withLock(path, async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} out`);
    });
  await Promise.all([turn("a"), turn("b"), turn("c")]);
  expect(order).toHaveLength(6);
  for (const [index, entry] of order.entries()) {
    if (index % 2 === 0) expect(order[index + 1]).toBe(entry.replace("in", "out"));
  }
});

test("a holder that died is passed over, and a failure lets go", async () => {
  const path = join(temporaryFolder(), "lock");
  // Above the highest pid Linux gives out.
  writeFileSync(path, "99999999");
  await expect(withLock(path, () => Promise.reject(new Error("it broke")))).rejects.toThrow("it broke");
  expect(await withLock(path, async () => readFileSync(path, "utf8"))).toBe(String(process.pid));
});
