import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { put } from "../../../sim/aws/sqs/queue.ts";
import { realWall } from "../../../sim/aws/wall.ts";
import { createClock, createManualClock } from "../../../sim/clock.ts";
import { startLifecycle } from "../../../sim/isb/lambdas/lifecycle.ts";
import { openJournal } from "../../../sim/keep/journal.ts";
import { keepWorld, keptWorld } from "../../../sim/keep/keep-world.ts";
import { silentLog } from "../../../sim/log.ts";
import { grantAccess } from "../../../sim/world/identity-center.ts";
import { readScenario } from "../../../sim/world/scenario/read-scenario.ts";
import { stateShape } from "../../../sim/world/shapes.ts";
import { createWorld, type World } from "../../../sim/world/world.ts";

const path = () => {
  const folder = mkdtempSync(join(tmpdir(), "isb-keep-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "world.jsonl");
};
const journalAt = (file: string) => openJournal({ path: file, of: "the world" });
const fresh = () => createWorld({ clock: createManualClock() }).state;

/** The world as whoever starts after a kill finds it: nobody closed anything. */
function reborn(file: string): World {
  const kept = keptWorld(journalAt(file), fresh());
  if (!kept) throw new Error("nothing was kept");
  return createWorld({ clock: createManualClock({ startMs: kept.clock.now }), kept: kept.world });
}

test("a world goes on as it was, with its timers, faults, chance and time", async () => {
  const file = path();
  const clock = createManualClock();
  const world = createWorld({ clock, scenario: readScenario("hackathon-morning") });
  startLifecycle({ world, log: silentLog });
  keepWorld(world, journalAt(file));
  const user = world.state.identity.users[0]?.userId ?? "";
  world.state.identity.portalTokens["a token"] = { userId: user, expiresAt: 5 };
  world.faults.order({ service: "isb", kind: "503", times: 3 });
  world.faults.take("isb", ["503"], ["GET /leases"]);
  world.faults.order({ service: "slack", kind: "429", always: true });
  world.faults.setChaos({ rate: 0.1, seed: 9 });
  grantAccess(world, { accountId: "100000000001", permissionSetArn: "arn", principalType: "USER", principalId: user });
  world.publish({ detailType: "Something", detail: { of: "interest" } });
  await clock.advance(90 * 60_000);
  world.changed();

  const again = reborn(file);
  expect(again.state).toEqual(world.state);
  expect(again.people).toEqual(world.people);
  expect(again.scenario).toEqual(world.scenario);
  // Its time is written down once a second, and with every change.
  expect(again.clock.now()).toBeGreaterThan(clock.now() - 3_600_000);
  expect(again.faults.list()).toEqual(world.faults.list());
  expect(again.faults.chaos).toEqual({ rate: 0.1, seed: 9 });
  expect([again.random.uuid(), again.wireRandom.uuid()]).toEqual([world.random.uuid(), world.wireRandom.uuid()]);
});

test("the state is plain data: nothing in it is lost on paper", () => {
  const world = createWorld({ clock: createManualClock() });
  const plain = world.state;
  expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  const isPlain = (value: unknown): boolean =>
    Object(value) !== value ||
    ((Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) &&
      Object.values(value as object).every(isPlain));
  expect(isPlain(plain)).toBe(true);
});

test("what was to happen happens after the restart, once", async () => {
  const file = path();
  const world = createWorld({ clock: createManualClock() });
  keepWorld(world, journalAt(file));
  world.publish({ detailType: "Kept", detail: {} });
  world.changed();
  const again = reborn(file);
  const heard: string[] = [];
  again.onEvent((event) => heard.push(event["detail-type"]));
  await again.clock.jump(3_600_000);
  expect(heard).toEqual(["Kept"]);
});

test("a reset is kept too: nothing of the world before comes back", () => {
  const file = path();
  const world = createWorld({ clock: createManualClock() });
  keepWorld(world, journalAt(file));
  for (const name of ["One", "Two"]) world.publish({ detailType: name, detail: {} });
  world.state.organisation.quotaUsedUp = true;
  world.changed();
  world.reset();
  world.publish({ detailType: "Three", detail: {} });
  world.changed();
  const { state } = reborn(file);
  expect(state).toEqual(world.state);
  expect(state.events.map((event) => event["detail-type"])).toEqual(["Three"]);
});

test("a world kept twice over goes on from the second", () => {
  const file = path();
  const first = createWorld({ clock: createManualClock() });
  const stop = keepWorld(first, journalAt(file));
  first.publish({ detailType: "First", detail: {} });
  stop();
  const second = reborn(file);
  keepWorld(second, journalAt(file));
  second.publish({ detailType: "Second", detail: {} });
  second.changed();
  expect(reborn(file).events.map((event) => event["detail-type"])).toEqual(["First", "Second"]);
});

test("a world of an older estate, which lacks what every world has now, is not taken up", () => {
  const file = path();
  const world = createWorld({ clock: createManualClock() });
  keepWorld(world, journalAt(file))();
  const newer = { ...fresh(), trails: [] } as ReturnType<typeof fresh>;
  expect(() => keptWorld(journalAt(file), newer)).toThrow("which had no state/trails");
});

test("time is kept once a second though nothing happens", async () => {
  const file = path();
  const world = createWorld({ clock: createClock({ speed: 7_200, startMs: 0 }) });
  onTestFinished(keepWorld(world, journalAt(file)));
  const hoursKept = () => {
    const [, line] = readFileSync(file, "utf8").match(/.*\n?\["clock",(.*)\]\n$/) ?? [];
    return (JSON.parse(line ?? "{}") as { now: number }).now / 3_600_000;
  };
  await expect.poll(hoursKept, { timeout: 5_000 }).toBeGreaterThan(1);
});

test("a world of another shape is not taken up", () => {
  const file = path();
  const journal = journalAt(file);
  keepWorld(createWorld({ clock: createManualClock() }), journal)();
  journal.put("shape", undefined);
  expect(() => keptWorld(journalAt(file), fresh())).toThrow(
    `is of another estate: it has the shape 1, and this estate reads ${stateShape}`,
  );
});

/** The names and kinds of all that a value holds; of a list, of what its entries hold together. */
function shapeOf(value: unknown, path = "state"): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((entry) => shapeOf(entry, `${path}[]`)))];
  if (Object(value) !== value) return [`${path}: ${value === null ? "null" : typeof value}`];
  return Object.entries(value as object).flatMap(([name, inner]) => shapeOf(inner, `${path}.${name}`));
}

test("whoever changes what the state looks like raises the number of its shape", () => {
  const shape = shapeOf(fresh()).sort().join("\n");
  const digest = createHash("sha256").update(shape).digest("hex").slice(0, 12);
  expect({ stateShape, digest }).toEqual({ stateShape: 2, digest: "e55525a09072" });
});

test("of a queue only what changed is written, and its messages come back in their order", () => {
  const file = path();
  const journal = journalAt(file);
  const world = createWorld({ clock: createManualClock() });
  const [queue] = world.state.queues;
  if (!queue) throw new Error("no queue");
  for (let number = 1; number <= 500; number += 1)
    put({ world, wall: realWall }, queue, { body: `${number} ${"x".repeat(500)}` });
  onTestFinished(keepWorld(world, journal));
  const bytesOf = (change: () => void) => {
    const before = statSync(file).size;
    change();
    world.changed();
    return statSync(file).size - before;
  };
  expect(bytesOf(() => put({ world, wall: realWall }, queue, { body: "one more" }))).toBeLessThan(2_000);
  const [first, second] = queue.messages;
  queue.messages = queue.messages.map((each) => (each === second ? { ...each, receives: 1 } : each));
  queue.messages = queue.messages.filter((each) => each !== first);
  expect(bytesOf(() => {})).toBeLessThan(2_500);
  expect(bytesOf(() => {})).toBe(0);
  expect(reborn(file).state.queues).toEqual(world.state.queues);
});
