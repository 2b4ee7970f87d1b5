import { expect, test } from "vitest";
import { faultCatalogue } from "../../sim/world/fault-catalogue.ts";
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
  ["chaos", { rate: 2 }, /^rate: /],
  ["chaos", {}, /^rate: /],
])("POST %s with %j is refused in a sentence", async (path, body, sentence) => {
  const { control, world } = await startIsb();
  const { ok, error } = (await control("POST", path, body)) as { ok: boolean; error: string };
  expect(ok).toBe(false);
  expect(error).toMatch(sentence);
  expect(world.faults.list()).toEqual([]);
});
