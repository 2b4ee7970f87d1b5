import { describe, expect, test } from "vitest";
import { accessOf } from "../../sim/world/identity-center.ts";
import { type Estate, leaseIdOf, minutes, startIsb } from "./estate.ts";

const request = (estate: Estate, name: string, more: Record<string, unknown> = {}) => ({
  leaseTemplateUuid: estate.template(name).uuid,
  ...more,
});
const eventTypes = (estate: Estate) => estate.world.events.map((event) => event["detail-type"]);
const mine = async (estate: Estate) => {
  const { body } = await (await estate.user()).get("/leases?userEmail=user1%40example.gov.uk");
  return body.data?.result?.[0] as Record<string, unknown>;
};

describe("POST /leases", () => {
  test("without a blueprint the lease is Active at once, and the answer lacks its id and its expiry", async () => {
    const estate = await startIsb();
    const reply = await (await estate.user()).post("/leases", request(estate, "empty-sandbox", { comments: "job 1" }));
    expect(reply.status).toBe(201);
    expect(reply.body.data).toMatchObject({ status: "Active", approvedBy: "AUTO_APPROVED", comments: "job 1" });
    expect(reply.body.data).toHaveProperty("startDate");
    expect(reply.body.data).not.toHaveProperty("leaseId");
    expect(reply.body.data).not.toHaveProperty("expirationDate");
    const read = await mine(estate);
    expect(Date.parse(String(read.expirationDate)) - Date.parse(String(read.startDate))).toBe(24 * 3_600_000);
    expect(eventTypes(estate)).toEqual(["LeaseApproved"]);
    expect(estate.world.events[0]).toMatchObject({
      source: "InnovationSandbox-ndx",
      detail: { leaseId: read.uuid, userEmail: "user1@example.gov.uk", approvedBy: "AUTO_APPROVED" },
    });
  });

  test("the role can be reached only some seconds after the lease is Active", async () => {
    const estate = await startIsb();
    const reply = await (await estate.user()).post("/leases", request(estate, "empty-sandbox"));
    const userId = estate.world.state.identity.users.find(({ userName }) => userName.startsWith("user1"))?.userId ?? "";
    expect(accessOf(estate.world, userId)).toEqual([]);
    await estate.clock.advance(10_000);
    expect(accessOf(estate.world, userId)).toEqual([
      { accountId: reply.body.data?.awsAccountId, roleName: "ndx_IsbUsersPS" },
    ]);
  });

  test("with a blueprint it is Provisioning, then Active with its dates set anew", async () => {
    const estate = await startIsb();
    const asked = estate.clock.now();
    const reply = await (await estate.user()).post("/leases", request(estate, "council-chatbot"));
    expect(reply.body.data).toMatchObject({ status: "Provisioning" });
    await estate.clock.advance(minutes(2));
    expect((await mine(estate)).status).toBe("Provisioning");
    expect(await mine(estate)).not.toHaveProperty("expirationDate");
    await estate.clock.advance(minutes(1.1));
    const read = await mine(estate);
    expect(read).toMatchObject({ status: "Active", approvedBy: "AUTO_APPROVED" });
    expect(Date.parse(String(read.startDate))).toBeGreaterThanOrEqual(asked + minutes(3));
    expect(eventTypes(estate)).toEqual(["BlueprintDeploymentRequest", "BlueprintDeploymentSucceeded", "LeaseApproved"]);
  });

  test("a template that needs approval leaves the lease pending, with nulls in the answer and nothing when read", async () => {
    const estate = await startIsb();
    const reply = await (await estate.user()).post("/leases", request(estate, "data-lab"));
    expect(reply.body.data).toMatchObject({
      status: "PendingApproval",
      awsAccountId: null,
      approvedBy: null,
      totalCostAccrued: 0,
    });
    expect(await mine(estate)).not.toHaveProperty("awsAccountId");
    expect(estate.world.events[0]).toMatchObject({
      "detail-type": "LeaseRequested",
      detail: { leaseId: { userEmail: "user1@example.gov.uk" }, requiresManualApproval: true },
    });
  });

  test("userEmail makes it an assignment, approved whatever the template says, even for oneself as User", async () => {
    const estate = await startIsb();
    const own = request(estate, "data-lab", { userEmail: "user1@example.gov.uk" });
    expect((await (await estate.user()).post("/leases", own)).body.data).toMatchObject({
      status: "Active",
      approvedBy: "AUTO_APPROVED",
    });
    const other = request(estate, "data-lab", { userEmail: "USER2@example.gov.uk" });
    expect((await (await estate.manager()).post("/leases", other)).body.data).toMatchObject({
      status: "Active",
      userEmail: "user2@example.gov.uk",
      createdBy: "manager1@example.gov.uk",
    });
    expect(eventTypes(estate)).not.toContain("LeaseRequested");
  });

  test.each<[string, string, string[], Record<string, unknown>, string, number, RegExp]>([
    [
      "a plain User for somebody else",
      "user1",
      ["User"],
      { userEmail: "user2@example.gov.uk" },
      "empty-sandbox",
      403,
      /./,
    ],
    ["a PRIVATE template for a plain User", "user1", ["User"], {}, "private-lab", 404, /^Lease template not found\.$/],
    [
      "a person in no ISB group",
      "admin1",
      ["Admin"],
      { userEmail: "outsider@example.gov.uk" },
      "empty-sandbox",
      404,
      /^User not found in Identity Center$/,
    ],
    [
      "a person nobody knows",
      "admin1",
      ["Admin"],
      { userEmail: "nobody@example.gov.uk" },
      "empty-sandbox",
      404,
      /^User not found/,
    ],
    ["a lease for oneself when unknown", "nobody", ["User"], {}, "empty-sandbox", 500, /^An unexpected error/],
    ["a lease for oneself in no group", "outsider", ["User"], {}, "empty-sandbox", 500, /^An unexpected error/],
  ])("%s", async (_name, who, roles, more, template, status, message) => {
    const estate = await startIsb();
    const before = estate.world.state.isb.leases.length;
    const reply = await (await estate.as(who, ...roles)).post("/leases", request(estate, template, more));
    expect(reply.status).toBe(status);
    expect(reply.body.message ?? reply.body.data?.errors?.[0]?.message).toMatch(message);
    expect(estate.world.state.isb.leases).toHaveLength(before);
  });

  test("an unknown template is 404", async () => {
    const estate = await startIsb();
    const reply = await (await estate.user()).post("/leases", {
      leaseTemplateUuid: "99999999-0000-4000-8000-000000000001",
    });
    expect(reply.body.data?.errors).toEqual([{ message: "Lease template not found." }]);
  });

  test("pending leases count against the limit, which is the target's", async () => {
    const estate = await startIsb();
    const user = await estate.user();
    for (const name of ["empty-sandbox", "data-lab", "council-chatbot"]) {
      expect((await user.post("/leases", request(estate, name))).status).toBe(201);
    }
    const refused = {
      status: 409,
      body: {
        data: {
          errors: [
            {
              message: expect.stringMatching(
                /^You have reached the maximum number of active\/pending leases allowed \(3\)/,
              ),
            },
          ],
        },
      },
    };
    expect(await user.post("/leases", request(estate, "empty-sandbox"))).toMatchObject(refused);
    const forUser1 = request(estate, "empty-sandbox", { userEmail: "user1@example.gov.uk" });
    expect(await (await estate.manager()).post("/leases", forUser1)).toMatchObject(refused);
  });

  test("an empty pool is 409 and leaves no lease behind", async () => {
    const estate = await startIsb();
    for (const record of estate.world.state.isb.accounts)
      if (record.status === "Available") record.status = "Quarantine";
    const reply = await (await estate.user()).post("/leases", request(estate, "empty-sandbox"));
    expect(reply).toMatchObject({
      status: 409,
      body: { data: { errors: [{ message: "No accounts are available to lease." }] } },
    });
    expect(estate.leasesOf("user1")).toEqual([]);
  });

  test("an account that is not where its record says is 409", async () => {
    const estate = await startIsb();
    for (const account of estate.world.state.organisation.accounts) account.parentId = "r-e5ta";
    const reply = await (await estate.user()).post("/leases", request(estate, "empty-sandbox"));
    expect(reply.status).toBe(409);
    expect(estate.leasesOf("user1")).toEqual([]);
  });
});

describe("review", () => {
  async function pending() {
    const estate = await startIsb();
    await (await estate.user()).post("/leases", request(estate, "data-lab"));
    const [lease] = estate.leasesOf("user1");
    if (!lease) throw new Error("no lease");
    return { estate, id: leaseIdOf(lease) };
  }

  test("Approve opens the lease in the approver's name, once", async () => {
    const { estate, id } = await pending();
    const manager = await estate.manager();
    expect(await manager.post(`/leases/${id}/review`, { action: "Approve" })).toEqual({
      status: 200,
      body: { status: "success", data: null },
    });
    expect(await mine(estate)).toMatchObject({ status: "Active", approvedBy: "manager1@example.gov.uk" });
    expect((await manager.post(`/leases/${id}/review`, { action: "Approve" })).status).toBe(409);
  });

  test("Deny ends it; who denied is told by the event only", async () => {
    const { estate, id } = await pending();
    await (await estate.manager()).post(`/leases/${id}/review`, { action: "Deny" });
    const read = await mine(estate);
    expect(read.status).toBe("ApprovalDenied");
    expect(JSON.stringify(read)).not.toContain("manager1");
    expect(read).toHaveProperty("ttl");
    expect(estate.world.events.at(-1)).toMatchObject({
      "detail-type": "LeaseDenied",
      detail: { leaseId: read.uuid, deniedBy: "manager1@example.gov.uk" },
    });
  });

  test("approving somebody who left is 500 and the lease stays pending; denying works", async () => {
    const { estate, id } = await pending();
    const { identity } = estate.world.state;
    identity.users = identity.users.filter(({ userName }) => userName !== "user1@example.gov.uk");
    const manager = await estate.manager();
    expect((await manager.post(`/leases/${id}/review`, { action: "Approve" })).status).toBe(500);
    expect(estate.leasesOf("user1")[0]?.status).toBe("PendingApproval");
    expect((await manager.post(`/leases/${id}/review`, { action: "Deny" })).status).toBe(200);
  });

  test("a plain User cannot review, an action nobody knows is 400, a pending lease cannot be terminated", async () => {
    const { estate, id } = await pending();
    expect((await (await estate.user()).post(`/leases/${id}/review`, { action: "Approve" })).status).toBe(403);
    const manager = await estate.manager();
    expect((await manager.post(`/leases/${id}/review`, { action: "Maybe" })).status).toBe(400);
    expect((await manager.post(`/leases/${id}/terminate`)).status).toBe(409);
  });
});

describe("a deployment that fails", () => {
  test("ends an automatically approved lease", async () => {
    const estate = await startIsb();
    await estate.control("POST", "fault", { service: "isb", kind: "provisioning-fails" });
    await (await estate.user()).post("/leases", request(estate, "council-chatbot"));
    await estate.clock.advance(minutes(4));
    expect(await mine(estate)).toMatchObject({ status: "ProvisioningFailed" });
    expect(eventTypes(estate)).toContain("LeaseTerminated");
  });

  test("puts a lease somebody approved back to pending", async () => {
    const estate = await startIsb();
    estate.template("council-chatbot").requiresApproval = true;
    await (await estate.user()).post("/leases", request(estate, "council-chatbot"));
    const [lease] = estate.leasesOf("user1");
    if (!lease) throw new Error("no lease");
    await estate.control("POST", "fault", { service: "isb", kind: "provisioning-fails" });
    await (await estate.manager()).post(`/leases/${leaseIdOf(lease)}/review`, { action: "Approve" });
    await estate.clock.advance(minutes(4));
    expect(await mine(estate)).toMatchObject({ status: "PendingApproval" });
    const request_ = estate.world.events.find((event) => event["detail-type"] === "CleanAccountRequest");
    expect(request_?.detail).toMatchObject({ reason: "LEASE_RESET" });
  });
});

describe("an Active lease", () => {
  async function active() {
    const estate = await startIsb();
    await (await estate.user()).post("/leases", request(estate, "empty-sandbox"));
    await estate.clock.advance(20_000);
    const [lease] = estate.leasesOf("user1");
    if (!lease?.awsAccountId) throw new Error("no account");
    return { estate, id: leaseIdOf(lease), accountId: lease.awsAccountId, manager: await estate.manager() };
  }
  const record = (estate: Estate, accountId: string) =>
    estate.world.state.isb.accounts.find(({ awsAccountId }) => awsAccountId === accountId);

  test("is frozen and unfrozen with its dates kept", async () => {
    const { estate, id, accountId, manager } = await active();
    const { expirationDate } = await mine(estate);
    expect((await manager.post(`/leases/${id}/freeze`)).body).toEqual({ status: "success", data: null });
    expect((await manager.post(`/leases/${id}/freeze`)).status).toBe(409);
    expect(record(estate, accountId)?.status).toBe("Frozen");
    expect(
      estate.world.state.identity.assignments.some((a) => a.accountId === accountId && a.principalType === "USER"),
    ).toBe(false);
    const unfrozen = await manager.post(`/leases/${id}/unfreeze`);
    expect(unfrozen.body.data).toMatchObject({ status: "Active", leaseId: id, expirationDate });
    expect((await manager.post(`/leases/${id}/unfreeze`)).status).toBe(409);
  });

  test("is terminated; its account is cleaned for minutes and then Available again", async () => {
    const { estate, id, accountId, manager } = await active();
    expect((await manager.post(`/leases/${id}/terminate`)).body).toEqual({ status: "success", data: null });
    expect((await manager.post(`/leases/${id}/terminate`)).status).toBe(409);
    expect(await mine(estate)).toMatchObject({ status: "ManuallyTerminated", endDate: expect.any(String) });
    await estate.clock.advance(minutes(5));
    expect(record(estate, accountId)).toMatchObject({ status: "CleanUp", cleanupExecutionContext: expect.anything() });
    await estate.clock.advance(minutes(10));
    expect(record(estate, accountId)?.status).toBe("Available");
    expect(eventTypes(estate).slice(-3)).toEqual(["CleanAccountRequest", "LeaseTerminated", "AccountCleanupSucceeded"]);
    expect(estate.world.events.at(-1)?.source).toBe("account-cleaner");
  });

  test("is changed within the global limits; null removes; an offset is no date", async () => {
    const { estate, id, manager } = await active();
    const start = Date.parse(String((await mine(estate)).startDate));
    const expirationDate = new Date(start + 48 * 3_600_000).toISOString();
    const changed = await manager.patch(`/leases/${id}`, { maxSpend: 60, expirationDate, costReportGroup: "delivery" });
    expect(changed).toMatchObject({ status: 200, body: { data: { maxSpend: 60, expirationDate } } });
    expect(changed.body.data).not.toHaveProperty("leaseId");
    expect((await manager.patch(`/leases/${id}`, { costReportGroup: null })).body.data).not.toHaveProperty(
      "costReportGroup",
    );
    expect((await manager.patch(`/leases/${id}`, {})).status).toBe(200);
    for (const [body, field] of [
      [{ maxSpend: 201 }, undefined],
      [{ maxSpend: null }, undefined],
      [{ expirationDate: new Date(start + 400 * 3_600_000).toISOString() }, undefined],
      [{ expirationDate: "2026-01-07T09:00:00+00:00" }, "expirationDate"],
      [{ costReportGroup: "nobody" }, undefined],
      [{ status: "Frozen" }, "input"],
    ] as const) {
      const refused = await manager.patch(`/leases/${id}`, body);
      expect([refused.status, refused.body.data?.errors?.[0]?.field]).toEqual([400, field]);
    }
  });

  test("ends as Expired at the first hourly run after its date, not before", async () => {
    const { estate } = await active();
    await estate.clock.advance(24 * 3_600_000 - minutes(1));
    expect((await mine(estate)).status).toBe("Active");
    expect(eventTypes(estate)).toContain("LeaseDurationThresholdAlert");
    await estate.clock.advance(3_600_000);
    expect(await mine(estate)).toMatchObject({ status: "Expired" });
    expect(eventTypes(estate)).toContain("LeaseExpired");
  });

  test("over its budget ends as BudgetExceeded", async () => {
    const { estate } = await active();
    const [lease] = estate.leasesOf("user1");
    Object.assign(lease ?? {}, { totalCostAccrued: 51 });
    await estate.clock.advance(3_600_000 + 1_000);
    expect(await mine(estate)).toMatchObject({ status: "BudgetExceeded" });
  });

  test("over a freezing threshold is frozen", async () => {
    const { estate } = await active();
    const [lease] = estate.leasesOf("user1");
    Object.assign(lease ?? {}, {
      totalCostAccrued: 1,
      lastCheckedDate: new Date(estate.clock.now() - 3_600_000 * 100).toISOString(),
      budgetThresholds: [{ dollarsSpent: 1.01, action: "FREEZE_ACCOUNT" }],
    });
    await estate.clock.advance(3_600_000 + 2_000);
    expect(await mine(estate)).toMatchObject({ status: "Frozen" });
  });
});
