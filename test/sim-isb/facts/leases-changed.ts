import { expect } from "vitest";
import type { Estate } from "../estate.ts";
import { minutes } from "../estate.ts";
import { eventsOf, facts, hours, messageOf, order } from "./fact.ts";
import { leased, readLease } from "./lease.ts";
import { accountStatus, moveByHand, ouOf } from "./pool.ts";

const act = async (estate: Estate, id: string, action: string, body?: unknown) =>
  (await estate.manager()).post(`/leases/${id}/${action}`, body);
const hasUserAccess = (estate: Estate, accountId: string) =>
  estate.world.state.identity.assignments.some(
    (assignment) => assignment.accountId === accountId && assignment.principalType === "USER",
  );
const forget = (estate: Estate, accountId: string) => {
  const { isb } = estate.world.state;
  isb.accounts = isb.accounts.filter(({ awsAccountId }) => awsAccountId !== accountId);
};
const leave = (estate: Estate, email: string) => {
  const { identity } = estate.world.state;
  identity.users = identity.users.filter(({ userName }) => userName !== email);
};
const waiting = (estate: Estate) => leased(estate, { template: "data-lab" });

export const leasesChanged = [
  ...facts("4 state machine", {
    "with a blueprint it is Provisioning, and Active with its dates only after the deployment": async (estate) => {
      const asked = estate.clock.now();
      const { id, lease } = await leased(estate, { template: "council-chatbot" });
      expect(lease.status).toBe("Provisioning");
      expect(await readLease(estate, id)).not.toHaveProperty("expirationDate");
      await estate.clock.advance(minutes(4));
      const read = await readLease(estate, id);
      expect(read.status).toBe("Active");
      expect(Date.parse(String(read.startDate))).toBeGreaterThanOrEqual(asked + minutes(3));
    },
    "a failed deployment ends a lease that was approved by nobody": async (estate) => {
      order(estate, "provisioning-fails");
      const { id } = await leased(estate, { template: "council-chatbot" });
      await estate.clock.advance(minutes(4));
      expect((await readLease(estate, id)).status).toBe("ProvisioningFailed");
    },
    "a failed deployment puts one that a person approved back to waiting, its account into cleanup": async (estate) => {
      estate.template("council-chatbot").requiresApproval = true;
      const { id } = await leased(estate, { template: "council-chatbot" });
      order(estate, "provisioning-fails");
      await act(estate, id, "review", { action: "Approve" });
      const accountId = String((await readLease(estate, id)).awsAccountId);
      await estate.clock.advance(minutes(4));
      expect((await readLease(estate, id)).status).toBe("PendingApproval");
      expect(await accountStatus(estate, accountId)).toBe("CleanUp");
    },
    "a deployment that never ends counts as failed at the blueprint's time-out": async (estate) => {
      order(estate, "provisioning-hangs");
      const { id } = await leased(estate, { template: "council-chatbot" });
      await estate.clock.advance(minutes(29));
      expect((await readLease(estate, id)).status).toBe("Provisioning");
      await estate.clock.advance(minutes(2));
      expect((await readLease(estate, id)).status).toBe("ProvisioningFailed");
    },
    "it expires at the first hourly run after its date, up to an hour late": async (estate) => {
      const { id } = await leased(estate);
      await estate.clock.advance(hours(24) - minutes(1));
      expect((await readLease(estate, id)).status).toBe("Active");
      await estate.clock.advance(hours(1) + minutes(2));
      expect((await readLease(estate, id)).status).toBe("Expired");
    },
    "over its budget it ends at the next hourly run": async (estate) => {
      const { id, lease } = await leased(estate);
      lease.totalCostAccrued = 51;
      await estate.clock.advance(hours(1) + minutes(1));
      expect((await readLease(estate, id)).status).toBe("BudgetExceeded");
    },
    "over a freezing threshold it is frozen by the hourly run": async (estate) => {
      const { id, lease } = await leased(estate, { template: "data-lab" });
      await act(estate, id, "review", { action: "Approve" });
      lease.budgetThresholds = [{ dollarsSpent: 0.01, action: "FREEZE_ACCOUNT" }];
      await estate.clock.advance(hours(1) + minutes(1));
      expect((await readLease(estate, id)).status).toBe("Frozen");
    },
    "a Frozen lease still expires": async (estate) => {
      const { id } = await leased(estate);
      await act(estate, id, "freeze");
      await estate.clock.advance(hours(26));
      expect((await readLease(estate, id)).status).toBe("Expired");
    },
    "no transition leaves a final status": async (estate) => {
      const { id } = await leased(estate);
      await act(estate, id, "terminate");
      for (const action of ["terminate", "freeze", "unfreeze"])
        expect((await act(estate, id, action)).status).toBe(409);
      expect((await act(estate, id, "review", { action: "Approve" })).status).toBe(409);
    },
  }),
  ...facts("4 PATCH /leases/{leaseId}", {
    "an unknown key, an hour count and a date with an offset are 400": async (estate) => {
      const { id } = await leased(estate);
      const manager = await estate.manager();
      for (const body of [
        { status: "Frozen" },
        { leaseDurationInHours: 5 },
        { expirationDate: "2026-01-07T09:00:00+00:00" },
        { maxSpend: 0 },
      ]) {
        expect((await manager.patch(`/leases/${id}`, body)).status).toBe(400);
      }
    },
    "a null removes a field, an empty body changes nothing": async (estate) => {
      const { id } = await leased(estate);
      const manager = await estate.manager();
      await manager.patch(`/leases/${id}`, { costReportGroup: "delivery" });
      expect((await readLease(estate, id)).costReportGroup).toBe("delivery");
      expect((await manager.patch(`/leases/${id}`, {})).status).toBe(200);
      await manager.patch(`/leases/${id}`, { costReportGroup: null });
      expect(await readLease(estate, id)).not.toHaveProperty("costReportGroup");
    },
    "a lease that is not under way is 400, not 409": async (estate) => {
      const { id } = await waiting(estate);
      const reply = await (await estate.manager()).patch(`/leases/${id}`, {});
      expect([reply.status, messageOf(reply)]).toEqual([
        400,
        expect.stringContaining("Can only update an active lease"),
      ]);
    },
    "what breaks a global limit is 400 and names no field": async (estate) => {
      const { id, lease } = await leased(estate);
      const late = new Date(Date.parse(lease.startDate ?? "") + hours(400)).toISOString();
      const manager = await estate.manager();
      for (const body of [
        { maxSpend: 201 },
        { maxSpend: null },
        { expirationDate: late },
        { costReportGroup: "none" },
      ]) {
        const reply = await manager.patch(`/leases/${id}`, body);
        expect([reply.status, reply.body.data?.errors?.[0]?.field]).toEqual([400, undefined]);
      }
    },
    "the whole lease is held against the limits: over a lowered one nothing else can be changed": async (estate) => {
      const { id } = await leased(estate);
      await estate.control("POST", "config", { maxBudget: 10 });
      const manager = await estate.manager();
      expect((await manager.patch(`/leases/${id}`, { costReportGroup: "delivery" })).status).toBe(400);
      expect((await manager.patch(`/leases/${id}`, { costReportGroup: "delivery", maxSpend: 9 })).status).toBe(200);
    },
    "a Provisioning lease cannot be changed while a duration is required: it has no expiry yet": async (estate) => {
      const { id } = await leased(estate, { template: "council-chatbot" });
      expect((await (await estate.manager()).patch(`/leases/${id}`, {})).status).toBe(400);
    },
    "a date in the past is taken, and ends the lease at the next hourly run": async (estate) => {
      const { id } = await leased(estate);
      const expirationDate = new Date(estate.clock.now() - minutes(1)).toISOString();
      expect((await (await estate.manager()).patch(`/leases/${id}`, { expirationDate })).status).toBe(200);
      await estate.clock.advance(hours(1) + minutes(1));
      expect((await readLease(estate, id)).status).toBe("Expired");
    },
    "no event is sent": async (estate) => {
      const { id } = await leased(estate);
      const before = estate.world.events.length;
      await (await estate.manager()).patch(`/leases/${id}`, { maxSpend: 60 });
      expect(estate.world.events).toHaveLength(before);
    },
  }),
  ...facts("4 POST /leases/{leaseId}/review", {
    "it takes an action and nothing else": async (estate) => {
      const { id } = await waiting(estate);
      expect((await act(estate, id, "review", { action: "Maybe" })).status).toBe(400);
      expect((await act(estate, id, "review", { action: "Deny", comment: "no" })).status).toBe(400);
    },
    "an empty pool is 409 and the lease goes on waiting": async (estate) => {
      const { id } = await waiting(estate);
      for (const record of estate.world.state.isb.accounts) record.status = "Quarantine";
      const reply = await act(estate, id, "review", { action: "Approve" });
      expect([reply.status, messageOf(reply)]).toEqual([
        409,
        expect.stringMatching(/^There are no more sandbox accounts available/),
      ]);
      expect((await readLease(estate, id)).status).toBe("PendingApproval");
    },
    "a requester who left is 500 and waits on; denying still works": async (estate) => {
      const { id } = await waiting(estate);
      leave(estate, "user1@example.gov.uk");
      expect((await act(estate, id, "review", { action: "Approve" })).status).toBe(500);
      expect((await readLease(estate, id)).status).toBe("PendingApproval");
      expect((await act(estate, id, "review", { action: "Deny" })).status).toBe(200);
    },
    "of two reviewers the second is 409": async (estate) => {
      const { id } = await waiting(estate);
      const replies = await Promise.all([
        act(estate, id, "review", { action: "Approve" }),
        act(estate, id, "review", { action: "Deny" }),
      ]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    },
  }),
  ...facts("4 POST /leases/{leaseId}/freeze", {
    "the account moves to Frozen and nobody gets in": async (estate) => {
      const { id, accountId } = await leased(estate);
      expect((await act(estate, id, "freeze")).body).toEqual({ status: "success", data: null });
      expect([ouOf(estate, accountId), hasUserAccess(estate, accountId)]).toEqual(["Frozen", false]);
    },
    "a Frozen or Provisioning lease is 409": async (estate) => {
      const { id } = await leased(estate);
      const provisioning = await leased(estate, { template: "council-chatbot" });
      await act(estate, id, "freeze");
      const replies = [await act(estate, id, "freeze"), await act(estate, provisioning.id, "freeze")];
      for (const reply of replies) {
        expect([reply.status, messageOf(reply)]).toEqual([409, "Only active leases can be frozen."]);
      }
    },
    "an account without a record is 404": async (estate) => {
      const { id, accountId } = await leased(estate);
      forget(estate, accountId);
      expect((await act(estate, id, "freeze")).status).toBe(404);
    },
    "when the move fails the lease is Active still, but the access is gone": async (estate) => {
      const { id, accountId } = await leased(estate);
      moveByHand(estate, accountId, "Exit");
      expect((await act(estate, id, "freeze")).status).toBe(409);
      expect((await readLease(estate, id)).status).toBe("Active");
      expect(hasUserAccess(estate, accountId)).toBe(false);
    },
  }),
  ...facts("4 POST /leases/{leaseId}/unfreeze", {
    "dates stay as they were": async (estate) => {
      const { id } = await leased(estate);
      const { startDate, expirationDate } = await readLease(estate, id);
      await act(estate, id, "freeze");
      await estate.clock.advance(minutes(10));
      expect((await act(estate, id, "unfreeze")).body.data).toMatchObject({
        status: "Active",
        startDate,
        expirationDate,
      });
    },
    "only a frozen lease can be": async (estate) => {
      const { id } = await leased(estate);
      const reply = await act(estate, id, "unfreeze");
      expect([reply.status, messageOf(reply)]).toEqual([409, "Only frozen leases can be unfrozen."]);
    },
    "a holder who left is 404": async (estate) => {
      const { id } = await leased(estate);
      await act(estate, id, "freeze");
      leave(estate, "user1@example.gov.uk");
      const reply = await act(estate, id, "unfreeze");
      expect([reply.status, messageOf(reply)]).toEqual([404, "Unable to retrieve user information."]);
    },
  }),
  ...facts("4 POST /leases/{leaseId}/terminate", {
    "a waiting lease is 409": async (estate) => {
      const { id } = await waiting(estate);
      const reply = await act(estate, id, "terminate");
      expect([reply.status, messageOf(reply)]).toEqual([
        409,
        "Only [Active, Frozen, Provisioning] leases can be terminated.",
      ]);
    },
    "there is no DELETE": async (estate) => {
      const { id } = await leased(estate);
      expect((await (await estate.admin()).del(`/leases/${id}`)).body).toEqual({
        message: "Missing Authentication Token",
      });
    },
    "an account elsewhere than its record says is 409 and changes nothing": async (estate) => {
      const { id, accountId } = await leased(estate);
      moveByHand(estate, accountId, "Quarantine");
      const reply = await act(estate, id, "terminate");
      expect([reply.status, messageOf(reply)]).toEqual([
        409,
        expect.stringContaining("could not be found where it was expected"),
      ]);
      expect((await readLease(estate, id)).status).toBe("Active");
    },
    "a failure after the move is 429 though the lease is over and its account in CleanUp, uncleaned": async (
      estate,
    ) => {
      const { id, accountId } = await leased(estate);
      order(estate, "revoke-fails");
      expect((await act(estate, id, "terminate")).status).toBe(429);
      expect((await readLease(estate, id)).status).toBe("ManuallyTerminated");
      expect((await act(estate, id, "terminate")).status).toBe(409);
      await estate.clock.advance(hours(1));
      expect(await accountStatus(estate, accountId)).toBe("CleanUp");
      await (await estate.admin()).post(`/accounts/${accountId}/retryCleanup`);
      await estate.clock.advance(minutes(20));
      expect(await accountStatus(estate, accountId)).toBe("Available");
    },
    "of two at once one is 200 and the other 409": async (estate) => {
      const { id } = await leased(estate);
      const replies = await Promise.all([act(estate, id, "terminate"), act(estate, id, "terminate")]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    },
    "a terminate while the hourly monitor reads is undone: Active again, its account in CleanUp": async (estate) => {
      const { id, accountId } = await leased(estate);
      await estate.clock.advance(hours(1) + 1_000);
      expect((await act(estate, id, "terminate")).status).toBe(200);
      await estate.clock.advance(minutes(1));
      expect((await readLease(estate, id)).status).toBe("Active");
      expect(await accountStatus(estate, accountId)).toBe("CleanUp");
    },
    "it does not ask whether the account is still this lease's: the next holder loses theirs": async (estate) => {
      const stale = await leased(estate);
      const { isb } = estate.world.state;
      await estate.clock.advance(hours(1) + 1_000);
      await act(estate, stale.id, "terminate");
      await estate.clock.advance(minutes(20));
      for (const record of isb.accounts) {
        if (record.status === "Available" && record.awsAccountId !== stale.accountId) record.status = "Quarantine";
      }
      const next = await leased(estate, { caller: await estate.as("user2", "User") });
      expect(next.accountId).toBe(stale.accountId);
      expect((await act(estate, stale.id, "terminate")).status).toBe(200);
      expect(await accountStatus(estate, next.accountId)).toBe("CleanUp");
      expect(hasUserAccess(estate, next.accountId)).toBe(false);
      expect((await readLease(estate, next.id)).status).toBe("Active");
    },
    "an account without a record is 404": async (estate) => {
      const { id, accountId } = await leased(estate);
      forget(estate, accountId);
      expect((await act(estate, id, "terminate")).status).toBe(404);
    },
    "works for a holder who left": async (estate) => {
      const { id } = await leased(estate);
      leave(estate, "user1@example.gov.uk");
      expect((await act(estate, id, "terminate")).status).toBe(200);
      expect(eventsOf(estate, "LeaseTerminated")).toHaveLength(1);
    },
  }),
];
