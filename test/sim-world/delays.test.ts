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
