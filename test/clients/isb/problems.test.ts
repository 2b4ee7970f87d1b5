import { describe, expect, it } from "vitest";
import type { IsbActor } from "../../../src/clients/isb/isb.ts";
import {
  admin,
  broke,
  explicitDeny,
  fail,
  gateway,
  isbOnScript,
  key,
  lease,
  problemOf,
  success,
  throughPauses,
  user,
} from "./isb-on-script.ts";
import { type Heard, type Scripted, startScriptedServer } from "./scripted-server.ts";

const ask = { templateUuid: "t" };

interface Told {
  code: string;
  retryable: boolean;
  outcome: string;
  settlesAfterMs: number | undefined;
}
const told = (code: string, retryable: boolean, settlesAfterMs = 0): Told => ({
  code,
  retryable,
  outcome: settlesAfterMs > 0 ? "unknown" : "not-done",
  settlesAfterMs: settlesAfterMs > 0 ? settlesAfterMs : undefined,
});

describe("a change that did not go well", () => {
  it.each<[string, Scripted, Told]>([
    [
      "no answer in time at the gateway",
      gateway(504, "Endpoint request timed out"),
      told("isb-unavailable", true, 75_000),
    ],
    ["a handler that died", gateway(502, "Internal server error"), told("isb-unavailable", true, 75_000)],
    ["the gateway's 503", gateway(503, "Service Unavailable"), told("isb-unavailable", true, 75_000)],
    ["a connection broken off", "reset", told("isb-unavailable", true, 75_000)],
    ["half an answer", "half-body", told("isb-unavailable", true, 75_000)],
    ["a handler that broke", broke, told("isb-unavailable", true, 5_000)],
    ["a success nobody can read", { status: 200, html: "<html>welcome</html>" }, told("isb-unexpected", false, 75_000)],
    ["a success without a lease in it", success({ odd: true }, 201), told("isb-unexpected", false, 75_000)],
    ["an authorizer that broke", gateway(500, null), told("isb-unavailable", true)],
    ["a redirect", { status: 302, html: "moved" }, told("isb-unexpected", false)],
    ["somebody else's 404", { status: 404, html: "<html>nothing here</html>" }, told("isb-unexpected", false)],
    ["the stage's rate", gateway(429, "Too Many Requests"), told("isb-throttled", true)],
    ["a throttled service behind ISB", fail(429, "Slow down"), told("isb-throttled", true)],
    ["the firewall", gateway(403, "Forbidden"), told("isb-blocked", false)],
    ["an unknown route", gateway(403, "Missing Authentication Token"), told("isb-unexpected", false)],
    ["a handler's 403", fail(403, "You may not."), told("isb-refused", false)],
    ["what was sent", fail(400, "comments: too long"), told("isb-refused", false)],
    ["an unknown template", fail(404, "Lease template not found."), told("template-unknown", false)],
    ["an unknown person", fail(404, "User not found in Identity Center"), told("unknown-person", false)],
    [
      "the limit",
      fail(409, "You have reached the maximum number of active/pending leases allowed (3)."),
      told("lease-limit", false),
    ],
    ["an empty pool", fail(409, "No accounts are available to lease."), told("pool-empty", false)],
    [
      "a race for an account",
      fail(409, "The account could not be found where it was expected."),
      told("isb-conflict", true),
    ],
  ])("%s: the outcome is told as it is, and it is sent once", async (_name, answer, expected) => {
    const { isb, server } = await isbOnScript([answer]);
    await using _ = server;
    const problem = await problemOf(isb.as(user).requestLease(ask));
    expect(problem).toMatchObject(expected);
    expect(problem.next).toMatch(/^[A-Z].*\.$/);
    expect(server.heard.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it("says how many leases the limit is", async () => {
    const { isb, server } = await isbOnScript([
      fail(409, "You have reached the maximum number of active/pending leases allowed (3)."),
    ]);
    await using _ = server;
    expect((await problemOf(isb.as(user).requestLease(ask))).message).toBe(
      "The limit of 3 leases for one person is reached.",
    );
  });

  it.each([
    [fail(404, "Lease not found."), "lease-unknown"],
    [fail(409, "Only leases in a pending state can be approved/denied."), "lease-not-pending"],
    [fail(409, "There are no more sandbox accounts available."), "pool-empty"],
    [fail(409, "The account could not be found where it was expected."), "isb-conflict"],
  ])("a review answered with %j is %s", async (answer, code) => {
    const { isb, server } = await isbOnScript([answer]);
    await using _ = server;
    expect(await problemOf(isb.as(admin).reviewLease(key, "Approve"))).toMatchObject({ code, outcome: "not-done" });
  });

  it("that nobody could be reached for was not done", async () => {
    const { server, ...gone } = await isbOnScript([success(null)]);
    await server[Symbol.asyncDispose]();
    expect(await problemOf(gone.isb.as(user).requestLease(ask))).toMatchObject(told("isb-unavailable", true));
  });

  it("that is sent elsewhere is not followed: nobody else gets the token", async () => {
    await using elsewhere = await startScriptedServer([success(lease, 201)]);
    const { isb, server } = await isbOnScript([{ status: 307, location: `${elsewhere.url}/leases` }]);
    await using _ = server;
    expect(await problemOf(isb.as(user).requestLease(ask))).toMatchObject(told("isb-unexpected", false));
    expect(elsewhere.heard).toHaveLength(0);
  });

  it("that took too long may have been done", async () => {
    const { isb, server } = await isbOnScript(["silence"], { timeoutMs: 100 });
    await using _ = server;
    expect(await problemOf(isb.as(user).requestLease(ask))).toMatchObject(told("isb-unavailable", true, 75_000));
  });
});

describe("a read that did not go well", () => {
  it.each<[string, Scripted]>([
    ["throttled", gateway(429, "Too many requests")],
    ["broken off", "reset"],
    ["half", "half-body"],
    ["a broken handler", broke],
    ["a broken authorizer", gateway(500, null)],
    ["a 504", gateway(504, "Endpoint request timed out")],
  ])("%s is asked again, twice at most, and then says that nothing is known", async (_name, answer) => {
    const { isb, server, clock } = await isbOnScript([answer]);
    await using _ = server;
    const startedAt = clock.now();
    const problem = await problemOf(throughPauses(clock, isb.as(user).getLease(key)));
    expect(problem).toMatchObject({ retryable: true, outcome: "not-done" });
    expect(server.heard).toHaveLength(3);
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(3_000);
    expect(clock.now() - startedAt).toBeLessThanOrEqual(20_000);
  });

  it("goes on when the second try succeeds", async () => {
    const { isb, server, clock } = await isbOnScript(["reset", success(lease)]);
    await using _ = server;
    expect(await throughPauses(clock, isb.as(user).getLease(key))).toMatchObject(key);
  });

  it("tells what is not there from what it could not find out", async () => {
    const missing = await isbOnScript([fail(404, "Lease not found.")]);
    const unsure = await isbOnScript([fail(403, "Not yours.")]);
    const elsewhere = await isbOnScript([{ status: 404, html: "<html>not here</html>" }]);
    await using _ = missing.server;
    await using __ = unsure.server;
    await using ___ = elsewhere.server;
    expect(await missing.isb.as(user).getLease(key)).toBeUndefined();
    expect(await problemOf(unsure.isb.as(user).getLease(key))).toMatchObject({ code: "isb-refused" });
    expect(await problemOf(elsewhere.isb.as(user).getLease(key))).toMatchObject({ code: "isb-unexpected" });
  });

  it("never asks for a lease that no address of ISB's can have", async () => {
    const { isb, server } = await isbOnScript([success(lease)]);
    await using _ = server;
    const odd = { userEmail: "~~~???>>>@example.org", uuid: key.uuid };
    expect(await problemOf(isb.as(user).getLease(odd))).toMatchObject({ code: "bad-input" });
    expect(server.heard).toHaveLength(0);
  });
});

describe("a denied token", () => {
  const unsigned = gateway(401, "Unauthorized");
  const configuration = (maintenanceMode: boolean) => success({ maintenanceMode, leases: { maxLeasesPerUser: 3 } });
  const tokens = (heard: readonly Heard[]) =>
    heard.map(({ headers }) => headers.authorization).filter((each) => each !== undefined);

  it.each<[string, Scripted]>([
    ["the authorizer's 403", explicitDeny],
    ["the handler's 401", fail(401, "Invalid bearer token.")],
  ])("by %s: the secret is read again and the change is sent once more, signed anew", async (_name, denial) => {
    const { isb, server, secretReads } = await isbOnScript([denial, success(lease, 201)]);
    await using _ = server;
    expect(await isb.as(user).requestLease(ask)).toMatchObject(key);
    expect(secretReads()).toBe(1);
    expect(new Set(tokens(server.heard)).size).toBe(2);
  });

  it("twice for an Admin is about the secret, and passes by itself", async () => {
    const { isb, server, secretReads } = await isbOnScript([explicitDeny, explicitDeny, unsigned]);
    await using _ = server;
    expect(await problemOf(isb.as(admin).requestLease(ask))).toMatchObject(told("isb-auth", true));
    expect(secretReads()).toBe(1);
    expect(tokens(server.heard)).toHaveLength(2);
  });

  it.each<[string, Scripted, Told]>([
    ["maintenance, which the configuration tells", configuration(true), told("maintenance", false)],
    ["the secret, though another call came through", configuration(false), told("isb-auth", true)],
    ["the secret, when nothing comes through", explicitDeny, told("isb-auth", true)],
  ])("twice for a role that the route takes can be %s", async (_name, answer, expected) => {
    const { isb, server } = await isbOnScript([explicitDeny, explicitDeny, unsigned, answer]);
    await using _ = server;
    expect(await problemOf(isb.as(user).requestLease(ask))).toMatchObject(expected);
    expect(server.heard.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  it.each<{ roles: IsbActor["roles"] }>([{ roles: ["User"] }, { roles: [] }])(
    "twice is about the role when the route takes none of $roles",
    async ({ roles }) => {
      const { isb, server } = await isbOnScript([explicitDeny, explicitDeny, unsigned]);
      await using _ = server;
      const review = isb.as({ ...user, roles }).reviewLease(key, "Approve");
      expect(await problemOf(review)).toMatchObject(told("isb-refused", false));
    },
  );

  it("does not stop a read from trying a few times more, each signed anew, the secret read once", async () => {
    const { isb, server, clock, secretReads } = await isbOnScript([explicitDeny]);
    await using _ = server;
    const startedAt = clock.now();
    expect(await problemOf(throughPauses(clock, isb.as(user).getLease(key)))).toMatchObject(told("isb-auth", true));
    const sent = tokens(server.heard.filter(({ url }) => url.includes("/leases/")));
    expect(sent).toHaveLength(6);
    expect(new Set(tokens(server.heard)).size).toBe(tokens(server.heard).length);
    expect(secretReads()).toBe(1);
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(15_000);
    expect(clock.now() - startedAt).toBeLessThanOrEqual(20_000);
  });

  it("between other trouble does not have the secret read once more", async () => {
    const { isb, server, clock, secretReads } = await isbOnScript([explicitDeny, broke, explicitDeny, unsigned, broke]);
    await using _ = server;
    const problem = await problemOf(throughPauses(clock, isb.as(admin).getLease(key)));
    expect(problem).toMatchObject(told("isb-unavailable", true));
    expect(secretReads()).toBe(1);
  });

  it("is over for a read as soon as one comes through", async () => {
    const { isb, server, clock } = await isbOnScript([
      explicitDeny,
      explicitDeny,
      unsigned,
      configuration(false),
      fail(401, "Invalid bearer token."),
      success(lease),
    ]);
    await using _ = server;
    expect(await throughPauses(clock, isb.as(user).getLease(key))).toMatchObject(key);
  });

  it("twice by an ISB that was upgraded says so", async () => {
    const { isb, server } = await isbOnScript([
      explicitDeny,
      explicitDeny,
      gateway(403, "Missing Authentication Token"),
    ]);
    await using _ = server;
    expect((await problemOf(isb.as(user).requestLease(ask))).message).toContain("1.3");
  });
});
