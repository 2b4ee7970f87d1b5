import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jwtSecretName } from "../../../sim/world/constants.ts";
import { createIsb } from "../../../src/clients/isb/create-isb.ts";
import type { Isb, IsbActor } from "../../../src/clients/isb/isb.ts";
import { createJwtSecret } from "../../../src/clients/secrets/secrets-manager-jwt-secret.ts";
import { type Estate, startEstate, whileTimePasses } from "../estate.ts";
import { problemOf } from "./isb-on-script.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const user: IsbActor = { email: "user1@example.gov.uk", roles: ["User"] };
const manager: IsbActor = { email: "manager1@example.gov.uk", roles: ["User", "Manager"] };
const admin: IsbActor = { email: "admin1@example.gov.uk", roles: ["User", "Admin"] };

let estate: Estate;
let isb: Isb;
beforeEach(async () => {
  estate = await startEstate();
  const clock = estate.botClock;
  const secret = createJwtSecret({ ...estate.place, secretId: jwtSecretName, clock, log: quiet });
  isb = await createIsb({ baseUrl: estate.isbUrl, dialect: "auto", secret, clock, log: quiet, version: "0.1.0" });
});
afterEach(() => estate[Symbol.asyncDispose]());

const templateUuid = async (name: string): Promise<string> => {
  const { items } = await isb.as(admin).listTemplates();
  return items.find((template) => template.name === name)?.uuid ?? "";
};
const leasesOf = async (email: string) => (await isb.as(admin).listLeases({ userEmail: email })).items;

describe("a lease", () => {
  it("for oneself is Active at once, has an account, and is read back with its end", async () => {
    const lease = await isb
      .as(user)
      .requestLease({ templateUuid: await templateUuid("empty-sandbox"), comments: "why" });
    expect(lease).toMatchObject({ userEmail: user.email, status: "Active", createdBy: user.email, comments: "why" });
    expect(lease.awsAccountId).toMatch(/^\d{12}$/);
    expect(lease).not.toHaveProperty("expirationDate");
    expect(await isb.as(user).getLease(lease)).toMatchObject({ uuid: lease.uuid, expirationDate: expect.any(String) });
  });

  it("with a blueprint is Provisioning for a while", async () => {
    const lease = await isb.as(user).requestLease({ templateUuid: await templateUuid("council-chatbot") });
    expect(lease.status).toBe("Provisioning");
    await estate.clock.advance(10 * 60_000);
    expect((await isb.as(user).getLease(lease))?.status).toBe("Active");
  });

  it("that needs approval waits for a manager, who can say yes once", async () => {
    const lease = await isb.as(user).requestLease({ templateUuid: await templateUuid("data-lab") });
    expect(lease.status).toBe("PendingApproval");
    expect(lease).not.toHaveProperty("awsAccountId");
    await isb.as(manager).reviewLease(lease, "Approve");
    expect(await isb.as(user).getLease(lease)).toMatchObject({ status: "Active", approvedBy: manager.email });
    expect(await problemOf(isb.as(manager).reviewLease(lease, "Deny"))).toMatchObject({ code: "lease-not-pending" });
  });

  it("for somebody else is approved at once and says who gave it", async () => {
    const lease = await isb
      .as(manager)
      .requestLease({ templateUuid: await templateUuid("data-lab"), forEmail: user.email });
    expect(lease).toMatchObject({ userEmail: user.email, status: "Active", createdBy: manager.email });
  });

  it.each([
    [
      "a template nobody has",
      async () => isb.as(user).requestLease({ templateUuid: crypto.randomUUID() }),
      "template-unknown",
    ],
    [
      "a private template",
      async () => isb.as(user).requestLease({ templateUuid: await templateUuid("private-lab") }),
      "template-unknown",
    ],
    [
      "a person nobody knows",
      async () =>
        isb
          .as(manager)
          .requestLease({ templateUuid: await templateUuid("empty-sandbox"), forEmail: "no.one@example.gov.uk" }),
      "unknown-person",
    ],
    [
      "a comment that is too long",
      async () =>
        isb.as(user).requestLease({ templateUuid: await templateUuid("empty-sandbox"), comments: "x".repeat(1001) }),
      "isb-refused",
    ],
  ])("is refused for %s", async (_name, ask, code) => {
    expect(await problemOf(ask())).toMatchObject({ code, outcome: "not-done" });
  });

  it("is refused at the limit, and when the pool is empty", async () => {
    const empty = await templateUuid("empty-sandbox");
    for (let count = 0; count < 3; count += 1) await isb.as(user).requestLease({ templateUuid: empty });
    const limit = await problemOf(isb.as(user).requestLease({ templateUuid: empty }));
    expect(limit).toMatchObject({ code: "lease-limit", message: expect.stringContaining("3 leases") });
    const other: IsbActor = { email: "user2@example.gov.uk", roles: ["User"] };
    for (let count = 0; count < 2; count += 1) await isb.as(other).requestLease({ templateUuid: empty });
    expect(await problemOf(isb.as(other).requestLease({ templateUuid: empty }))).toMatchObject({ code: "pool-empty" });
  });

  it("that does not exist is an answer; somebody else's is a refusal", async () => {
    const unknown = { userEmail: user.email, uuid: crypto.randomUUID() };
    expect(await isb.as(user).getLease(unknown)).toBeUndefined();
    const lease = await isb.as(manager).requestLease({ templateUuid: await templateUuid("empty-sandbox") });
    expect(await problemOf(isb.as(user).getLease(lease))).toMatchObject({ code: "isb-refused" });
  });
});

describe("what a person may see", () => {
  it("private templates are hidden from users and shown to managers", async () => {
    const names = async (actor: IsbActor) => (await isb.as(actor).listTemplates()).items.map(({ name }) => name);
    expect(await names(user)).not.toContain("private-lab");
    expect(await names(manager)).toContain("private-lab");
  });

  it("the configuration is open to everybody, also in maintenance", async () => {
    await estate.control("config", { maintenanceMode: true });
    expect(await isb.as(user).configuration()).toMatchObject({
      maintenanceMode: true,
      leases: { maxLeasesPerUser: 3 },
    });
  });

  it("maintenance is told as that, not as a bad signature", async () => {
    await estate.control("config", { maintenanceMode: true });
    expect(await problemOf(isb.as(user).listTemplates())).toMatchObject({ code: "maintenance" });
    expect((await isb.as(admin).listTemplates()).items.length).toBeGreaterThan(0);
  });

  it("what a role may not is told as that", async () => {
    const lease = await isb.as(user).requestLease({ templateUuid: await templateUuid("data-lab") });
    expect(await problemOf(isb.as(user).reviewLease(lease, "Approve"))).toMatchObject({ code: "isb-refused" });
  });
});

describe("ISB having a bad day", () => {
  it("a rotated secret is read anew, and the person notices nothing", async () => {
    const empty = await templateUuid("empty-sandbox");
    await estate.control("rotate-secret", { recycleContainers: true });
    await estate.clock.advance(61_000);
    expect(await isb.as(user).requestLease({ templateUuid: empty })).toMatchObject({ status: "Active" });
  });

  it("in the minute after a rotation no token works: that is said, nothing is done, and it passes", async () => {
    const empty = await templateUuid("empty-sandbox");
    await estate.control("rotate-secret", { recycleContainers: true });
    const problem = await problemOf(isb.as(user).requestLease({ templateUuid: empty }));
    expect(problem).toMatchObject({ code: "isb-auth", retryable: true, outcome: "not-done" });
    await estate.clock.advance(61_000);
    expect(await leasesOf(user.email)).toHaveLength(0);
    expect(await isb.as(user).requestLease({ templateUuid: empty })).toMatchObject({ status: "Active" });
  });

  it.each([
    ["504-then-done", 1],
    ["504-rolled-back", 0],
  ])("%s: the outcome is unknown, and settled when the problem says so", async (kind, leases) => {
    const empty = await templateUuid("empty-sandbox");
    await estate.control("fault", { service: "isb", operation: "POST /leases", kind });
    const startedAt = estate.clock.now();
    const problem = await problemOf(whileTimePasses(estate, isb.as(user).requestLease({ templateUuid: empty })));
    expect(problem).toMatchObject({ code: "isb-unavailable", outcome: "unknown", retryable: true });
    const settledAt = startedAt + (problem.settlesAfterMs as number);
    await estate.clock.advance(Math.max(0, settledAt - estate.clock.now()));
    expect(await leasesOf(user.email)).toHaveLength(leases);
    await estate.clock.advance(10 * 60_000);
    expect(await leasesOf(user.email)).toHaveLength(leases);
  });

  it.each(["lost-reply", "down", "503", "500"])(
    "%s on a change leaves the outcome unknown, and it is sent once",
    async (kind) => {
      const empty = await templateUuid("empty-sandbox");
      await estate.control("fault", { service: "isb", operation: "POST /leases", kind });
      const problem = await problemOf(whileTimePasses(estate, isb.as(user).requestLease({ templateUuid: empty })));
      expect(problem).toMatchObject({ code: "isb-unavailable", outcome: "unknown" });
      expect((await leasesOf(user.email)).length).toBe(kind === "lost-reply" ? 1 : 0);
    },
  );

  it.each(["503", "500", "429", "down", "504-rolled-back"])("%s on a read passes", async (kind) => {
    await estate.control("fault", { service: "isb", operation: "GET /leaseTemplates", kind, times: 1 });
    const listing = whileTimePasses(estate, isb.as(user).listTemplates(), 250);
    if (kind === "504-rolled-back")
      expect(await problemOf(listing)).toMatchObject({ code: "isb-unavailable", outcome: "not-done" });
    else expect((await listing).items.length).toBeGreaterThan(0);
  });

  it("the firewall is told as that", async () => {
    await estate.control("fault", { service: "isb", kind: "waf-403" });
    expect(await problemOf(isb.as(user).listTemplates())).toMatchObject({ code: "isb-blocked" });
  });
});
