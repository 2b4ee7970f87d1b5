import { expect, test } from "vitest";
import { createClock, createManualClock } from "../../sim/clock.ts";

test("world time runs faster than real time and says so", async () => {
  const clock = createClock({ speed: 1_000, startMs: 0 });
  const realStart = performance.now();
  await new Promise<void>((resolve) => {
    const keepAlive = setTimeout(() => {}, 5_000);
    void clock.sleep(20_000).then(() => {
      clearTimeout(keepAlive);
      resolve();
    });
  });
  expect(clock.now()).toBeGreaterThanOrEqual(20_000);
  expect(performance.now() - realStart).toBeLessThan(5_000);
  expect(clock.snapshot()).toMatchObject({ speed: 1_000, paused: false });
});

test("a sleep ends early with the reason of its signal", async () => {
  const clock = createManualClock();
  const stop = new AbortController();
  const slept = clock.sleep(1_000, stop.signal);
  stop.abort(new Error("enough"));
  await expect(slept).rejects.toThrow("enough");
  expect(clock.waiting()).toBe(0);
});

test("a manual clock runs what falls due in order, also what is set on the way", async () => {
  const clock = createManualClock({ startMs: 0 });
  const seen: string[] = [];
  clock.after(20, () => seen.push(`second at ${clock.now()}`));
  clock.after(10, () => {
    seen.push(`first at ${clock.now()}`);
    void clock.sleep(5).then(() => seen.push(`slept at ${clock.now()}`));
  });
  const cancel = clock.after(12, () => seen.push("never"));
  cancel();
  clock.after(100, () => seen.push("later"));
  await clock.advance(50);
  expect(seen).toEqual(["first at 10", "slept at 15", "second at 20"]);
  expect(clock.now()).toBe(50);
});

test("a speed of nothing is refused", () => {
  expect(() => createClock({ speed: 0 })).toThrow(RangeError);
});
