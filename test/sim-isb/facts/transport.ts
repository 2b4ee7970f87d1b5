import { expect, vi } from "vitest";
import { answered, facts, order } from "./fact.ts";
import { leased } from "./lease.ts";

const withAddress = (headers: Record<string, string>, address: string) => ({ ...headers, "X-Forwarded-For": address });

export const transport = [
  ...facts("1 base URL and transport", {
    "the API stands under the stage's name": async (estate) => {
      expect((await (await estate.user()).get("/prod/configurations")).status).toBe(200);
    },
    "there is no CORS: OPTIONS is no method of any route": async (estate) => {
      const { headers } = await estate.user();
      const reply = await estate.send("OPTIONS", "/leases", { headers });
      expect(reply).toEqual({ status: 403, body: { message: "Missing Authentication Token" } });
    },
    "a 504 can come while the handler goes on and does it": async (estate) => {
      order(estate, "504-then-done");
      const user = await estate.user();
      const body = { leaseTemplateUuid: estate.template("empty-sandbox").uuid };
      expect((await answered(estate, user.post("/leases", body))).status).toBe(504);
      await estate.clock.advance(60_000);
      await vi.waitFor(() => expect(estate.leasesOf("user1").map(({ status }) => status)).toEqual(["Active"]));
    },
    "the gateway gives up after 29 s": async (estate) => {
      order(estate, "504-rolled-back");
      const before = estate.clock.now();
      expect(await answered(estate, (await estate.user()).get("/configurations"))).toMatchObject({
        status: 504,
        body: { message: "Endpoint request timed out" },
      });
      expect(estate.clock.now() - before).toBeGreaterThanOrEqual(29_000);
    },
    "answers carry security headers and a request id, no rate-limit header": async (estate) => {
      const { headers } = await estate.user();
      const reply = await estate.raw("GET", "/configurations", { headers });
      expect(reply.headers).toMatchObject({
        "content-type": "application/json",
        "strict-transport-security": expect.any(String),
        "x-amzn-requestid": expect.any(String),
      });
      expect(Object.keys(reply.headers).filter((name) => /rate|retry/i.test(name))).toEqual([]);
    },
    "the same request twice is done twice: nothing is idempotent": async (estate) => {
      await leased(estate);
      await leased(estate);
      expect(estate.leasesOf("user1")).toHaveLength(2);
    },
  }),
  ...facts(
    "1 base URL and transport",
    {
      "the stage's throttle is shared by all callers, answers 429 and fills again": async (estate) => {
        const statuses = async (address: string) => {
          const { headers } = await estate.as(`user${address}`, "User");
          return (await estate.send("GET", "/configurations", { headers: withAddress(headers, address) })).status;
        };
        expect([await statuses("10.0.0.1"), await statuses("10.0.0.2"), await statuses("10.0.0.3")]).toEqual([
          200, 200, 429,
        ]);
        await estate.clock.advance(1_000);
        expect(await statuses("10.0.0.4")).toBe(200);
      },
    },
    { rate: { perSecond: 1, burst: 2 } },
  ),
  ...facts(
    "1 WAF",
    {
      "200 requests of one address in 60 s are let through, the next is 429": async (estate) => {
        const { headers } = await estate.user();
        const statuses = new Map<number, number>();
        for (let count = 0; count < 201; count++) {
          const { status } = await estate.send("GET", "/configurations", { headers });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
        expect([...statuses]).toEqual([
          [200, 200],
          [429, 1],
        ]);
        expect((await estate.send("GET", "/configurations", { headers })).body).toEqual({
          message: "Too many requests",
        });
        await estate.clock.advance(60_001);
        expect((await estate.send("GET", "/configurations", { headers })).status).toBe(200);
      },
    },
    { rate: { perSecond: 1_000, burst: 10_000 } },
  ),
  ...facts(
    "1 WAF",
    {
      "an address outside the allow list is blocked": async (estate) => {
        const { headers } = await estate.user();
        const from = async (address: string) =>
          (await estate.send("GET", "/configurations", { headers: withAddress(headers, address) })).status;
        expect([await from("10.1.2.3"), await from("192.168.0.1")]).toEqual([200, 403]);
      },
      "the first forwarded address counts, whoever wrote it": async (estate) => {
        const { headers } = await estate.user();
        const reply = await estate.send("GET", "/configurations", {
          headers: withAddress(headers, "192.168.0.1, 10.1.2.3"),
        });
        expect(reply).toEqual({ status: 403, body: { message: "Forbidden" } });
      },
    },
    { allowedRanges: ["10.0.0.0/8"] },
  ),
  ...facts("1 WAF", {
    "an IPv6 address never matches the allow list": async (estate) => {
      const { headers } = await estate.user();
      const reply = await estate.send("GET", "/configurations", { headers: withAddress(headers, "2001:db8::1") });
      expect(reply).toEqual({ status: 403, body: { message: "Forbidden" } });
    },
    "no User-Agent is blocked": async (estate) => {
      const { headers } = await estate.user();
      const { "User-Agent": _agent, ...silent } = headers;
      expect((await estate.send("GET", "/configurations", { headers: silent })).body).toEqual({ message: "Forbidden" });
    },
    "a path over 1,024 bytes is blocked": async (estate) => {
      expect((await (await estate.user()).get(`/leases/${"a".repeat(1_030)}`)).body).toEqual({ message: "Forbidden" });
    },
    "a comment with an address in numbers is blocked, one with a name is not": async (estate) => {
      const user = await estate.user();
      const asking = (comments: string) =>
        user.post("/leases", { leaseTemplateUuid: estate.template("empty-sandbox").uuid, comments });
      expect((await asking("see http://10.0.0.1/x")).body).toEqual({ message: "Forbidden" });
      expect((await asking("see https://example.org/x")).status).toBe(201);
    },
    "a block is told from a handler's 403 by the missing status": async (estate) => {
      order(estate, "waf-403");
      expect((await (await estate.user()).get("/leases")).body.status).toBeUndefined();
      expect((await (await estate.user()).get("/leases")).body.status).toBe("fail");
    },
  }),
];
