import { expect } from "vitest";
import type { Estate } from "../estate.ts";
import { facts, messageOf } from "./fact.ts";

const chatbot = "44444444-0000-4000-8000-000000000001";
const nowhere = "99999999-0000-4000-8000-000000000001";
const stackSetOf = (estate: Estate, name: string) =>
  estate.world.state.isb.stackSets.find(({ stackSetName }) => stackSetName === name)?.stackSetId ?? "";
const register = async (estate: Estate, more: object = {}) =>
  (await estate.admin()).post("/blueprints", {
    name: "forms",
    stackSetId: stackSetOf(estate, "form-builder"),
    regions: ["us-west-2"],
    ...more,
  });

export const blueprints = [
  ...facts("8 blueprints", {
    "the list wraps each, leaves the arrays empty and shows the table's keys": async (estate) => {
      const { body } = await (await estate.manager()).get("/blueprints");
      expect(body.data?.blueprints).toEqual([
        {
          blueprint: expect.objectContaining({ PK: `bp#${chatbot}`, SK: "blueprint", name: "council-chatbot" }),
          stackSets: [],
          recentDeployments: [],
        },
      ]);
    },
    "a single one has its StackSet": async (estate) => {
      const { body } = await (await estate.manager()).get(`/blueprints/${chatbot}`);
      expect(body.data).toMatchObject({
        blueprint: { blueprintId: chatbot },
        stackSets: [{ stackSetId: stackSetOf(estate, "council-chatbot"), regions: ["us-west-2"] }],
      });
    },
    "an id that is no uuid is 400, an unknown one 404": async (estate) => {
      const manager = await estate.manager();
      expect([
        (await manager.get("/blueprints/x")).status,
        (await manager.get(`/blueprints/${nowhere}`)).status,
      ]).toEqual([400, 404]);
    },
    "registering is 201, with a time-out of 30 minutes unless it says otherwise": async (estate) => {
      expect(await register(estate)).toMatchObject({
        status: 201,
        body: { data: { name: "forms", deploymentTimeoutMinutes: 30 } },
      });
    },
    "a wrong name, no region, an eleventh tag and a time-out outside 5 to 480 are 400": async (estate) => {
      const tags = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`tag${at}`, "x"]));
      for (const wrong of [
        { name: "1st" },
        { name: `a${"b".repeat(50)}` },
        { regions: [] },
        { tags },
        { deploymentTimeoutMinutes: 4 },
        { deploymentTimeoutMinutes: 481 },
      ]) {
        expect((await register(estate, wrong)).status).toBe(400);
      }
    },
    "a StackSet AWS manages is 400, an unknown one 500": async (estate) => {
      const managed = await register(estate, { stackSetId: stackSetOf(estate, "baseline-guardrails") });
      expect([managed.status, (await register(estate, { stackSetId: "nothing" })).status]).toEqual([400, 500]);
    },
    "PUT changes name, tags, time-out and concurrency, not the StackSet": async (estate) => {
      const admin = await estate.admin();
      const changed = await admin.put(`/blueprints/${chatbot}`, {
        deploymentTimeoutMinutes: 45,
        maxConcurrentPercentage: 50,
      });
      expect(changed).toMatchObject({
        status: 200,
        body: { data: { blueprint: { deploymentTimeoutMinutes: 45 }, stackSets: [{ maxConcurrentPercentage: 50 }] } },
      });
      expect((await admin.put(`/blueprints/${chatbot}`, { stackSetId: "x" })).status).toBe(400);
    },
    "DELETE is 409 while a template uses it, then 200": async (estate) => {
      const admin = await estate.admin();
      const used = await admin.del(`/blueprints/${chatbot}`);
      expect([used.status, messageOf(used)]).toEqual([409, expect.stringContaining("in use")]);
      estate.template("council-chatbot").blueprintId = null;
      expect((await admin.del(`/blueprints/${chatbot}`)).status).toBe(200);
      expect((await admin.get(`/blueprints/${chatbot}`)).status).toBe(404);
    },
    "the candidates are the hub's StackSets, those AWS manages among them": async (estate) => {
      const { body } = await (await estate.manager()).get("/blueprints/stacksets");
      expect(body.data?.result?.map(({ permissionModel }) => permissionModel).sort()).toEqual([
        "SELF_MANAGED",
        "SELF_MANAGED",
        "SERVICE_MANAGED",
      ]);
    },
  }),
];
