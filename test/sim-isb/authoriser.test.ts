import { describe, expect, test } from "vitest";
import { type Estate, minutes, startIsb } from "./estate.ts";

const person = { email: "user1@example.gov.uk", roles: ["User"] };
const ask = (estate: Estate, headers: Record<string, string>) =>
  estate.send("GET", "/leaseTemplates", { headers: { "User-Agent": "test", ...headers } });

describe("what the gateway answers before any handler", () => {
  test.each<[string, (estate: Estate) => Promise<Record<string, string>>, number]>([
    ["no Authorization header", async () => ({}), 401],
    ["a good token", async ({ sign }) => ({ Authorization: `Bearer ${await sign({ user: person })}` }), 200],
    ["HS512", async ({ sign }) => ({ Authorization: `Bearer ${await sign({ user: person }, { alg: "HS512" })}` }), 200],
    [
      "a token without exp",
      async ({ sign }) => ({ Authorization: `Bearer ${await sign({ user: person, exp: undefined })}` }),
      200,
    ],
    [
      "an iat in the future",
      async ({ sign }) => ({ Authorization: `Bearer ${await sign({ user: person, iat: 9e9 })}` }),
      200,
    ],
    [
      "an expired token",
      async ({ sign }) => ({ Authorization: `Bearer ${await sign({ user: person, exp: 1 })}` }),
      403,
    ],
    [
      "another secret",
      async ({ sign }) => ({ Authorization: `Bearer ${await sign({ user: person }, { secret: "x".repeat(32) })}` }),
      403,
    ],
    ["flat claims", async ({ sign }) => ({ Authorization: `Bearer ${await sign({ ...person })}` }), 403],
    [
      "no roles",
      async ({ sign }) => ({ Authorization: `Bearer ${await sign({ user: { ...person, roles: [] } })}` }),
      403,
    ],
    ["bearer in small letters", async ({ sign }) => ({ Authorization: `bearer ${await sign({ user: person })}` }), 403],
    ["two spaces", async ({ sign }) => ({ Authorization: `Bearer  ${await sign({ user: person })}` }), 403],
    [
      "the header in small letters",
      async ({ sign }) => ({ authorization: `Bearer ${await sign({ user: person })}` }),
      403,
    ],
    [
      "alg none",
      async () => ({
        Authorization: `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ user: person })).toString("base64url")}.`,
      }),
      403,
    ],
  ])("%s", async (_name, headersFrom, status) => {
    const estate = await startIsb();
    const reply = await ask(estate, await headersFrom(estate));
    expect(reply.status).toBe(status);
    if (status !== 200) expect(reply.body.status).toBeUndefined();
  });

  test("a role that is unknown passes beside a good one at the authoriser, and is a 400 at the handler", async () => {
    const estate = await startIsb();
    const token = await estate.sign({ user: { ...person, roles: ["User", "Wizard"] } });
    const reply = await estate.withToken(token).get("/leaseTemplates");
    expect(reply).toMatchObject({ status: 400, body: { status: "fail" } });
  });
});

describe("roles by route", () => {
  test.each([
    ["GET", "/leases?userEmail=user1%40example.gov.uk", { User: 200, Manager: 200, Admin: 200 }],
    ["GET", "/leases", { User: "jsend", Manager: 200, Admin: 200 }],
    ["GET", "/accounts", { User: 403, Manager: 403, Admin: 200 }],
    ["GET", "/accounts/100000000001", { User: 403, Manager: 403, Admin: 200 }],
    ["GET", "/configurations", { User: 200, Manager: 200, Admin: 200 }],
    ["GET", "/blueprints", { User: 403, Manager: 200, Admin: 200 }],
    ["DELETE", "/leases/abc", { User: 403, Manager: 403, Admin: 403 }],
    ["PATCH", "/accounts", { User: 403, Manager: 403, Admin: 403 }],
  ] as const)("%s %s", async (method, path, expected) => {
    const estate = await startIsb();
    for (const [role, status] of Object.entries(expected)) {
      const { token } = await estate.as("user1", role);
      const reply = await estate.send(method, path, {
        headers: { Authorization: `Bearer ${token}`, "User-Agent": "t" },
      });
      expect([role, reply.status]).toEqual([role, status === "jsend" ? 403 : status]);
      if (reply.status === 403)
        expect([role, reply.body.status]).toEqual([role, status === "jsend" ? "fail" : undefined]);
    }
  });

  test("an undefined route is told apart by its text", async () => {
    const estate = await startIsb();
    expect((await (await estate.admin()).post("/leases/abc/destroy")).body).toEqual({
      message: "Missing Authentication Token",
    });
  });
});

describe("the WAF", () => {
  test("no User-Agent is blocked", async () => {
    const estate = await startIsb();
    const { token } = await estate.user();
    const reply = await estate.send("GET", "/leaseTemplates", { headers: { Authorization: `Bearer ${token}` } });
    expect(reply).toEqual({ status: 403, body: { message: "Forbidden" } });
  });

  test("a comment with an address in numbers is blocked", async () => {
    const estate = await startIsb();
    const body = { leaseTemplateUuid: estate.template("empty-sandbox").uuid, comments: "see http://10.0.0.1/x" };
    expect(await (await estate.user()).post("/leases", body)).toEqual({ status: 403, body: { message: "Forbidden" } });
  });

  test("the rate counts a minute of world time", async () => {
    const estate = await startIsb({ requestsPerMinute: 2 });
    const user = await estate.user();
    const statuses = async () => (await user.get("/configurations")).status;
    expect([await statuses(), await statuses(), await statuses()]).toEqual([200, 200, 429]);
    await estate.clock.advance(minutes(1) + 1);
    expect(await statuses()).toBe(200);
  });
});

describe("the authoriser's memory", () => {
  test("a token that expires while its Allow is kept meets the handler's 401", async () => {
    const estate = await startIsb();
    const nowSeconds = Math.floor(estate.clock.now() / 1000);
    const caller = estate.withToken(await estate.sign({ user: person, exp: nowSeconds + 60 }));
    expect((await caller.get("/leaseTemplates")).status).toBe(200);
    await estate.clock.advance(minutes(2));
    expect(await caller.get("/leaseTemplates")).toMatchObject({
      status: 401,
      body: { status: "fail", data: { errors: [{ message: "Invalid bearer token." }] } },
    });
    await estate.clock.advance(minutes(4));
    expect((await caller.get("/leaseTemplates")).status).toBe(403);
  });

  test("a Deny is kept five minutes by token, method and path; maintenance spares Admin and configurations", async () => {
    const estate = await startIsb();
    await estate.control("POST", "config", { maintenanceMode: true });
    const [user, admin] = [await estate.user(), await estate.admin()];
    expect((await user.get("/leaseTemplates")).status).toBe(403);
    expect((await user.get("/configurations")).body.data).toMatchObject({ maintenanceMode: true });
    expect((await admin.get("/leaseTemplates")).status).toBe(200);
    await estate.control("POST", "config", { maintenanceMode: false });
    expect((await user.get("/leaseTemplates")).status).toBe(403);
    expect((await (await estate.as("user2", "User")).get("/leaseTemplates")).status).toBe(200);
    await estate.clock.advance(minutes(5));
    expect((await user.get("/leaseTemplates")).status).toBe(200);
  });
});

describe("after the secret rotated", () => {
  test("no token works until the authoriser's container ends", async () => {
    const estate = await startIsb();
    const before = await estate.user();
    expect((await before.get("/leaseTemplates")).status).toBe(200);
    await estate.control("POST", "rotate-secret");
    const after = await estate.user();
    expect((await after.get("/leaseTemplates")).status).toBe(403);
    expect((await before.get("/configurations")).status).toBe(200);
    await estate.clock.advance(minutes(1));
    expect((await before.get("/configurations")).status).toBe(401);
    await estate.clock.advance(minutes(10));
    expect((await (await estate.user()).get("/leaseTemplates")).status).toBe(200);
  });

  test("with fresh containers the new secret works as soon as the handlers' 60 s are over", async () => {
    const estate = await startIsb();
    await (await estate.user()).get("/leaseTemplates");
    await estate.clock.advance(minutes(2));
    await estate.control("POST", "rotate-secret", { recycleContainers: true });
    expect((await (await estate.user()).get("/leaseTemplates")).status).toBe(200);
  });

  test("login/status reads the secret afresh", async () => {
    const estate = await startIsb();
    const old = await estate.user();
    expect(await old.get("/auth/login/status")).toMatchObject({ status: 200, body: { authenticated: true } });
    await estate.control("POST", "rotate-secret");
    expect(await old.get("/auth/login/status")).toMatchObject({ status: 200, body: { authenticated: false } });
  });
});
