import { expect } from "vitest";
import type { Estate } from "../estate.ts";
import { minutes } from "../estate.ts";
import { eventsOf, facts, hours, messageOf, order } from "./fact.ts";
import { leased, readLease } from "./lease.ts";
import { account, accountStatus, moveByHand, ouOf } from "./pool.ts";

const admin = async (estate: Estate, path: string, body?: unknown) => (await estate.admin()).post(path, body);
const register = (estate: Estate, awsAccountId: string = account.inEntry) =>
  admin(estate, "/accounts", { awsAccountId });
const retry = (estate: Estate, id: string = account.failed) => admin(estate, `/accounts/${id}/retryCleanup`);
const eject = (estate: Estate, id: string) => admin(estate, `/accounts/${id}/eject`);
const read = async (estate: Estate, id: string) =>
  (await (await estate.admin()).get(`/accounts/${id}`)).body.data ?? {};
const groupAccess = (estate: Estate, id: string) =>
  estate.world.state.identity.assignments.filter(
    ({ accountId, principalType }) => accountId === id && principalType === "GROUP",
  ).length;
/** From one drift scan to past the next, whatever its window. */
const oneScan = hours(6) + minutes(31);

export const accounts = [
  ...facts("6 accounts", {
    "a record names no lease and no day of quarantine": async (estate) => {
      expect(Object.keys(await read(estate, account.failed)).sort()).toEqual([
        "awsAccountId",
        "cleanupExecutionContext",
        "driftAtLastScan",
        "email",
        "meta",
        "name",
        "status",
      ]);
    },
    "what stands in Entry or Exit is not in the table": async (estate) => {
      expect([await accountStatus(estate, account.inEntry), await accountStatus(estate, "100000000012")]).toEqual([
        404, 404,
      ]);
    },
    "the cleanup's context is kept after its end and lost when registered again": async (estate) => {
      await retry(estate);
      await estate.clock.advance(minutes(20));
      expect(await read(estate, account.failed)).toHaveProperty("cleanupExecutionContext");
      await eject(estate, account.failed);
      moveByHand(estate, account.failed, "Entry");
      expect((await register(estate, account.failed)).body.data).not.toHaveProperty("cleanupExecutionContext");
    },
  }),
  ...facts("6 account state machine", {
    "the status is the name of the OU, in every state": async (estate) => {
      for (const { awsAccountId, status } of estate.world.state.isb.accounts) {
        expect(ouOf(estate, awsAccountId)).toBe(status);
      }
      const { id, accountId } = await leased(estate);
      const seen = [ouOf(estate, accountId)];
      for (const action of ["freeze", "unfreeze", "terminate"]) {
        await (await estate.manager()).post(`/leases/${id}/${action}`);
        seen.push(ouOf(estate, accountId));
      }
      await estate.clock.advance(minutes(20));
      expect([...seen, ouOf(estate, accountId)]).toEqual(["Active", "Frozen", "Active", "CleanUp", "Available"]);
    },
    "a cleanup that succeeded is told before the account is Available": async (estate) => {
      await retry(estate);
      await estate.clock.advance(minutes(20));
      const told = estate.world.events.at(-1);
      expect(told?.["detail-type"]).toBe("AccountCleanupSucceeded");
      const { meta } = await read(estate, account.failed);
      expect((meta as { lastEditTime: string }).lastEditTime > String(told?.time)).toBe(true);
    },
  }),
  ...facts("6 account routes", {
    "an id that is not 12 digits is 400, an unknown one 404": async (estate) => {
      expect([await accountStatus(estate, "123"), await accountStatus(estate, "999999999999")]).toEqual([400, 404]);
    },
    "unregistered lists what stands in Entry, tracked or not": async (estate) => {
      moveByHand(estate, account.available, "Entry");
      const { body } = await (await estate.admin()).get("/accounts/unregistered");
      expect(body.data?.result?.map(({ Id }) => Id).sort()).toEqual([account.available, account.inEntry]);
      expect(Object.keys(body.data?.result?.[0] ?? {})).toEqual(["Id", "Email", "Name"]);
    },
    "registering answers 201 long before the account is usable": async (estate) => {
      expect(await register(estate)).toMatchObject({ status: 201, body: { data: { status: "CleanUp" } } });
      await estate.clock.advance(minutes(5));
      expect(await accountStatus(estate, account.inEntry)).toBe("CleanUp");
      await estate.clock.advance(minutes(10));
      expect(await accountStatus(estate, account.inEntry)).toBe("Available");
    },
    "name and email are Organizations', whatever was sent; another key is 400": async (estate) => {
      const sent = { awsAccountId: account.inEntry, name: "mine", email: "mine@example.org" };
      expect((await admin(estate, "/accounts", sent)).body.data).toMatchObject({ name: "pool-011" });
      expect((await admin(estate, "/accounts", { awsAccountId: account.inEntry, ou: "Entry" })).status).toBe(400);
    },
    "an account of ISB's own is 400": async (estate) => {
      for (const id of ["900000000001", "900000000002", "900000000003"]) {
        expect((await register(estate, id)).status).toBe(400);
      }
    },
    "an unknown account and one not in Entry are the same 409": async (estate) => {
      const unknown = await register(estate, "999999999999");
      expect(unknown.status).toBe(409);
      expect(await register(estate, account.outside)).toEqual(unknown);
      expect(await register(estate, account.available)).toEqual(unknown);
    },
    "registering gives the managers' and the admins' group access": async (estate) => {
      await register(estate);
      expect(groupAccess(estate, account.inEntry)).toBe(2);
    },
    "when that fails it is 500: back in Entry, but a record says CleanUp; registering again works": async (estate) => {
      order(estate, "grant-fails");
      expect((await register(estate)).status).toBe(500);
      expect([ouOf(estate, account.inEntry), await accountStatus(estate, account.inEntry)]).toEqual([
        "Entry",
        "CleanUp",
      ]);
      expect(groupAccess(estate, account.inEntry)).toBe(0);
      expect((await register(estate)).status).toBe(201);
    },
    "registered before its StackSet's role is there, its cleanup fails and it is quarantined": async (estate) => {
      const { organisation } = estate.world.state;
      organisation.stackInstances = organisation.stackInstances.filter(
        ({ accountId }) => accountId !== account.inEntry,
      );
      expect((await register(estate)).status).toBe(201);
      await estate.clock.advance(minutes(1));
      expect(await accountStatus(estate, account.inEntry)).toBe("Quarantine");
      expect(eventsOf(estate, "AccountCleanupFailed")).toHaveLength(1);
    },
    "retryCleanup takes Quarantine and CleanUp; anything else is 409": async (estate) => {
      expect((await retry(estate)).status).toBe(200);
      expect((await retry(estate)).status).toBe(200);
      expect([(await retry(estate, account.available)).status, (await retry(estate, account.leased)).status]).toEqual([
        409, 409,
      ]);
      expect((await retry(estate, account.inEntry)).status).toBe(404);
    },
    "retryCleanup of an account moved by hand is 409": async (estate) => {
      moveByHand(estate, account.failed, "Entry");
      expect((await retry(estate)).status).toBe(409);
    },
    "while a run goes on a retry is 200 and dropped: one result only": async (estate) => {
      await retry(estate);
      await estate.clock.advance(minutes(1));
      expect((await retry(estate)).status).toBe(200);
      await estate.clock.advance(minutes(30));
      expect(eventsOf(estate, "AccountCleanupSucceeded")).toHaveLength(1);
    },
    "two quick retries start two runs": async (estate) => {
      await Promise.all([retry(estate), retry(estate)]);
      await estate.clock.advance(minutes(30));
      expect(eventsOf(estate, "AccountCleanupSucceeded")).toHaveLength(2);
    },
    "eject ends the lease as Ejected, moves the account as it is and forgets it": async (estate) => {
      const { id, accountId } = await leased(estate);
      expect((await eject(estate, accountId)).status).toBe(200);
      expect((await readLease(estate, id)).status).toBe("Ejected");
      expect([ouOf(estate, accountId), await accountStatus(estate, accountId)]).toEqual(["Exit", 404]);
      expect(groupAccess(estate, accountId)).toBe(0);
      expect((await eject(estate, accountId)).status).toBe(404);
    },
    "an account in CleanUp cannot be ejected": async (estate) => {
      await retry(estate);
      const reply = await eject(estate, account.failed);
      expect([reply.status, messageOf(reply)]).toEqual([409, "Accounts cannot be ejected while in the CleanUp state."]);
    },
    "an eject whose move fails is 409: the lease is over and the account still there": async (estate) => {
      const { id, accountId } = await leased(estate);
      moveByHand(estate, accountId, "Quarantine");
      expect((await eject(estate, accountId)).status).toBe(409);
      expect((await readLease(estate, id)).status).toBe("Ejected");
      expect(await accountStatus(estate, accountId)).toBe("Active");
    },
    "an eject whose lease cannot be ended goes on all the same": async (estate) => {
      const { accountId } = await leased(estate);
      order(estate, "revoke-fails");
      expect((await eject(estate, accountId)).status).toBe(200);
      expect(await accountStatus(estate, accountId)).toBe(404);
    },
  }),
  ...facts("6 cleanup run", {
    "a bad pass makes it longer, and it ends well": async (estate) => {
      order(estate, "cleanup-pass-fails");
      await retry(estate);
      await estate.clock.advance(minutes(11));
      expect(await accountStatus(estate, account.failed)).toBe("CleanUp");
      await estate.clock.advance(minutes(10));
      expect(await accountStatus(estate, account.failed)).toBe("Available");
    },
    "it needs two good passes in a row: a bad one takes the good one before it back": async (estate) => {
      await retry(estate);
      const begun = estate.clock.now();
      await estate.clock.advance(minutes(6.5));
      const pass = estate.world.state.timers.find(({ kind }) => kind === "cleanup-pass-ends");
      if (pass?.kind !== "cleanup-pass-ends") throw new Error("no pass is under way");
      order(estate, "cleanup-pass-fails");
      await estate.clock.advance(minutes(40));
      const told = estate.world.events.find((event) => event["detail-type"] === "AccountCleanupSucceeded");
      expect(Date.parse(told?.time ?? "") - begun).toBeGreaterThan(4 * pass.data.passMs);
    },
    "three bad passes end it: Quarantine, and the reason is told": async (estate) => {
      for (let pass = 0; pass < 3; pass++) order(estate, "cleanup-pass-fails");
      await retry(estate);
      await estate.clock.advance(minutes(25));
      expect(await accountStatus(estate, account.failed)).toBe("Quarantine");
      expect(eventsOf(estate, "AccountQuarantined")).toEqual([
        { awsAccountId: account.failed, reason: "Cleanup Failed" },
      ]);
    },
    "the run is written on the account soon after its start": async (estate) => {
      const before = (await read(estate, account.failed)).cleanupExecutionContext;
      await retry(estate);
      await estate.clock.advance(5_000);
      expect((await read(estate, account.failed)).cleanupExecutionContext).not.toEqual(before);
    },
    "at its time-out of 12 h it says nothing and the account stays in CleanUp until a retry": async (estate) => {
      order(estate, "cleanup-hangs");
      await retry(estate);
      await estate.clock.advance(hours(11));
      await retry(estate);
      await estate.clock.advance(hours(2));
      expect(await accountStatus(estate, account.failed)).toBe("CleanUp");
      expect(eventsOf(estate, "AccountCleanupFailed")).toEqual([]);
      await retry(estate);
      await estate.clock.advance(minutes(20));
      expect(await accountStatus(estate, account.failed)).toBe("Available");
    },
  }),
  ...facts("6 drift monitor", {
    "the first scan flags, the second quarantines from where the account is and ends its lease": async (estate) => {
      const { id, accountId } = await leased(estate);
      moveByHand(estate, accountId, "Exit");
      await estate.clock.advance(oneScan);
      expect([(await read(estate, accountId)).driftAtLastScan, await accountStatus(estate, accountId)]).toEqual([
        true,
        "Active",
      ]);
      await estate.clock.advance(oneScan);
      expect([ouOf(estate, accountId), await accountStatus(estate, accountId)]).toEqual(["Quarantine", "Quarantine"]);
      expect((await readLease(estate, id)).status).toBe("AccountQuarantined");
    },
    "it runs every 6 h, up to half an hour later": async (estate) => {
      moveByHand(estate, account.available, "Exit");
      await estate.clock.advance(hours(6) - 1_000);
      expect((await read(estate, account.available)).driftAtLastScan).toBe(false);
      await estate.clock.advance(minutes(31));
      expect((await read(estate, account.available)).driftAtLastScan).toBe(true);
    },
    "back in its place by the second scan, the flag is taken away": async (estate) => {
      moveByHand(estate, account.available, "Exit");
      await estate.clock.advance(oneScan);
      moveByHand(estate, account.available, "Available");
      await estate.clock.advance(oneScan);
      expect(await read(estate, account.available)).toMatchObject({ driftAtLastScan: false, status: "Available" });
    },
    "one that left the pool is forgotten": async (estate) => {
      const found = estate.world.state.organisation.accounts.find(({ id }) => id === account.available);
      Object.assign(found ?? {}, { parentId: "ou-e5ta-workload" });
      await estate.clock.advance(2 * oneScan);
      expect(await accountStatus(estate, account.available)).toBe(404);
    },
    "one without a record in a pool OU is quarantined at once, but not in Entry or Exit": async (estate) => {
      moveByHand(estate, account.outside, "Available");
      await estate.clock.advance(oneScan);
      expect([ouOf(estate, account.outside), await accountStatus(estate, account.outside)]).toEqual([
        "Quarantine",
        "Quarantine",
      ]);
      expect(await read(estate, account.outside)).not.toHaveProperty("name");
      expect(ouOf(estate, account.inEntry)).toBe("Entry");
    },
    "a flag is a write: the record's last edit is of then": async (estate) => {
      moveByHand(estate, account.available, "Exit");
      const before = (await read(estate, account.available)).meta as { lastEditTime: string };
      await estate.clock.advance(oneScan);
      const after = (await read(estate, account.available)).meta as { lastEditTime: string };
      expect(after.lastEditTime > before.lastEditTime).toBe(true);
    },
    "moved to Entry by hand and not registered, it is back in Quarantine within half a day": async (estate) => {
      moveByHand(estate, account.failed, "Entry");
      await estate.clock.advance(2 * oneScan);
      expect(ouOf(estate, account.failed)).toBe("Quarantine");
    },
  }),
];
