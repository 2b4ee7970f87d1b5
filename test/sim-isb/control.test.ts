import { expect, test } from "vitest";
import { jwtSecret } from "../../sim/world/secrets.ts";
import { startIsb } from "./estate.ts";

test("the clock is told as it is", async () => {
  const estate = await startIsb();
  expect(await estate.control("GET", "clock")).toMatchObject({ now: estate.clock.now(), speed: 1, paused: true });
});

test("the world is shown without its secrets", async () => {
  const estate = await startIsb();
  const shown = JSON.stringify(await estate.control("GET", "world"));
  expect(shown).toContain("pool-012");
  expect(shown).toContain("/InnovationSandbox/ndx/Auth/JwtSecret");
  expect(shown).not.toContain(jwtSecret(estate.world));
});

test("the log keeps changing calls and routes nobody has; all of them when asked", async () => {
  const estate = await startIsb();
  const user = await estate.user();
  await user.get("/configurations");
  await user.post("/leases", { leaseTemplateUuid: estate.template("empty-sandbox").uuid });
  await user.get("/nowhere");
  const operations = async (query = "") =>
    ((await estate.control("GET", `log${query}`)).log as { operation: string }[]).map(({ operation }) => operation);
  expect(await operations()).toEqual(["POST /leases", "GET /nowhere"]);
  expect(await operations("?all=true")).toEqual(["GET /configurations", "POST /leases", "GET /nowhere"]);
  const { log } = await estate.control("GET", "log");
  expect((log as object[])[0]).toMatchObject({
    caller: "user1@example.gov.uk",
    status: 201,
    ms: expect.any(Number),
  });
});

test.each(["log", "calls"])("a %s since no number is refused in a sentence", async (route) => {
  const estate = await startIsb();
  expect(await estate.control("GET", `${route}?since=abc`)).toEqual({
    ok: false,
    error: 'since: "abc" is no whole number from 0 on. Such as since=12.',
  });
  expect(await estate.control("GET", `${route}?since=0`)).toEqual({ log: [] });
});

test("a reset brings the first day back, timers and all", async () => {
  const estate = await startIsb();
  const user = await estate.user();
  await user.post("/leases", { leaseTemplateUuid: estate.template("council-chatbot").uuid });
  await estate.control("POST", "config", { maintenanceMode: true });
  const secret = jwtSecret(estate.world);
  await estate.control("POST", "reset");
  expect(estate.leasesOf("user1")).toEqual([]);
  expect(estate.world.state.isb.configuration.maintenanceMode).toBe(false);
  expect(jwtSecret(estate.world)).toBe(secret);
  await estate.clock.advance(600_000);
  expect(estate.world.events).toEqual([]);
});

test("however often the world is looked at, the same changes leave the same world", async () => {
  const leftBehind = async (looks: number) => {
    const estate = await startIsb({ containers: { count: 3, shortestLifeMs: 1, longestLifeMs: 2 } });
    const user = await estate.user();
    for (let look = 0; look < looks; look += 1) await user.get(`/leases?pageSize=${look + 1}`);
    await user.post("/leases", { leaseTemplateUuid: estate.template("empty-sandbox").uuid });
    return estate.leasesOf("user1");
  };
  const untouched = await leftBehind(0);
  expect(untouched).toHaveLength(1);
  expect(await leftBehind(5)).toEqual(untouched);
});

test("an access portal's session is forgotten when it is over", async () => {
  const estate = await startIsb();
  const { identity } = estate.world.state;
  expect(identity.portalTokens).toEqual({});
  await estate.control("POST", "portal-token", { user: "user1@example.gov.uk" });
  // The machine's own clock says when.
  for (const held of Object.values(identity.portalTokens)) held.expiresAt -= 9 * 3_600_000;
  const { accessToken } = await estate.control("POST", "portal-token", { user: "user2@example.gov.uk" });
  expect(Object.keys(identity.portalTokens)).toEqual([accessToken]);
});

test("what is not understood is refused and changes nothing", async () => {
  const estate = await startIsb();
  expect(await estate.control("POST", "config", { maxLeases: 9 })).toMatchObject({ ok: false });
  expect(await estate.control("GET", "nothing")).toMatchObject({ ok: false });
});
