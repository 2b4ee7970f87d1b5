import { describe, expect, test, vi } from "vitest";
import { type Estate, minutes, startIsb } from "./estate.ts";

const operation = "POST /leases";
const body = (estate: Estate) => ({ leaseTemplateUuid: estate.template("empty-sandbox").uuid });
const order = (estate: Estate, kind: string, more: Record<string, unknown> = {}) =>
  estate.control("POST", "fault", { service: "isb", operation, kind, ...more });

/** Sends without waiting for the answer, until the server has set its timers for it. */
async function hanging(estate: Estate) {
  const before = estate.clock.waiting();
  const user = await estate.user();
  const reply = user.post("/leases", body(estate));
  reply.catch(() => {});
  await vi.waitFor(() => expect(estate.clock.waiting()).toBeGreaterThan(before));
  return { reply };
}

describe("a gateway that gives up after 29 s", () => {
  test("while the handler commits within 60 s", async () => {
    const estate = await startIsb();
    await order(estate, "504-then-done");
    const { reply } = await hanging(estate);
    await estate.clock.advance(29_000);
    expect(await reply).toEqual({ status: 504, body: { message: "Endpoint request timed out" } });
    await estate.clock.advance(31_000);
    await vi.waitFor(() => expect(estate.leasesOf("user1").map(({ status }) => status)).toEqual(["Active"]));
  });

  test("while nothing is left", async () => {
    const estate = await startIsb();
    await order(estate, "504-rolled-back");
    const { reply } = await hanging(estate);
    await estate.clock.advance(29_000);
    expect((await reply).status).toBe(504);
    await estate.clock.advance(minutes(2));
    expect(estate.leasesOf("user1")).toEqual([]);
  });
});

describe("a call that is under way when the world begins again", () => {
  test.each(["504-then-done", "504-rolled-back", "502", "slow"])(
    "with %s ends at once, does nothing, and is no call of the new world",
    async (kind) => {
      const estate = await startIsb();
      await order(estate, kind);
      const { reply } = await hanging(estate);
      await estate.control("POST", "reset");
      await expect(reply).rejects.toThrow();
      await estate.clock.advance(minutes(2));
      expect(estate.leasesOf("user1")).toEqual([]);
      expect(await estate.control("GET", "log?all=true")).toEqual({ log: [] });
    },
  );

  test("while ISB tries a move again, ends at once", async () => {
    const estate = await startIsb();
    await estate.control("POST", "fault", { service: "isb", kind: "move-throttled" });
    const { reply } = await hanging(estate);
    await estate.control("POST", "reset");
    await expect(reply).rejects.toThrow();
  });
});

test.each([
  ["503", 503, { message: "Service Unavailable" }],
  ["500", 500, { status: "error", message: "An unexpected error occurred." }],
  ["429", 429, { message: "Too Many Requests" }],
  ["waf-403", 403, { message: "Forbidden" }],
])("%s is answered once and leaves nothing", async (kind, status, expected) => {
  const estate = await startIsb();
  await order(estate, kind);
  const user = await estate.user();
  expect(await user.post("/leases", body(estate))).toEqual({ status, body: expected });
  expect(estate.leasesOf("user1")).toEqual([]);
  expect((await user.get("/leaseTemplates")).status).toBe(200);
  expect((await user.post("/leases", body(estate))).status).toBe(201);
});

test("down closes the connection and does nothing; lost-reply closes it after the work is done", async () => {
  const estate = await startIsb();
  const user = await estate.user();
  await order(estate, "down", { times: 2 });
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(user.post("/leases", body(estate))).rejects.toThrow(/socket hang up|ECONNRESET/);
  }
  expect(estate.leasesOf("user1")).toEqual([]);
  await order(estate, "lost-reply");
  await expect(user.post("/leases", body(estate))).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(estate.leasesOf("user1")).toHaveLength(1);
});

test("slow answers after its delay", async () => {
  const estate = await startIsb();
  await order(estate, "slow", { delayMs: 5_000 });
  const { reply } = await hanging(estate);
  await estate.clock.advance(5_000);
  expect((await reply).status).toBe(201);
});

test("a fault for every operation lasts its time, and can be cleared", async () => {
  const estate = await startIsb();
  await estate.control("POST", "fault", { service: "isb", kind: "503", forMs: 60_000 });
  const user = await estate.user();
  expect((await user.get("/configurations")).status).toBe(503);
  expect((await user.get("/leaseTemplates")).status).toBe(503);
  await estate.control("DELETE", "fault");
  expect((await user.get("/leaseTemplates")).status).toBe(200);
});

test("a kind the service does not know is refused", async () => {
  const estate = await startIsb();
  expect(await order(estate, "throttle")).toMatchObject({ ok: false });
});
