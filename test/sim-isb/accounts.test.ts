import { describe, expect, test } from "vitest";
import { type Estate, minutes, startIsb } from "./estate.ts";

const statusOf = (estate: Estate, id: string) =>
  estate.world.state.isb.accounts.find(({ awsAccountId }) => awsAccountId === id)?.status;
const ouOf = (estate: Estate, id: string) => {
  const { accounts, units } = estate.world.state.organisation;
  return units.find((unit) => unit.id === accounts.find((account) => account.id === id)?.parentId)?.name;
};

const inEntry = "100000000011";
const failed = "100000000010";
const leased = "100000000006";
const available = "100000000001";

test("the pool starts with five Available, two Quarantined and every OU that lasts in use", async () => {
  const estate = await startIsb();
  const { body } = await (await estate.admin()).get("/accounts");
  const count = (status: string) => body.data?.result?.filter((account) => account.status === status).length;
  expect([count("Available"), count("Active"), count("Frozen"), count("Quarantine")]).toEqual([5, 2, 1, 2]);
  expect(estate.world.state.organisation.accounts.filter(({ name }) => name.startsWith("pool-"))).toHaveLength(12);
});

test("reading one account: its id must be 12 digits and known", async () => {
  const estate = await startIsb();
  const admin = await estate.admin();
  expect((await admin.get(`/accounts/${available}`)).body.data).toMatchObject({
    name: "pool-001",
    status: "Available",
  });
  expect((await admin.get("/accounts/123")).status).toBe(400);
  expect((await admin.get(`/accounts/${inEntry}`)).status).toBe(404);
});

describe("registering", () => {
  test("takes an account from Entry through a cleanup of minutes to Available", async () => {
    const estate = await startIsb();
    const admin = await estate.admin();
    const unregistered = await admin.get("/accounts/unregistered");
    expect(unregistered.body.data).toEqual({
      result: [{ Id: inEntry, Name: "pool-011", Email: "sandbox-provider+pool-011@example.gov.uk" }],
    });
    const reply = await admin.post("/accounts", { awsAccountId: inEntry, name: "ignored" });
    expect(reply).toMatchObject({ status: 201, body: { data: { name: "pool-011", status: "CleanUp" } } });
    expect(ouOf(estate, inEntry)).toBe("CleanUp");
    await estate.clock.advance(minutes(7));
    expect(statusOf(estate, inEntry)).toBe("CleanUp");
    await estate.clock.advance(minutes(7));
    expect([statusOf(estate, inEntry), ouOf(estate, inEntry)]).toEqual(["Available", "Available"]);
    expect(estate.world.events.at(-1)?.detail).toMatchObject({ reason: "ACCOUNT_REGISTRATION" });
  });

  test.each([
    ["an unknown account", "999999999999", 409],
    ["one that is not in Entry", available, 409],
    ["one of ISB's own", "900000000002", 400],
    ["no id at all", "12", 400],
  ])("%s", async (_name, awsAccountId, status) => {
    const estate = await startIsb();
    expect((await (await estate.admin()).post("/accounts", { awsAccountId })).status).toBe(status);
  });
});

describe("cleaning again", () => {
  test("takes a quarantined account to Available, and a second request during the run is dropped", async () => {
    const estate = await startIsb();
    const admin = await estate.admin();
    expect(await admin.post(`/accounts/${failed}/retryCleanup`)).toEqual({ status: 200, body: { status: "success" } });
    await estate.clock.advance(minutes(1));
    expect((await admin.post(`/accounts/${failed}/retryCleanup`)).status).toBe(200);
    await estate.clock.advance(minutes(30));
    expect(statusOf(estate, failed)).toBe("Available");
    const results = estate.world.events.filter((event) => event["detail-type"] === "AccountCleanupSucceeded");
    expect(results).toHaveLength(1);
  });

  test("that fails ends in Quarantine and says so", async () => {
    const estate = await startIsb();
    await estate.control("POST", "fault", { service: "isb", kind: "cleanup-fails" });
    await (await estate.admin()).post(`/accounts/${failed}/retryCleanup`);
    await estate.clock.advance(minutes(15));
    expect([statusOf(estate, failed), ouOf(estate, failed)]).toEqual(["Quarantine", "Quarantine"]);
    expect(estate.world.events.at(-1)).toMatchObject({
      "detail-type": "AccountQuarantined",
      detail: { awsAccountId: failed, reason: "Cleanup Failed" },
    });
  });

  test("is refused for an account in use", async () => {
    const estate = await startIsb();
    expect((await (await estate.admin()).post(`/accounts/${leased}/retryCleanup`)).status).toBe(409);
  });
});

describe("ejecting", () => {
  test("ends the lease, moves the account to Exit and forgets it", async () => {
    const estate = await startIsb();
    const admin = await estate.admin();
    expect(await admin.post(`/accounts/${leased}/eject`)).toEqual({ status: 200, body: { status: "success" } });
    expect([statusOf(estate, leased), ouOf(estate, leased)]).toEqual([undefined, "Exit"]);
    expect(estate.leasesOf("admin2").some(({ status }) => status === "Ejected")).toBe(true);
    expect(estate.world.state.identity.assignments.some(({ accountId }) => accountId === leased)).toBe(false);
    expect((await admin.post(`/accounts/${leased}/eject`)).status).toBe(404);
  });

  test("is refused during a cleanup", async () => {
    const estate = await startIsb();
    const admin = await estate.admin();
    await admin.post(`/accounts/${failed}/retryCleanup`);
    expect(await admin.post(`/accounts/${failed}/eject`)).toMatchObject({
      status: 409,
      body: { data: { errors: [{ message: "Accounts cannot be ejected while in the CleanUp state." }] } },
    });
  });
});
