import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { createClock } from "../../../sim/clock.ts";
import { remoteClock } from "../../../src/clients/clock/remote-clock.ts";
import { systemClock } from "../../../src/clients/clock/system-clock.ts";
import { createManualClock } from "../../fakes/manual-clock.ts";

const startClockServer = async (answer: () => object | undefined) => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    const snapshot = answer();
    response.writeHead(snapshot ? 200 : 503).end(JSON.stringify(snapshot ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/_control/clock`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const worldAt = (startedAt: number, speed: number) => {
  const began = performance.now();
  return () => ({ now: startedAt + (performance.now() - began) * speed, real: Date.now(), speed, paused: false });
};

const until = async (met: () => boolean, withinMs: number): Promise<void> => {
  for (const began = performance.now(); !met() && performance.now() - began < withinMs; ) await wait(10);
};

it("the system clock is the host's", async () => {
  const clock = systemClock();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
  expect(clock.wire(30_000)).toBe(30_000);
  const before = clock.now();
  await clock.sleep(30);
  expect(clock.now() - before).toBeGreaterThanOrEqual(30);
});

it("a sleep ends at once when it is called off, and never fails", async () => {
  const calledOff = new AbortController();
  const asleep = systemClock().sleep(60_000, calledOff.signal);
  calledOff.abort();
  await expect(asleep).resolves.toBeUndefined();
  await expect(systemClock().sleep(60_000, calledOff.signal)).resolves.toBeUndefined();
});

it("a remote clock runs at the world's speed, also between two readings", async () => {
  const start = Date.UTC(2030, 0, 1);
  const answer = worldAt(start, 100);
  await using server = await startClockServer(answer);
  const clock = await remoteClock({ url: server.url });
  try {
    expect(clock.wire(30_000)).toBe(3_000_000);
    const began = performance.now();
    await clock.sleep(10_000);
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThan(80);
    expect(tookMs).toBeLessThan(2_000);
    expect(server.asked()).toBe(1);
    // Within 100 real milliseconds of the remote.
    expect(Math.abs(clock.now() - answer().now)).toBeLessThan(10_000);
  } finally {
    clock.stop();
  }
});

it("a remote clock follows a change of speed, stays still while paused, and never runs backwards", async () => {
  const start = Date.UTC(2030, 0, 1);
  let paused = false;
  let behindMs = 0;
  await using server = await startClockServer(() => ({
    now: start + 500 - behindMs,
    real: Date.now(),
    speed: 10,
    paused,
  }));
  const clock = await remoteClock({ url: server.url });
  try {
    paused = true;
    await until(() => server.asked() >= 2, 3_000);
    await wait(50);
    const still = clock.now();
    await wait(30);
    expect(clock.now()).toBe(still);
    behindMs = 400;
    await until(() => server.asked() >= 3, 3_000);
    await wait(50);
    expect(clock.now()).toBe(still);
  } finally {
    clock.stop();
  }
});

it("a remote clock follows a reset back, and outlives a remote that is away", async () => {
  const start = Date.UTC(2030, 0, 1);
  let answer: object | undefined = { now: start, real: 0, speed: 1, paused: false };
  await using server = await startClockServer(() => answer);
  const clock = await remoteClock({ url: server.url });
  try {
    answer = undefined;
    await until(() => server.asked() >= 2, 3_000);
    await wait(50);
    expect(clock.now()).toBeGreaterThanOrEqual(start);
    const yearBefore = Date.UTC(2029, 0, 1);
    answer = { now: yearBefore, real: 0, speed: 1, paused: false };
    await until(() => clock.now() < start, 3_000);
    expect(clock.now()).toBeLessThan(yearBefore + 10_000);
  } finally {
    clock.stop();
  }
});

it("sleepers follow the estate: a jump wakes them in about a second, a pause holds them, another speed counts at once", async () => {
  const estate = createClock({ speed: 10, startMs: Date.UTC(2030, 0, 1) });
  await using server = await startClockServer(() => estate.snapshot());
  const clock = await remoteClock({ url: server.url });
  const day = 24 * 3_600_000;
  const slept = async (worldMs: number) => {
    const began = performance.now();
    await clock.sleep(worldMs);
    return performance.now() - began;
  };
  try {
    const overnight = slept(day);
    await estate.jump(day);
    expect(await overnight).toBeLessThan(2_000);

    estate.change({ paused: true });
    const heardOf = server.asked() + 1;
    await until(() => server.asked() > heardOf, 3_000);
    const held = slept(3_000);
    await until(() => server.asked() > heardOf + 2, 4_000);
    estate.change({ paused: false, speed: 1_000_000 });
    expect(await held).toBeGreaterThan(1_000);
    // Another week at ten times the wall's speed would be 17 hours.
    expect(await slept(7 * day)).toBeLessThan(10_000);
  } finally {
    clock.stop();
  }
});

it("a wait of the wire does not grow long when the world slows down", async () => {
  const estate = createClock({ speed: 3_600, startMs: Date.UTC(2030, 0, 1) });
  await using server = await startClockServer(() => estate.snapshot());
  const clock = await remoteClock({ url: server.url });
  try {
    const began = performance.now();
    const waited = clock.sleep(clock.wire(1_500));
    estate.change({ speed: 1 });
    await waited;
    expect(performance.now() - began).toBeLessThan(5_000);
  } finally {
    clock.stop();
  }
});

it("no clock at the address is said with the variable's name", async () => {
  const server = await startClockServer(() => undefined);
  await expect(remoteClock({ url: server.url })).rejects.toThrow("ISB_CLOCK_URL");
  await server[Symbol.asyncDispose]();
  await expect(remoteClock({ url: server.url })).rejects.toThrow("ISB_CLOCK_URL");
});

it("the manual clock wakes sleepers in order, each at its own time", async () => {
  const clock = createManualClock({ now: 1_000 });
  const woken: [string, number][] = [];
  const sleeper = (name: string, ms: number) => clock.sleep(ms).then(() => void woken.push([name, clock.now()]));
  const sleeping = [sleeper("late", 300), sleeper("early", 100)];
  await clock.advance(99);
  expect(woken).toEqual([]);
  await clock.advance(901);
  await Promise.all(sleeping);
  expect(woken).toEqual([
    ["early", 1_100],
    ["late", 1_300],
  ]);
  expect(clock.now()).toBe(2_000);
});
