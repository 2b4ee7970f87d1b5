import { expect, test } from "vitest";
import { createManualClock } from "../../sim/clock.ts";
import { bearable, type Chaos } from "../../sim/world/chaos.ts";
import { type FaultService, faultCatalogue } from "../../sim/world/fault-catalogue.ts";
import { createFaults } from "../../sim/world/faults.ts";
import { createWorld } from "../../sim/world/world.ts";
import { startIsb } from "../sim-isb/estate.ts";

const met = (chaos: Chaos, calls: readonly (readonly [FaultService, string])[]) => {
  const faults = createFaults();
  faults.setChaos(chaos);
  return calls.map(
    ([service, name]) => faults.take(service, Object.keys(faultCatalogue[service]), [name])?.kind ?? "-",
  );
};
const calls = Array.from({ length: 400 }, (_, index) => ["isb", index % 2 ? "GET /leases" : "POST /leases"] as const);

test("the same seed and calls meet the same faults, another seed others", () => {
  const first = met({ rate: 0.2, seed: 1 }, calls);
  expect(met({ rate: 0.2, seed: 1 }, calls)).toEqual(first);
  expect(met({ rate: 0.2, seed: 2 }, calls)).not.toEqual(first);
});

test("what a call meets does not depend on calls of other names between", () => {
  const alone = calls.filter(([, name]) => name === "GET /leases");
  const among = met({ rate: 0.2, seed: 1 }, calls).filter((_, index) => index % 2);
  expect(met({ rate: 0.2, seed: 1 }, alone)).toEqual(among);
});

test("about as many meet one as the rate says, of all bearable kinds and no others", () => {
  const faults = met({ rate: 0.25, seed: 5 }, calls).filter((kind) => kind !== "-");
  expect(faults.length).toBeGreaterThan(60);
  expect(faults.length).toBeLessThan(140);
  expect(new Set(faults)).toEqual(new Set(bearable.isb));
  const harsh = met({ rate: 0.9, seed: 5, harsh: true }, calls);
  expect(new Set(harsh.filter((kind) => kind !== "-"))).toEqual(new Set(Object.keys(faultCatalogue.isb)));
});

test("every bearable kind is one of its service's", () => {
  for (const [service, kinds] of Object.entries(bearable)) {
    expect(Object.keys(faultCatalogue[service as FaultService])).toEqual(expect.arrayContaining([...kinds]));
  }
});

test("chaos befalls only the services that are named, is always shown, and ends", async () => {
  const { control, user } = await startIsb();
  const caller = await user();
  const chaos = { rate: 1, seed: 3, services: ["slack"] };
  expect(await control("POST", "chaos", chaos)).toEqual({ ok: true, chaos });
  expect(await control("GET", "fault")).toMatchObject({ chaos });
  expect(await control("GET", "world")).toMatchObject({ chaos });
  expect((await caller.get("/configurations")).status).toBe(200);
  expect(await control("POST", "chaos", { rate: 0 })).toEqual({ ok: true, chaos: null });
});

test("chance that was kept goes on where it was", () => {
  const faults = createFaults();
  faults.setChaos({ rate: 0.2, seed: 1 });
  const meets = (of: typeof faults) =>
    calls.slice(0, 200).map(([service, name]) => of.take(service, bearable.isb, [name])?.kind ?? "-");
  meets(faults);
  const again = createFaults();
  again.restore(JSON.parse(JSON.stringify(faults.keep())));
  expect(meets(again)).toEqual(meets(faults));
});

test("the chaos of the start is on again after a reset, with the dice thrown anew, and in a world that was kept", () => {
  const chaos = { rate: 0.2, seed: 1 };
  const clock = createManualClock();
  const world = createWorld({ clock, chaos, seed: 7 });
  world.faults.setChaos(undefined);
  world.reset();
  expect(world.faults.keep()).toMatchObject({ chaos, rolled: {} });
  const again = createWorld({ clock, kept: structuredClone(world.keep()) });
  again.reset();
  expect(again.faults.chaos).toEqual(chaos);
  expect(again.state).toEqual(world.state);
  const without = createWorld({ clock, kept: structuredClone(world.keep()), chaos: null });
  expect(without.faults.chaos).toBeUndefined();
  without.reset();
  expect(without.faults.chaos).toBeUndefined();
});

test("an order comes before the dice", () => {
  const faults = createFaults();
  faults.setChaos({ rate: 0, seed: 1 });
  faults.order({ service: "isb", kind: "waf-403" });
  expect(faults.take("isb", ["waf-403"], ["GET /leases"])?.kind).toBe("waf-403");
  expect(faults.take("isb", ["waf-403"], ["GET /leases"])).toBeUndefined();
});
