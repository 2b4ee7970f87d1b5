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

test("a pause holds what waits, and a change of speed counts for it at once", async () => {
  let realMs = 0;
  const clock = createClock({ speed: 10, startMs: 0, realNow: () => realMs });
  const later = (ms: number) => {
    realMs += ms;
  };
  later(100);
  expect(clock.now()).toBe(1_000);
  clock.change({ paused: true });
  later(5_000);
  expect(clock.snapshot()).toMatchObject({ now: 1_000, paused: true, speed: 10 });
  clock.change({ speed: 100 });
  clock.change({ paused: false });
  later(10);
  expect(clock.snapshot()).toMatchObject({ now: 2_000, paused: false, speed: 100 });
  expect(() => clock.change({ speed: -1 })).toThrow(RangeError);
  expect(clock.speed).toBe(100);
});

test("what waits long runs soon when the world is made fast", async () => {
  const clock = createClock({ speed: 1, startMs: 0 });
  let ran = 0;
  clock.after(3_600_000, () => {
    ran = clock.now();
  });
  clock.change({ speed: 1_000_000 });
  await expect.poll(() => ran, { interval: 5 }).toBeGreaterThanOrEqual(3_600_000);
});

test("a skip goes on from a later moment and has nothing happen on the way, also in the middle of a jump", async () => {
  const clock = createClock({ speed: 1, startMs: 0, realNow: () => 0 });
  const seen: number[] = [];
  clock.skipTo(5_000);
  clock.after(1_000, () => clock.skipTo(60_000));
  clock.after(2_000, () => seen.push(clock.now()));
  await clock.jump(10_000);
  expect([clock.now(), seen]).toEqual([60_000, [60_000]]);
  expect(() => clock.skipTo(59_999)).toThrow(RangeError);
});

test("a jump runs everything on its way at its own time, also what is set on the way, and two jumps take turns", async () => {
  const clock = createClock({ speed: 1, startMs: 0, realNow: () => 0 });
  const seen: string[] = [];
  const again = (count: number): void => {
    seen.push(`hour ${clock.now() / 3_600_000}`);
    if (count > 1) clock.after(3_600_000, () => again(count - 1));
  };
  clock.after(3_600_000, () => again(3));
  clock.after(90 * 60_000, () => seen.push(`half past at ${clock.now() / 60_000}`));
  await Promise.all([clock.jump(2 * 3_600_000), clock.jump(30 * 60_000)]);
  expect(seen).toEqual(["hour 1", "half past at 90", "hour 2"]);
  expect(clock.now()).toBe(150 * 60_000);
  expect(clock.waiting()).toBe(1);
});
