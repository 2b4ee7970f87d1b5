import { expect, test } from "vitest";
import { services } from "../../sim/aws/services.ts";
import { routeNames } from "../../sim/isb/routes.ts";
import { createMethods } from "../../sim/slack/web-api/methods.ts";
import { type FaultService, faultCatalogue } from "../../sim/world/fault-catalogue.ts";
import { awsOperations, isbRoutes, operationsFor, slackMethods } from "../../sim/world/fault-operations.ts";
import { createFaults } from "../../sim/world/faults.ts";
import { type TroubleName, troubleNames, troubles } from "../../sim/world/troubles.ts";
import { startIsb } from "../sim-isb/estate.ts";

interface Shown {
  troubles: { name: TroubleName; on: boolean; says: string; toClear: string }[];
}
type Control = Awaited<ReturnType<typeof startIsb>>["control"];
const on = async (control: Control) =>
  ((await control("GET", "trouble")) as unknown as Shown).troubles.filter((each) => each.on).map(({ name }) => name);

test.each(troubleNames)("%s is of kinds that its services know, and says how it goes away", (name) => {
  const { faults, says, toClear } = troubles[name];
  for (const { service, kind } of faults) expect(Object.keys(faultCatalogue[service])).toContain(kind);
  expect(says).toMatch(/\.$/);
  expect(toClear).toMatch(/\.$/);
});

test("every trouble is on until it is cleared, but for the one that just happens", async () => {
  const { control } = await startIsb();
  for (const name of troubleNames) {
    expect(await control("POST", "trouble", { name })).toMatchObject({ ok: true, toClear: troubles[name].toClear });
    expect(await on(control)).toEqual(name === "secret-rotated" ? [] : [name]);
    await control("DELETE", "trouble", { name });
    expect(await on(control)).toEqual([]);
  }
});

test("with ISB down every call meets it; when all is cleared none does", async () => {
  const { control, user } = await startIsb();
  await control("POST", "trouble", { name: "isb-down" });
  await control("POST", "trouble", { name: "maintenance" });
  const caller = await user();
  for (let call = 0; call < 3; call += 1) expect((await caller.get("/leases")).status).toBe(503);
  expect((await control("GET", "world")).troubles).toEqual(["isb-down", "maintenance"]);
  await control("DELETE", "fault");
  expect((await caller.get("/configurations")).status).toBe(200);
  expect(await on(control)).toEqual([]);
});

test("a trouble for a while ends by itself", () => {
  let now = 0;
  const faults = createFaults({ realNow: () => now });
  faults.order({ service: "isb", kind: "503", trouble: "isb-down", forMs: 1_000 });
  expect(faults.take("isb", ["503"], ["GET /leases"])).toBeDefined();
  now = 1_001;
  expect(faults.take("isb", ["503"], ["GET /leases"])).toBeUndefined();
});

test.each([
  ["trouble", { name: "isb-dwn" }, "name: isb-dwn is no trouble. Did you mean isb-down?"],
  ["trouble", { name: "maintenance", forMs: 5 }, "maintenance does not end by itself: leave forMs out."],
  ["fault", { service: "isb", kind: "504" }, "kind: 504 is no trouble of isb. Did you mean 504-then-done?"],
  ["fault", { service: "izb", kind: "503" }, "service: izb is no service. Did you mean isb?"],
  ["fault", { service: "isb", kind: "503", times: -1 }, "times: wants a number above 0, not -1."],
  [
    "fault",
    { service: "isb", kind: "503", operation: "GET /leesses" },
    /^operation: GET \/leesses is no operation of isb that 503 meets\. Did you mean GET \/leases\?$/,
  ],
  ["fault", { service: "isb", kind: "cleanup-fails", operation: "Clean" }, "Did you mean Cleanup? There is Cleanup."],
  ["fault", { service: "sts", kind: "down", operation: "AssumRole" }, "Did you mean AssumeRole?"],
  ["fault", { service: "slack", kind: "429", operation: "chat.updat" }, "Did you mean chat.update?"],
  ["fault", { service: "events", kind: "lost", operation: "LeaseAproved" }, "Did you mean LeaseApproved?"],
  ["chaos", { rate: 2 }, "rate: wants a number of at most 1, not 2."],
  ["chaos", {}, "rate: is missing: a number."],
])("POST %s with %j is refused in a sentence", async (path, body, sentence) => {
  const { control, world } = await startIsb();
  const { ok, error } = (await control("POST", path, body)) as { ok: boolean; error: string };
  expect(ok).toBe(false);
  expect(error).toMatch(sentence);
  expect(world.faults.list()).toEqual([]);
});

test.each([
  { service: "isb", kind: "503", operation: "GET /leases/{leaseId}" },
  { service: "isb", kind: "503", operation: "POST /leases/abc%3D/review" },
  { service: "slack", kind: "delivery-lost", operation: "/isb" },
  { service: "separator", kind: "deaf", operation: "MoveAccount" },
])("%j is an operation that trouble can meet", async (order) => {
  const { control, world } = await startIsb();
  expect(await control("POST", "fault", order)).toEqual({ ok: true });
  expect(world.faults.list()).toHaveLength(1);
});

test("the operations that trouble can meet are those that the parts have", () => {
  const sorted = (names: readonly string[]) => [...names].sort();
  for (const [name, { operations }] of Object.entries(services))
    expect(sorted(awsOperations[name as keyof typeof services])).toEqual(sorted(Object.keys(operations)));
  expect(sorted(slackMethods)).toEqual(sorted(Object.keys(createMethods(undefined))));
  const gateway = isbRoutes.filter((route) => !route.includes(" /auth/"));
  expect(sorted(gateway)).toEqual(sorted(routeNames));
  for (const service of Object.keys(faultCatalogue) as FaultService[])
    for (const kind of Object.keys(faultCatalogue[service]))
      if (!kind.startsWith("delivery-")) expect(operationsFor(service, kind), `${service} ${kind}`).not.toBeUndefined();
});
