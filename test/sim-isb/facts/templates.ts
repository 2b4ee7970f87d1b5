import { expect } from "vitest";
import type { Estate } from "../estate.ts";
import { facts, messageOf } from "./fact.ts";
import { leased, readLease } from "./lease.ts";

const fresh = { name: "new", requiresApproval: false, maxSpend: 5, leaseDurationInHours: 2 };
const nowhere = "99999999-0000-4000-8000-000000000001";
const chatbot = "44444444-0000-4000-8000-000000000001";
const post = async (estate: Estate, body: object) => (await estate.manager()).post("/leaseTemplates", body);

export const templates = [
  ...facts("5 lease templates", {
    "a plain User's pages are short: PRIVATE ones are taken out after paging": async (estate) => {
      const sizes: number[] = [];
      let next: string | null = "";
      while (next !== null) {
        const after: string = next ? `&pageIdentifier=${encodeURIComponent(next)}` : "";
        const { body } = await (await estate.user()).get(`/leaseTemplates?pageSize=1${after}`);
        sizes.push(body.data?.result?.length ?? 0);
        next = body.data?.nextPageIdentifier as string | null;
      }
      expect(sizes.slice(0, -1).filter((size) => size === 0)).toHaveLength(1);
    },
    "names may repeat": async (estate) => {
      expect((await post(estate, { ...fresh, name: "empty-sandbox" })).status).toBe(201);
    },
    "a new one is PUBLIC unless it says otherwise, and its author is the token's": async (estate) => {
      expect((await post(estate, fresh)).body.data).toMatchObject({
        visibility: "PUBLIC",
        createdBy: "manager1@example.gov.uk",
        meta: { schemaVersion: 3 },
      });
    },
    "a body with an id, an author or a blueprint's name is 400, and one without name or approval": async (estate) => {
      const { name: _name, ...nameless } = fresh;
      for (const body of [
        { ...fresh, uuid: nowhere },
        { ...fresh, createdBy: "a@example.org" },
        { ...fresh, blueprintName: "x" },
        { ...fresh, name: "x".repeat(51) },
        { ...fresh, description: "x".repeat(1_001) },
        nameless,
        { name: "x" },
      ]) {
        expect((await post(estate, body)).status).toBe(400);
      }
    },
    "over a global limit, or without a required one, it is 400": async (estate) => {
      const { maxSpend: _spend, ...endless } = fresh;
      for (const body of [
        { ...fresh, maxSpend: 201 },
        { ...fresh, leaseDurationInHours: 337 },
        endless,
        { ...fresh, costReportGroup: "none" },
      ]) {
        expect((await post(estate, body)).status).toBe(400);
      }
    },
    "a duration need not be a whole number of hours": async (estate) => {
      expect((await post(estate, { ...fresh, leaseDurationInHours: 1.5 })).status).toBe(201);
    },
    "a blueprint must exist, and the server writes its name": async (estate) => {
      const unknown = await post(estate, { ...fresh, blueprintId: nowhere });
      expect([unknown.status, messageOf(unknown)]).toEqual([400, "Referenced blueprint not found."]);
      expect((await post(estate, { ...fresh, blueprintId: chatbot })).body.data).toMatchObject({
        blueprintName: "council-chatbot",
      });
    },
    "a single one is 404 when unknown, or PRIVATE for a plain User; its id need not be a uuid": async (estate) => {
      const path = `/leaseTemplates/${estate.template("private-lab").uuid}`;
      expect((await (await estate.user()).get(path)).status).toBe(404);
      expect((await (await estate.manager()).get(path)).status).toBe(200);
      expect((await (await estate.manager()).get("/leaseTemplates/not-a-uuid")).status).toBe(404);
    },
    "PUT replaces the whole and wants the author in the body": async (estate) => {
      const { uuid } = estate.template("data-lab");
      const manager = await estate.manager();
      expect((await manager.put(`/leaseTemplates/${uuid}`, fresh)).status).toBe(400);
      const reply = await manager.put(`/leaseTemplates/${uuid}`, { ...fresh, createdBy: "manager2@example.gov.uk" });
      expect(reply).toMatchObject({ status: 200, body: { data: { uuid, name: "new" } } });
      expect(reply.body.data).not.toHaveProperty("description");
    },
    "PUT of an unknown id is 404, of one that is no uuid 400 without a field": async (estate) => {
      const manager = await estate.manager();
      const body = { ...fresh, createdBy: "manager2@example.gov.uk" };
      expect((await manager.put(`/leaseTemplates/${nowhere}`, body)).status).toBe(404);
      const reply = await manager.put("/leaseTemplates/not-a-uuid", body);
      expect([reply.status, reply.body.data?.errors]).toEqual([400, [{ message: "Invalid Request." }]]);
    },
    "DELETE is 200 also when there was none, and asks about no lease": async (estate) => {
      const { id } = await leased(estate);
      const manager = await estate.manager();
      const gone = { status: 200, body: { status: "success", data: null } };
      expect(await manager.del(`/leaseTemplates/${estate.template("empty-sandbox").uuid}`)).toEqual(gone);
      expect(await manager.del(`/leaseTemplates/${nowhere}`)).toEqual(gone);
      expect((await readLease(estate, id)).status).toBe("Active");
    },
  }),
];
