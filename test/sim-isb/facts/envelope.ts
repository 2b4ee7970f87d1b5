import { expect } from "vitest";
import type { Lease } from "../../../sim/world/isb-shapes.ts";
import { type Estate, leaseIdOf } from "../estate.ts";
import { answered, facts, messageOf, order } from "./fact.ts";
import { leased } from "./lease.ts";
import { account, moveByHand } from "./pool.ts";

const aLease = (estate: Estate): Lease => {
  const [lease] = estate.leasesOf("admin2");
  if (!lease) throw new Error("no lease");
  return lease;
};
const statusOf = async (estate: Estate, path: string) => (await (await estate.admin()).get(path)).status;
const keys = (data: object | undefined) => Object.keys(data ?? {}).sort();

/** Makes one lease of the table unreadable, as one of a later ISB would be. */
const spoil = (estate: Estate): Lease => {
  const lease = aLease(estate);
  lease.meta.schemaVersion = 4;
  return lease;
};

export const envelope = [
  ...facts("3 envelope, paging, encoding", {
    "a success has status and data; review, terminate, freeze and deleting a template have null": async (estate) => {
      const { id } = await leased(estate);
      const manager = await estate.manager();
      const nothing = { status: 200, body: { status: "success", data: null } };
      expect(await manager.post(`/leases/${id}/freeze`)).toEqual(nothing);
      expect(await manager.post(`/leases/${id}/terminate`)).toEqual(nothing);
      expect(await manager.del("/leaseTemplates/none")).toEqual(nothing);
    },
    "retryCleanup and eject have no data at all": async (estate) => {
      const admin = await estate.admin();
      const bare = { status: 200, body: { status: "success" } };
      expect(await admin.post(`/accounts/${account.failed}/retryCleanup`)).toEqual(bare);
      expect(await admin.post(`/accounts/${account.leased}/eject`)).toEqual(bare);
    },
    "a client error lists errors, with a field only when a field was wrong": async (estate) => {
      const user = await estate.user();
      expect((await user.post("/leases", { leaseTemplateUuid: "x" })).body).toEqual({
        status: "fail",
        data: { errors: [{ message: expect.any(String), field: "leaseTemplateUuid" }] },
      });
      const unknown = { leaseTemplateUuid: "99999999-0000-4000-8000-000000000001" };
      expect((await user.post("/leases", unknown)).body.data?.errors).toEqual([{ message: expect.any(String) }]);
    },
    "the field of a wrong whole is input": async (estate) => {
      const reply = await (await estate.user()).post("/leases", []);
      expect(reply.body.data?.errors?.[0]?.field).toBe("input");
    },
    "a server error says nothing of itself": async (estate) => {
      order(estate, "500");
      expect(await (await estate.user()).get("/configurations")).toEqual({
        status: 500,
        body: { status: "error", message: "An unexpected error occurred." },
      });
    },
    "making something is 201": async (estate) => {
      const admin = await estate.admin();
      expect((await leased(estate)).reply.status).toBe(201);
      expect((await admin.post("/accounts", { awsAccountId: account.inEntry })).status).toBe(201);
      const template = { name: "new", requiresApproval: false, maxSpend: 5, leaseDurationInHours: 1 };
      expect((await admin.post("/leaseTemplates", template)).status).toBe(201);
    },
    "a type that is not JSON, no body and a broken one are 415": async (estate) => {
      const { headers } = await estate.user();
      const sent = async (type: string, body?: string) =>
        (
          await estate.send("POST", "/leases", {
            headers: { ...headers, "Content-Type": type },
            ...(body === undefined ? {} : { body }),
          })
        ).status;
      expect([
        await sent("text/plain", "{}"),
        await sent("application/json"),
        await sent("application/json", "{"),
      ]).toEqual([415, 415, 415]);
    },
    "no type counts as JSON": async (estate) => {
      const { headers } = await estate.user();
      expect((await estate.send("POST", "/leases", { headers, body: "{}" })).status).toBe(400);
    },
    "a route without a body ignores one": async (estate) => {
      const { id } = await leased(estate);
      const { headers } = await estate.manager();
      const body = { headers: { ...headers, "Content-Type": "text/plain" }, body: "{" };
      expect((await estate.send("POST", `/leases/${id}/freeze`, body)).status).toBe(200);
    },
    "a list ends with a null, but unregistered accounts and StackSets with nothing": async (estate) => {
      const admin = await estate.admin();
      for (const path of ["/leases", "/leaseTemplates", "/accounts"]) {
        expect(keys((await admin.get(path)).body.data)).toEqual(["nextPageIdentifier", "result"]);
        expect((await admin.get(path)).body.data?.nextPageIdentifier).toBeNull();
      }
      for (const path of ["/accounts/unregistered", "/blueprints/stacksets"]) {
        expect(keys((await admin.get(path)).body.data)).toEqual(["result"]);
      }
    },
    "blueprints come under their own name": async (estate) => {
      expect(keys((await (await estate.admin()).get("/blueprints")).body.data)).toEqual([
        "blueprints",
        "nextPageIdentifier",
      ]);
    },
    "an empty or garbled page identifier is 500": async (estate) => {
      expect([
        await statusOf(estate, "/leases?pageIdentifier="),
        await statusOf(estate, "/leases?pageIdentifier=garbage"),
      ]).toEqual([500, 500]);
    },
    "a page size outside its limits is 400: 2000, for unregistered 20, for blueprints and StackSets 100": async (
      estate,
    ) => {
      const most = { leases: 2000, leaseTemplates: 2000, accounts: 2000, "accounts/unregistered": 20 };
      const all: Record<string, number> = { ...most, blueprints: 100, "blueprints/stacksets": 100 };
      for (const [path, size] of Object.entries(all)) {
        expect([path, await statusOf(estate, `/${path}?pageSize=${size}`)]).toEqual([path, 200]);
        expect([path, await statusOf(estate, `/${path}?pageSize=${size + 1}`)]).toEqual([path, 400]);
      }
      expect([await statusOf(estate, "/leases?pageSize=0"), await statusOf(estate, "/leases?pageSize=1.5")]).toEqual([
        400, 400,
      ]);
    },
    "a page ends at 1 MB of data, with a next one": async (estate) => {
      const { isb } = estate.world.state;
      const lease = aLease(estate);
      isb.leases = Array.from({ length: 1_500 }, (_, at) => ({
        ...lease,
        uuid: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
        comments: "x".repeat(500),
      }));
      const { body } = await (await estate.admin()).get("/leases");
      expect(body.data?.result?.length).toBeLessThan(1_500);
      expect(body.data?.nextPageIdentifier).toEqual(expect.any(String));
    },
    "a page that is exactly full names a next one, which may be empty": async (estate) => {
      const admin = await estate.admin();
      const count = estate.world.state.isb.leases.length;
      const full = await admin.get(`/leases?pageSize=${count}`);
      const next = encodeURIComponent(String(full.body.data?.nextPageIdentifier));
      expect((await admin.get(`/leases?pageIdentifier=${next}`)).body.data).toEqual({
        result: [],
        nextPageIdentifier: null,
      });
    },
    "one person's leases are ordered by uuid": async (estate) => {
      const { body } = await (await estate.admin()).get("/leases?userEmail=manager1%40example.gov.uk");
      const uuids = (body.data?.result ?? []).map(({ uuid }) => String(uuid));
      expect(uuids.length).toBeGreaterThan(1);
      expect(uuids).toEqual([...uuids].sort());
    },
    "an unknown query parameter is ignored": async (estate) => {
      const admin = await estate.admin();
      expect((await admin.get("/leases?status=Active")).body).toEqual((await admin.get("/leases")).body);
    },
    "a record ISB cannot read is left out of the list, which says so in a string beside it": async (estate) => {
      const { uuid } = spoil(estate);
      const { body } = await (await estate.admin()).get("/leases");
      expect(body.data?.result?.some((lease) => lease.uuid === uuid)).toBe(false);
      expect(body.data?.error).toMatch(/^1 invalid records found/);
    },
    "the same record is 404 when asked for by its id": async (estate) => {
      expect(await statusOf(estate, `/leases/${leaseIdOf(spoil(estate))}`)).toBe(404);
    },
    "templates and accounts that cannot be read are left out as well": async (estate) => {
      estate.template("data-lab").meta.schemaVersion = 9;
      const record = estate.world.state.isb.accounts[0];
      if (record) record.meta.schemaVersion = 2;
      const admin = await estate.admin();
      for (const path of ["/leaseTemplates", "/accounts"]) {
        expect((await admin.get(path)).body.data?.error).toMatch(/^1 invalid/);
      }
    },
    "a query is decoded twice: %2B is a plus, a raw one a space, a lonely percent sign an error": async (estate) => {
      expect([
        await statusOf(estate, "/leases?userEmail=user1%2Bx%40example.gov.uk"),
        await statusOf(estate, "/leases?userEmail=user1+x@example.gov.uk"),
        await statusOf(estate, "/leases?userEmail=%25"),
      ]).toEqual([200, 400, 400]);
    },
  }),
  ...facts("3 leaseId", {
    "it is padded base64 of the key's JSON, raw in the path": async (estate) => {
      const id = leaseIdOf(aLease(estate));
      expect(await (await estate.admin()).get(`/leases/${id}`)).toMatchObject({
        status: 200,
        body: { data: { leaseId: id } },
      });
    },
    "the order of the key's fields does not matter": async (estate) => {
      const { userEmail, uuid } = aLease(estate);
      const other = Buffer.from(JSON.stringify({ uuid, userEmail })).toString("base64");
      expect(await statusOf(estate, `/leases/${other}`)).toBe(200);
    },
    "the answers of POST and PATCH lack it, that of unfreeze has it": async (estate) => {
      const { reply, id } = await leased(estate);
      const manager = await estate.manager();
      expect(reply.body.data).not.toHaveProperty("leaseId");
      expect((await manager.patch(`/leases/${id}`, {})).body.data).not.toHaveProperty("leaseId");
      await manager.post(`/leases/${id}/freeze`);
      expect((await manager.post(`/leases/${id}/unfreeze`)).body.data).toHaveProperty("leaseId", id);
    },
    "percent-encoded it is 400, and so without its padding": async (estate) => {
      const id = leaseIdOf(aLease(estate));
      const admin = await estate.admin();
      const encoded = await admin.get(`/leases/${encodeURIComponent(id)}`);
      expect([encoded.status, messageOf(encoded)]).toEqual([400, "Invalid base64"]);
      expect((await admin.get(`/leases/${id.replace(/=+$/, "")}`)).status).toBe(400);
    },
    "a bare uuid and what cannot be decoded are 400, an unknown one 404": async (estate) => {
      const lease = aLease(estate);
      const nobody = leaseIdOf({ ...lease, uuid: "99999999-0000-4000-8000-000000000001" });
      expect([
        await statusOf(estate, `/leases/${lease.uuid}`),
        await statusOf(estate, `/leases/${Buffer.from("{").toString("base64")}`),
        await statusOf(estate, `/leases/${nobody}`),
      ]).toEqual([400, 400, 404]);
    },
    "emails are compared letter by letter, case included": async (estate) => {
      const lease = aLease(estate);
      const loud = lease.userEmail.toUpperCase();
      expect(await statusOf(estate, `/leases/${leaseIdOf({ ...lease, userEmail: loud })}`)).toBe(404);
      const { body } = await (await estate.admin()).get(`/leases?userEmail=${encodeURIComponent(loud)}`);
      expect(body.data?.result).toEqual([]);
    },
  }),
  ...facts("3 generic error codes", {
    "an account that is not in the OU expected is 409": async (estate) => {
      moveByHand(estate, account.inEntry, "Exit");
      expect((await (await estate.admin()).post("/accounts", { awsAccountId: account.inEntry })).status).toBe(409);
    },
    "Organizations that moves something else is 409 after five tries, which take seconds": async (estate) => {
      const { id } = await leased(estate);
      order(estate, "move-conflicts");
      const before = estate.clock.now();
      const reply = await answered(estate, (await estate.manager()).post(`/leases/${id}/terminate`));
      expect([reply.status, reply.body.status]).toEqual([409, "fail"]);
      expect(estate.clock.now() - before).toBeGreaterThanOrEqual(5_000);
    },
    "Organizations that is asked too often is 429 after five tries": async (estate) => {
      const { id } = await leased(estate);
      order(estate, "move-throttled");
      const reply = await answered(estate, (await estate.manager()).post(`/leases/${id}/terminate`));
      expect([reply.status, reply.body.status]).toEqual([429, "fail"]);
      expect((await (await estate.manager()).post(`/leases/${id}/terminate`)).status).toBe(200);
    },
    "another AWS service that throttles is 429": async (estate) => {
      const { id } = await leased(estate);
      order(estate, "revoke-fails");
      expect(await (await estate.manager()).post(`/leases/${id}/freeze`)).toMatchObject({
        status: 429,
        body: { status: "fail" },
      });
    },
    "anything else is 500": async (estate) => {
      order(estate, "grant-fails");
      const body = { leaseTemplateUuid: estate.template("empty-sandbox").uuid };
      expect(await (await estate.user()).post("/leases", body)).toMatchObject({
        status: 500,
        body: { status: "error" },
      });
    },
  }),
];
