import { decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { admin, isbOnScript, key, lease, secretValue, success, user } from "./isb-on-script.ts";

const bearer = /^Bearer (\S+)$/;

describe("what ISB is sent", () => {
  it("is signed as the person, with their roles, for five minutes of the world's time", async () => {
    const { isb, server, clock } = await isbOnScript([success({ result: [], nextPageIdentifier: null })]);
    await using _ = server;
    await isb.as({ email: "Some.One@example.gov.uk", roles: ["Manager", "User"] }).listTemplates();

    const rawHeaders = server.heard[0]?.rawHeaders ?? [];
    const token = bearer.exec(rawHeaders[rawHeaders.indexOf("Authorization") + 1] ?? "")?.[1] ?? "";
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secretValue), {
      currentDate: new Date(clock.now()),
    });
    const issuedAt = Math.floor(clock.now() / 1000);
    expect(payload).toEqual({
      user: { email: "Some.One@example.gov.uk", roles: ["Manager", "User"] },
      iat: issuedAt,
      exp: issuedAt + 300,
    });
  });

  it("passes ISB's firewall: a User-Agent, and nobody else's address", async () => {
    const { isb, server } = await isbOnScript([success({ result: [] })]);
    await using _ = server;
    await isb.as(admin).listTemplates();
    expect(server.heard[0]?.headers["user-agent"]).toBe("isb-bot/1.2.3");
    expect(server.heard[0]?.headers).not.toHaveProperty("x-forwarded-for");
  });

  it("has a content type only with a body, and exactly application/json", async () => {
    const { isb, server } = await isbOnScript([success(lease), success(lease, 201)]);
    await using _ = server;
    await isb.as(user).getLease(key);
    await isb.as(user).requestLease({ templateUuid: "t", comments: "why" });
    expect(server.heard.map(({ headers }) => headers["content-type"])).toEqual([undefined, "application/json"]);
    expect(server.heard.map(({ body }) => body)).toEqual(["", '{"leaseTemplateUuid":"t","comments":"why"}']);
  });

  it("names nobody when the lease is for the person who asks, and only then", async () => {
    const { isb, server } = await isbOnScript([success(lease, 201)]);
    await using _ = server;
    await isb.as(user).requestLease({ templateUuid: "t" });
    await isb.as(admin).requestLease({ templateUuid: "t", forEmail: "user1@example.gov.uk" });
    expect(server.heard.map(({ body }) => JSON.parse(body))).toEqual([
      { leaseTemplateUuid: "t" },
      { leaseTemplateUuid: "t", userEmail: "user1@example.gov.uk" },
    ]);
  });

  it("carries lease ids in the path as they are, padding included", async () => {
    const { isb, server } = await isbOnScript([success(lease), success(null)]);
    await using _ = server;
    await isb.as(admin).getLease(key);
    await isb.as(admin).reviewLease(key, "Deny");
    const id = Buffer.from(JSON.stringify(key)).toString("base64");
    expect(id).toMatch(/=$/);
    expect(server.heard.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([
      `GET /prod/leases/${id} `,
      `POST /prod/leases/${id}/review {"action":"Deny"}`,
    ]);
  });

  it("encodes what goes into the query: a plus in an address stays one", async () => {
    const { isb, server } = await isbOnScript([success({ result: [], nextPageIdentifier: null })]);
    await using _ = server;
    await isb.as(admin).listLeases({ userEmail: "a+b@example.gov.uk" });
    expect(server.heard[0]?.url).toBe("/prod/leases?userEmail=a%2Bb%40example.gov.uk");
  });
});

describe("what ISB answers", () => {
  it("may be null where it means absent, and may hold what nobody knows yet", async () => {
    const { isb, server } = await isbOnScript([success({ ...lease, status: "SomethingNew", novelty: 1 })]);
    await using _ = server;
    const read = await isb.as(user).getLease(key);
    expect(read).toMatchObject({ ...key, status: "SomethingNew" });
    expect(read).not.toHaveProperty("awsAccountId");
    expect(read).not.toHaveProperty("novelty");
  });

  it("is one configuration shape, whatever is left out", async () => {
    const { isb, server } = await isbOnScript([
      success({
        maintenanceMode: true,
        leases: { maxLeasesPerUser: 3, maxBudget: null },
        auth: { awsAccessPortalUrl: "https://p/start/" },
      }),
    ]);
    await using _ = server;
    expect(await isb.as(user).configuration()).toEqual({
      maintenanceMode: true,
      leases: { maxLeasesPerUser: 3, requireMaxBudget: false, requireMaxDuration: false },
      portalUrl: "https://p/start",
    });
  });
});

describe("a list", () => {
  const page = (uuids: string[], next?: string | null, error?: string) =>
    success({
      result: uuids.map((uuid) => ({ ...lease, uuid })),
      ...(next === undefined ? {} : { nextPageIdentifier: next }),
      ...(error ? { error } : {}),
    });

  it.each([
    ["null", null],
    ["absent", undefined],
  ])("is followed to its end, also over empty pages, when the end is %s", async (_name, end) => {
    const { isb, server } = await isbOnScript([page(["a"], "p/2="), page([], "p3"), page(["b", "c"], end)]);
    await using _ = server;
    const { items, incomplete } = await isb.as(admin).listLeases({ userEmail: "a@b.org" });
    expect(items.map(({ uuid }) => uuid)).toEqual(["a", "b", "c"]);
    expect(incomplete).toBeUndefined();
    expect(server.heard.map(({ url }) => url.split("?")[1])).toEqual([
      "userEmail=a%40b.org",
      "userEmail=a%40b.org&pageIdentifier=p%2F2%3D",
      "userEmail=a%40b.org&pageIdentifier=p3",
    ]);
  });

  it("says when ISB left records out, and when the bot did", async () => {
    const { isb, server } = await isbOnScript([
      page(["a"], "next", "Some records failed validation"),
      success({ result: [{ uuid: 7 }, { ...lease, uuid: "b" }], nextPageIdentifier: null }),
    ]);
    await using _ = server;
    const { items, incomplete } = await isb.as(admin).listLeases();
    expect(items.map(({ uuid }) => uuid)).toEqual(["a", "b"]);
    expect(incomplete).toBe(
      "Innovation Sandbox left out records that it cannot read itself. 1 record could not be understood and is left out.",
    );
  });

  it("that never ends is an error, not a shorter list", async () => {
    const { isb, server } = await isbOnScript([page(["a"], "same")]);
    await using _ = server;
    await expect(isb.as(admin).listLeases()).rejects.toMatchObject({ code: "isb-unexpected" });
    expect(server.heard).toHaveLength(2);
  });
});
