import { expect } from "vitest";
import type { Estate } from "../estate.ts";
import { minutes } from "../estate.ts";
import { answered, facts, order } from "./fact.ts";

const person = { email: "user1@example.gov.uk", roles: ["User"] };
const deny = { Message: "User is not authorized to access this resource with an explicit deny" };

/** What a GET of the templates answers to a token with these claims. */
const withClaims = async (estate: Estate, claims: Record<string, unknown>, how?: Parameters<Estate["sign"]>[1]) =>
  estate.withToken(await estate.sign(claims, how)).get("/leaseTemplates");
const withHeader = (estate: Estate, name: string, value: string) =>
  estate.send("GET", "/leaseTemplates", { headers: { "User-Agent": "t", [name]: value } });

/** Each route with the roles that pass its authoriser, from the role table of ISB v1.2.14. */
const roleTable: readonly (readonly [string, string, string])[] = [
  ["GET", "/leases", "Admin Manager User"],
  ["POST", "/leases", "Admin Manager User"],
  ["GET", "/leases/x", "Admin Manager User"],
  ["PATCH", "/leases/x", "Admin Manager"],
  ["POST", "/leases/x/review", "Admin Manager"],
  ["POST", "/leases/x/terminate", "Admin Manager"],
  ["POST", "/leases/x/freeze", "Admin Manager"],
  ["POST", "/leases/x/unfreeze", "Admin Manager"],
  ["GET", "/leaseTemplates", "Admin Manager User"],
  ["GET", "/leaseTemplates/x", "Admin Manager User"],
  ["POST", "/leaseTemplates", "Admin Manager"],
  ["PUT", "/leaseTemplates/x", "Admin Manager"],
  ["DELETE", "/leaseTemplates/x", "Admin Manager"],
  ["GET", "/configurations", "Admin Manager User"],
  ["POST", "/configurations", ""],
  ["GET", "/accounts", "Admin"],
  ["POST", "/accounts", "Admin"],
  ["GET", "/accounts/unregistered", "Admin"],
  ["GET", "/accounts/x", "Admin"],
  ["POST", "/accounts/x/retryCleanup", "Admin"],
  ["POST", "/accounts/x/eject", "Admin"],
  ["GET", "/blueprints", "Admin Manager"],
  ["GET", "/blueprints/x", "Admin Manager"],
  ["GET", "/blueprints/stacksets", "Admin Manager"],
  ["POST", "/blueprints", "Admin"],
  ["PUT", "/blueprints/x", "Admin"],
  ["DELETE", "/blueprints/x", "Admin"],
];

export const authentication = [
  ...facts("2 token", {
    "the email is not looked up: any well-formed one is taken": async (estate) => {
      const reply = await withClaims(estate, { user: { email: "bot@nowhere.example", roles: ["Admin"] } });
      expect(reply.status).toBe(200);
    },
    "the identity is written into the lease it assigns": async (estate) => {
      const bot = estate.withToken(await estate.sign({ user: { email: "bot@nowhere.example", roles: ["Admin"] } }));
      const body = { leaseTemplateUuid: estate.template("empty-sandbox").uuid, userEmail: "user2@example.gov.uk" };
      expect((await bot.post("/leases", body)).body.data).toMatchObject({
        createdBy: "bot@nowhere.example",
        userEmail: "user2@example.gov.uk",
      });
    },
    "claims that do not sit under user are refused": async (estate) => {
      expect(await withClaims(estate, person)).toEqual({ status: 403, body: deny });
    },
    "an email that is none passes the authoriser and is the handler's 400": async (estate) => {
      const reply = await withClaims(estate, { user: { email: "nobody", roles: ["User"] } });
      expect(reply).toMatchObject({ status: 400, body: { status: "fail" } });
    },
    "one unknown role beside a good one is the handler's 400": async (estate) => {
      const reply = await withClaims(estate, { user: { ...person, roles: ["User", "Wizard"] } });
      expect(reply).toMatchObject({ status: 400, body: { status: "fail" } });
    },
  }),
  ...facts("2 what is checked, and where", {
    "a signature of another secret is refused": async (estate) => {
      expect((await withClaims(estate, { user: person }, { secret: "x".repeat(32) })).body).toEqual(deny);
    },
    "an expired token is refused": async (estate) => {
      expect((await withClaims(estate, { user: person, exp: 1 })).body).toEqual(deny);
    },
    "a token that is not yet valid is refused": async (estate) => {
      expect((await withClaims(estate, { user: person, nbf: 9e9 })).body).toEqual(deny);
    },
    "a token without an end is taken": async (estate) => {
      expect((await withClaims(estate, { user: person, exp: undefined })).status).toBe(200);
    },
    "a token made in the future is taken": async (estate) => {
      expect((await withClaims(estate, { user: person, iat: 9e9 })).status).toBe(200);
    },
    "HS384 and HS512 are taken as HS256 is": async (estate) => {
      for (const alg of ["HS256", "HS384", "HS512"]) {
        expect((await withClaims(estate, { user: person }, { alg })).status).toBe(200);
      }
    },
    "issuer and audience are not looked at": async (estate) => {
      expect((await withClaims(estate, { user: person, iss: "nobody", aud: "nobody" })).status).toBe(200);
    },
    "bearer in small letters, two spaces and another case of the header's name are refused": async (estate) => {
      const token = await estate.sign({ user: person });
      expect((await withHeader(estate, "Authorization", `bearer ${token}`)).body).toEqual(deny);
      expect((await withHeader(estate, "Authorization", `Bearer  ${token}`)).body).toEqual(deny);
      expect((await withHeader(estate, "authorization", `Bearer ${token}`)).body).toEqual(deny);
    },
    "an Allow is kept five minutes for the same token, method and path": async (estate) => {
      const user = await estate.user();
      expect((await user.get("/leaseTemplates")).status).toBe(200);
      await estate.control("POST", "config", { maintenanceMode: true });
      expect((await user.get("/leaseTemplates")).status).toBe(200);
      await estate.clock.advance(minutes(5));
      expect((await user.get("/leaseTemplates")).status).toBe(403);
    },
    "a Deny is kept as long, and a token signed anew escapes it": async (estate) => {
      await estate.control("POST", "config", { maintenanceMode: true });
      const user = await estate.user();
      expect((await user.get("/leaseTemplates")).status).toBe(403);
      await estate.control("POST", "config", { maintenanceMode: false });
      expect((await user.get("/leaseTemplates")).status).toBe(403);
      await estate.clock.advance(1_000);
      expect((await (await estate.user()).get("/leaseTemplates")).status).toBe(200);
    },
    "a plain User's other person is refused by the handler, with a status": async (estate) => {
      const reply = await (await estate.user()).get("/leases?userEmail=user2%40example.gov.uk");
      expect(reply).toMatchObject({ status: 403, body: { status: "fail" } });
    },
  }),
  ...facts("2 secret rotation", {
    "the new secret's token is the authoriser's 403, the old one's the handler's 401 after 60 s": async (estate) => {
      const old = await estate.user();
      expect((await old.get("/leaseTemplates")).status).toBe(200);
      await estate.control("POST", "rotate-secret");
      expect((await (await estate.as("user2", "User")).get("/leaseTemplates")).body).toEqual(deny);
      expect((await old.get("/configurations")).status).toBe(200);
      await estate.clock.advance(minutes(1));
      expect(await old.get("/configurations")).toMatchObject({ status: 401, body: { status: "fail" } });
    },
    "once the container is new, the new secret works": async (estate) => {
      await (await estate.user()).get("/leaseTemplates");
      await estate.control("POST", "rotate-secret");
      await estate.clock.advance(minutes(10));
      expect((await (await estate.user()).get("/leaseTemplates")).status).toBe(200);
    },
    "the secret is rotated of itself after 30 days": async (estate) => {
      const old = await estate.sign({ user: person, exp: undefined });
      await estate.clock.advance(30 * 24 * 3_600_000 + minutes(20));
      expect((await estate.withToken(old).get("/leaseTemplates")).status).toBe(403);
      expect((await (await estate.user()).get("/leaseTemplates")).status).toBe(200);
    },
  }),
  ...facts(
    "2 secret rotation",
    {
      "while containers of both kinds answer, the answers differ from call to call": async (estate) => {
        for (let call = 0; call < 6; call++) await (await estate.user()).get(`/leaseTemplates/${call}`);
        await estate.control("POST", "rotate-secret");
        await estate.clock.advance(minutes(9));
        const user = await estate.user();
        const seen = new Set<number>();
        for (let call = 0; call < 40; call++) seen.add((await user.get(`/leaseTemplates/${call}`)).status);
        expect([...seen].sort()).toEqual([403, 404]);
      },
    },
    { containers: { count: 4, shortestLifeMs: 1_000, longestLifeMs: minutes(18) } },
  ),
  ...facts("2 gateway-level answers", {
    "no Authorization header is 401": async (estate) => {
      const reply = await estate.send("GET", "/leaseTemplates", { headers: { "User-Agent": "t" } });
      expect(reply).toEqual({ status: 401, body: { message: "Unauthorized" } });
    },
    "a token that ends while its Allow is kept is the handler's 401": async (estate) => {
      const exp = Math.floor(estate.clock.now() / 1000) + 60;
      const caller = estate.withToken(await estate.sign({ user: person, exp }));
      await caller.get("/leaseTemplates");
      await estate.clock.advance(minutes(2));
      expect(await caller.get("/leaseTemplates")).toMatchObject({
        status: 401,
        body: { status: "fail", data: { errors: [{ message: "Invalid bearer token." }] } },
      });
    },
    "a method or path nobody defined is 403 with its own text": async (estate) => {
      const admin = await estate.admin();
      const text = { status: 403, body: { message: "Missing Authentication Token" } };
      expect(await admin.del("/leases/abc")).toEqual(text);
      expect(await admin.patch("/accounts", {})).toEqual(text);
    },
    "an authoriser that crashed is 500 with a null": async (estate) => {
      order(estate, "config-invalid");
      expect(await (await estate.admin()).get("/leases")).toEqual({ status: 500, body: { message: null } });
    },
    "the stage's throttle, by order, is 429": async (estate) => {
      order(estate, "429");
      expect(await (await estate.admin()).get("/leases")).toEqual({
        status: 429,
        body: { message: "Too Many Requests" },
      });
    },
    "a handler that crashed is 502": async (estate) => {
      order(estate, "502");
      expect(await answered(estate, (await estate.admin()).get("/leases"))).toEqual({
        status: 502,
        body: { message: "Internal server error" },
      });
    },
  }),
  ...facts("2 roles per route", {
    ...Object.fromEntries(
      roleTable.map(([method, path, allowed]) => [
        `${method} ${path} passes the authoriser for: ${allowed || "nobody"}`,
        async (estate: Estate) => {
          for (const role of ["Admin", "Manager", "User"]) {
            const { headers } = await estate.as("user1", role);
            const { body } = await estate.send(method, path, { headers });
            expect([role, body.Message]).toEqual([role, allowed.includes(role) ? undefined : deny.Message]);
          }
        },
      ]),
    ),
    "a Manager may act on anybody's lease and template": async (estate) => {
      const manager = await estate.as("somebody-else", "Manager");
      const template = estate.template("data-lab");
      const { meta: _meta, uuid, blueprintName: _name, ...whole } = template;
      expect((await manager.put(`/leaseTemplates/${uuid}`, { ...whole, name: "renamed" })).status).toBe(200);
    },
  }),
  ...facts("2 web login", {
    "status needs no authoriser, answers 200 whatever the token, and reads the secret afresh": async (estate) => {
      const old = await estate.user();
      expect(await old.get("/auth/login/status")).toMatchObject({ status: 200, body: { authenticated: true } });
      await estate.control("POST", "rotate-secret");
      expect(await old.get("/auth/login/status")).toMatchObject({ status: 200, body: { authenticated: false } });
    },
    "login and logout send the browser elsewhere": async (estate) => {
      for (const path of ["/auth/login", "/auth/logout"]) {
        const reply = await estate.raw("GET", path, { headers: { "User-Agent": "t" } });
        expect([reply.status, reply.headers.location]).toEqual([302, expect.stringMatching(/^https:/)]);
      }
    },
    "its errors are a page with the code of a success": async (estate) => {
      const reply = await estate.raw("POST", "/auth/login/callback", { headers: { "User-Agent": "t" }, body: "x" });
      expect([reply.status, reply.headers["content-type"]]).toEqual([200, expect.stringContaining("text/html")]);
    },
  }),
];
