import { expect, test } from "vitest";
import { startIsb } from "../sim-isb/estate.ts";

const day = 24 * 3_600_000;

test("the world can be paused, hurried and moved on over any part's control route", async () => {
  const { control, clock } = await startIsb();
  const began = clock.now();
  expect(await control("POST", "clock", { speed: 60 })).toMatchObject({ ok: true, speed: 60, paused: true });
  expect(await control("POST", "clock", { jumpMs: day })).toMatchObject({ jumpedMs: day, now: began + day });
  expect(await control("GET", "clock")).toMatchObject({ now: began + day, speed: 60, paused: true });
  expect(await control("POST", "clock", { paused: false })).toMatchObject({ paused: false });
  expect(await control("POST", "clock", { paused: true })).toMatchObject({ paused: true });
});

test("the next thing is shown, and jumping to it makes it happen and nothing after it", async () => {
  const { control, world } = await startIsb();
  const timers = async () => (await control("GET", "world")).timers as { kind: string; dueAt: number }[];
  const [next, ...later] = await timers();
  expect(later.length).toBeGreaterThan(0);
  const jumped = (await control("POST", "clock", { jump: "next" })) as { now: number; happened: string[] };
  expect(jumped.now).toBe(next?.dueAt);
  expect(jumped.happened).toContain(next?.kind);
  expect((await timers()).every(({ dueAt }) => dueAt >= world.clock.now())).toBe(true);
});

test("a jump to the next thing goes past what waits for a part that does not run", async () => {
  const { control, world } = await startIsb();
  // It is the AWS part that opens accounts.
  world.later("account-opens", 1_000, { requestId: "car-1" });
  await control("POST", "clock", { jumpMs: 2_000 });
  const dueAt = Math.min(
    ...world.state.timers.filter(({ kind }) => kind !== "account-opens").map((each) => each.dueAt),
  );
  const jumped = await control("POST", "clock", { jump: "next" });
  expect(jumped.now).toBe(dueAt);
  expect(jumped.happened).not.toEqual([]);
});

test("a month passes hour by hour: what comes round has come round each time", async () => {
  const estate = await startIsb();
  const manager = await estate.manager();
  await manager.post("/leases", { leaseTemplateUuid: estate.template("empty-sandbox").uuid });
  await estate.control("POST", "clock", { jumpMs: 30 * day });
  const [lease] = estate.leasesOf("manager1").filter(({ originalLeaseTemplateName: name }) => name === "empty-sandbox");
  expect(lease?.status).toBe("Expired");
  const lateBy = Date.parse(lease?.endDate ?? "") - Date.parse(lease?.expirationDate ?? "");
  expect(lateBy).toBeLessThan(2 * 3_600_000);
});

test.each([
  [{ speed: 0 }, /^speed: /],
  [{ sped: 60 }, "sped is no key here. Did you mean speed?"],
  [{ jump: "nxt" }, "jump: nxt is no jump. Did you mean next?"],
  [{ jumpMs: 1, jump: "next" }, "jumpMs and jump are two jumps: give one."],
  [{ jumpMs: 400 * day }, /^jumpMs: /],
])("%j is refused in a sentence and moves nothing", async (wish, sentence) => {
  const { control, clock } = await startIsb();
  const before = clock.snapshot();
  const { ok, error } = (await control("POST", "clock", wish)) as { ok: boolean; error: string };
  expect(ok).toBe(false);
  expect(error).toMatch(sentence);
  expect(clock.snapshot()).toMatchObject({ now: before.now, speed: before.speed, paused: before.paused });
});
