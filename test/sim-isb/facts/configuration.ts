import { expect } from "vitest";
import { minutes } from "../estate.ts";
import { facts } from "./fact.ts";
import { leased } from "./lease.ts";

export const configuration = [
  ...facts("7 configuration and maintenance mode", {
    "GET shows limits, cleanup, groups and addresses; no sender and no identity provider": async (estate) => {
      const { body } = await (await estate.user()).get("/configurations");
      expect(Object.keys(body.data ?? {}).sort()).toEqual([
        "auth",
        "cleanup",
        "costReportGroups",
        "isbManagedRegions",
        "leases",
        "maintenanceMode",
        "requireCostReportGroup",
        "termsOfService",
      ]);
    },
    "maintenance refuses whoever is no Admin, but for the configuration": async (estate) => {
      await estate.control("POST", "config", { maintenanceMode: true });
      const [user, manager, admin] = [await estate.user(), await estate.manager(), await estate.admin()];
      expect([
        (await user.get("/leaseTemplates")).status,
        (await manager.get("/leases")).status,
        (await admin.get("/leases")).status,
        (await user.get("/configurations")).status,
      ]).toEqual([403, 403, 200, 200]);
    },
    "an Admin can still make leases in maintenance": async (estate) => {
      await estate.control("POST", "config", { maintenanceMode: true });
      expect((await leased(estate, { caller: await estate.admin() })).reply.status).toBe(201);
    },
    "the authoriser's memory delays maintenance for a token and a path": async (estate) => {
      const user = await estate.user();
      await user.get("/leaseTemplates");
      await estate.control("POST", "config", { maintenanceMode: true });
      expect((await user.get("/leaseTemplates")).status).toBe(200);
      await estate.clock.advance(minutes(5));
      expect((await user.get("/leaseTemplates")).status).toBe(403);
    },
    "limits hold for templates and for changed leases": async (estate) => {
      await estate.control("POST", "config", { maxBudget: 10 });
      const { id } = await leased(estate);
      const manager = await estate.manager();
      const template = { name: "x", requiresApproval: false, maxSpend: 11, leaseDurationInHours: 1 };
      expect((await manager.post("/leaseTemplates", template)).status).toBe(400);
      expect((await manager.patch(`/leases/${id}`, { maxSpend: 11 })).status).toBe(400);
    },
  }),
  ...facts(
    "7 configuration and maintenance mode",
    {
      "a change in AppConfig shows only after the poll of 10 minutes": async (estate) => {
        const admin = await estate.admin();
        const limit = async () => JSON.stringify((await admin.get("/configurations")).body.data?.leases);
        expect(await limit()).toContain('"maxBudget":200');
        await estate.control("POST", "config", { maxBudget: 10 });
        expect(await limit()).toContain('"maxBudget":200');
        await estate.clock.advance(minutes(10));
        expect(await limit()).toContain('"maxBudget":10,');
      },
    },
    { delays: { configurationPollMs: minutes(10) } },
  ),
];
