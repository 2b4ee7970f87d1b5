import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Delay, defaultDelays, delayTable } from "../../sim/world/delays.ts";

test.each(Object.entries(delayTable) as [string, Delay][])(
  "%s says what takes so long, and where that is from",
  (name, delay) => {
    expect(name).toMatch(/Ms$/);
    expect(delay.says).toMatch(/^[A-Z].*\.$/);
    expect(delay.source.length).toBeGreaterThan(10);
    expect(delay.realMs).toBeGreaterThan(0);
    // What is shortened here is shortened, and never drawn out.
    expect(delay.hereMs ?? 0).toBeLessThan(delay.realMs);
    expect(defaultDelays[name as keyof typeof defaultDelays]).toBe(delay.hereMs ?? delay.realMs);
  },
);

/** What is no delay of the world, and why. */
const notInTheTable: Readonly<Record<string, string>> = {
  dayMs: "a unit",
  hourMs: "a unit",
  minuteMs: "a unit",
  windowMs: "over which the WAF counts its rate",
  clientLifeMs: "the machine's own clock",
  deviceCodeLifeMs: "the machine's own clock",
  pollEveryMs: "the machine's own clock",
  allowedSkewMs: "the machine's own clock",
  roleSessionMs: "the machine's own clock",
  portalSessionMs: "the machine's own clock",
  writeMs: "the machine's own clock",
};

test("no part of the world has a delay of its own", () => {
  const rooms = ["world", "isb", "aws", "separator"].map((room) => new URL(`../../sim/${room}/`, import.meta.url));
  const found = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .flatMap((path) => [...readFileSync(new URL(path, room), "utf8").matchAll(/const (\w+Ms) = [\d_]+\b/g)])
      .map(([, name = ""]) => name),
  );
  expect(found.length).toBeGreaterThan(3);
  expect(found.filter((name) => !(name in notInTheTable))).toEqual([]);
});
