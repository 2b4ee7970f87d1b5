import { expect } from "vitest";
import { isbUser } from "../../../sim/isb/lambdas/access.ts";
import { type Estate, leaseIdOf } from "../estate.ts";
import { eventsOf, facts, hours, messageOf, order } from "./fact.ts";
import { leased, readLease } from "./lease.ts";
import { account, accountStatus, moveByHand } from "./pool.ts";

const asking = (estate: Estate, more: Record<string, unknown> = {}, template = "empty-sandbox") => ({
  leaseTemplateUuid: estate.template(template).uuid,
  ...more,
});
const own = { userEmail: "user1@example.gov.uk" };
const emptyThePool = (estate: Estate) => {
  for (const record of estate.world.state.isb.accounts) {
    if (record.status === "Available") record.status = "Quarantine";
  }
};

export const leasesAskedFor = [
  ...facts("4 fields returned", {
    "the template's name and limits are a snapshot of the moment of the request": async (estate) => {
      const { id } = await leased(estate);
      Object.assign(estate.template("empty-sandbox"), { name: "other", maxSpend: 1 });
      expect(await readLease(estate, id)).toMatchObject({ originalLeaseTemplateName: "empty-sandbox", maxSpend: 50 });
    },
    "one that waits for approval shows no account, approver or cost when read": async (estate) => {
      const { id } = await leased(estate, { template: "data-lab" });
      const read = await readLease(estate, id);
      expect(read.status).toBe("PendingApproval");
      for (const field of ["awsAccountId", "approvedBy", "totalCostAccrued"]) expect(read).not.toHaveProperty(field);
    },
    "the answer to the request shows them as null, null and 0": async (estate) => {
      const { reply } = await leased(estate, { template: "data-lab" });
      expect(reply.body.data).toMatchObject({ awsAccountId: null, approvedBy: null, totalCostAccrued: 0 });
    },
    "a denied one does not say who denied it, and has a ttl": async (estate) => {
      const { id } = await leased(estate, { template: "data-lab" });
      await (await estate.manager()).post(`/leases/${id}/review`, { action: "Deny" });
      const read = await readLease(estate, id);
      expect([read.status, read.ttl]).toEqual(["ApprovalDenied", expect.any(Number)]);
      expect(JSON.stringify(read)).not.toContain("manager1");
    },
    "there is no date of the request but the record's own": async (estate) => {
      const { id } = await leased(estate);
      const read = await readLease(estate, id);
      expect(read).not.toHaveProperty("requestedAt");
      expect(read.meta).toMatchObject({ schemaVersion: 3, createdTime: expect.stringMatching(/Z$/) });
    },
    "what is over is deleted once its ttl has passed": async (estate) => {
      const { id } = await leased(estate);
      await (await estate.manager()).post(`/leases/${id}/terminate`);
      await estate.clock.advance(hours(30 * 24 + 2));
      expect((await (await estate.manager()).get(`/leases/${id}`)).status).toBe(404);
    },
  }),
  ...facts("4 GET /leases", {
    "userEmail is matched exactly": async (estate) => {
      const { body } = await (await estate.admin()).get("/leases?userEmail=admin2%40example.gov.uk");
      expect(new Set(body.data?.result?.map(({ userEmail }) => userEmail))).toEqual(new Set(["admin2@example.gov.uk"]));
    },
    "a plain User must name themselves": async (estate) => {
      const user = await estate.user();
      expect(await user.get("/leases")).toMatchObject({ status: 403, body: { status: "fail" } });
      expect((await user.get("/leases?userEmail=user1%40example.gov.uk")).status).toBe(200);
    },
    "a malformed email is 400": async (estate) => {
      expect((await (await estate.admin()).get("/leases?userEmail=nobody")).status).toBe(400);
    },
  }),
  ...facts("4 GET /leases/{leaseId}", {
    "another's lease is a handler's 403 for a plain User": async (estate) => {
      const [lease] = estate.leasesOf("admin2");
      const reply = await (await estate.user()).get(`/leases/${lease && leaseIdOf(lease)}`);
      expect(reply).toMatchObject({ status: 403, body: { status: "fail" } });
    },
  }),
  ...facts("4 POST /leases", {
    "a template's name, a null and an empty email are 400": async (estate) => {
      const user = await estate.user();
      for (const body of [
        { leaseTemplateName: "empty-sandbox" },
        asking(estate, { userEmail: null }),
        asking(estate, { userEmail: "" }),
        asking(estate, { comments: "x".repeat(1_001) }),
      ]) {
        expect((await user.post("/leases", body)).status).toBe(400);
      }
    },
    "without userEmail the template's need of approval is obeyed, even for an Admin": async (estate) => {
      const { reply } = await leased(estate, { template: "data-lab", caller: await estate.admin() });
      expect(reply.body.data).toMatchObject({ status: "PendingApproval" });
    },
    "with one's own email it is an assignment, approved whatever the template says": async (estate) => {
      const reply = await (await estate.user()).post("/leases", asking(estate, own, "data-lab"));
      expect(reply.body.data).toMatchObject({ status: "Active", approvedBy: "AUTO_APPROVED" });
      expect(eventsOf(estate, "LeaseRequested")).toEqual([]);
    },
    "an assignment is stored under the email as Identity Center writes it": async (estate) => {
      const reply = await (await estate.manager()).post(
        "/leases",
        asking(estate, { userEmail: "USER2@Example.gov.uk" }),
      );
      expect(reply.body.data).toMatchObject({
        userEmail: "user2@example.gov.uk",
        createdBy: "manager1@example.gov.uk",
      });
    },
    "for somebody in no ISB group, or in no Identity Center, it is 404": async (estate) => {
      const manager = await estate.manager();
      for (const userEmail of ["outsider@example.gov.uk", "nobody@example.gov.uk"]) {
        const reply = await manager.post("/leases", asking(estate, { userEmail }));
        expect([reply.status, messageOf(reply)]).toEqual([404, "User not found in Identity Center"]);
      }
    },
    "for oneself when ISB does not know one it is 500": async (estate) => {
      const nobody = await estate.as("nobody", "Admin");
      expect((await nobody.post("/leases", asking(estate))).status).toBe(500);
      expect(estate.leasesOf("nobody")).toEqual([]);
    },
    "a lease for oneself is stored in the token's letter case": async (estate) => {
      expect(isbUser(estate.world, "USER1@example.gov.uk")).toBeDefined();
      const reply = await (await estate.as("USER1", "User")).post("/leases", asking(estate));
      expect(reply.body.data).toMatchObject({ userEmail: "USER1@example.gov.uk" });
    },
    "a plain User who names somebody else is 403": async (estate) => {
      const reply = await (await estate.user()).post("/leases", asking(estate, { userEmail: "user2@example.gov.uk" }));
      expect(reply).toMatchObject({ status: 403, body: { status: "fail" } });
    },
    "an unknown template and, for a plain User, a PRIVATE one are the same 404": async (estate) => {
      const user = await estate.user();
      const unknown = await user.post("/leases", { leaseTemplateUuid: "99999999-0000-4000-8000-000000000001" });
      const hidden = await user.post("/leases", asking(estate, {}, "private-lab"));
      expect([unknown.status, messageOf(unknown)]).toEqual([404, "Lease template not found."]);
      expect(hidden).toEqual(unknown);
    },
    "when approved at once the answer has a start and no expiry, though both are stored": async (estate) => {
      const { reply, id } = await leased(estate);
      expect(reply.body.data).toHaveProperty("startDate");
      expect(reply.body.data).not.toHaveProperty("expirationDate");
      expect(await readLease(estate, id)).toHaveProperty("expirationDate", expect.stringMatching(/Z$/));
    },
    "the limit counts the target's waiting leases too, and is told before the pool is looked at": async (estate) => {
      for (const template of ["empty-sandbox", "data-lab", "council-chatbot"]) await leased(estate, { template });
      emptyThePool(estate);
      const reply = await (await estate.manager()).post("/leases", asking(estate, own));
      expect([reply.status, messageOf(reply)]).toEqual([
        409,
        expect.stringMatching(/^You have reached the maximum number of active\/pending leases allowed \(3\)/),
      ]);
    },
    "an empty pool is 409 and leaves no lease": async (estate) => {
      emptyThePool(estate);
      const reply = await (await estate.user()).post("/leases", asking(estate));
      expect([reply.status, messageOf(reply)]).toEqual([409, "No accounts are available to lease."]);
      expect(estate.leasesOf("user1")).toEqual([]);
    },
    "a chosen account that is not where its record says is 409": async (estate) => {
      for (const record of estate.world.state.isb.accounts) moveByHand(estate, record.awsAccountId, "Exit");
      expect((await (await estate.user()).post("/leases", asking(estate))).status).toBe(409);
      expect(estate.leasesOf("user1")).toEqual([]);
    },
    "a blueprint that is gone, or whose StackSet is, is 500": async (estate) => {
      const { isb } = estate.world.state;
      isb.stackSets = [];
      expect((await (await estate.user()).post("/leases", asking(estate, {}, "council-chatbot"))).status).toBe(500);
      isb.blueprints = [];
      expect((await (await estate.user()).post("/leases", asking(estate, {}, "council-chatbot"))).status).toBe(500);
    },
    "a grant that fails is 500; the lease is gone, and its account stays Active with nobody": async (estate) => {
      order(estate, "grant-fails");
      const before = estate.world.state.isb.accounts.filter(({ status }) => status === "Active").length;
      expect((await (await estate.user()).post("/leases", asking(estate))).status).toBe(500);
      expect(estate.leasesOf("user1")).toEqual([]);
      expect(estate.world.state.isb.accounts.filter(({ status }) => status === "Active")).toHaveLength(before + 1);
    },
    "nothing repairs such an orphan but eject: retryCleanup refuses, drift scans see nothing": async (estate) => {
      const activeIds = () =>
        estate.world.state.isb.accounts.flatMap(({ status, awsAccountId }) =>
          status === "Active" ? awsAccountId : [],
        );
      const before = activeIds();
      order(estate, "grant-fails");
      await (await estate.user()).post("/leases", asking(estate));
      const [orphan = ""] = activeIds().filter((id) => !before.includes(id));
      expect((await (await estate.admin()).post(`/accounts/${orphan}/retryCleanup`)).status).toBe(409);
      await estate.clock.advance(hours(14));
      expect(await accountStatus(estate, orphan)).toBe("Active");
      expect((await (await estate.admin()).post(`/accounts/${orphan}/eject`)).status).toBe(200);
      await estate.clock.advance(1_000);
      expect((await (await estate.admin()).post("/accounts", { awsAccountId: orphan })).status).toBe(409);
    },
    "accounts whose last cleanup began over 24 h ago are taken first": async (estate) => {
      const fresh = new Date(estate.clock.now() - hours(1)).toISOString();
      for (const record of estate.world.state.isb.accounts) {
        const context = record.cleanupExecutionContext;
        if (context && record.awsAccountId !== account.available) context.stateMachineExecutionStartTime = fresh;
      }
      expect((await leased(estate)).accountId).toBe(account.available);
    },
    "the limits of the configuration are not asked about when a lease is requested": async (estate) => {
      await estate.control("POST", "config", { maxBudget: 1, maxDurationHours: 1 });
      expect((await leased(estate)).reply.status).toBe(201);
    },
  }),
];
