import { expect, test } from "vitest";
import { createManualClock } from "../../sim/clock.ts";
import { people } from "../../sim/people.ts";
import { lastMoment } from "../../sim/world/scenario/moment.ts";
import { readScenario, scenarioNames, scenarioOf } from "../../sim/world/scenario/read-scenario.ts";
import { ouName } from "../../sim/world/units.ts";
import { createWorld, type World } from "../../sim/world/world.ts";
import { startIsb } from "../sim-isb/estate.ts";

const worldOf = (name?: string): World =>
  createWorld({ clock: createManualClock(), ...(name ? { scenario: readScenario(name) } : {}) });
const standing = ({ state: { isb } }: World, place: string) =>
  isb.accounts.filter(({ status }) => status === place).length;

test("the scenarios that the documents name are there", () => {
  expect(scenarioNames()).toEqual(
    expect.arrayContaining(["quiet-monday", "hackathon-morning", "all-quarantined", "quota-used-up", "isb-down"]),
  );
});

test.each(scenarioNames())(
  "%s keeps what every world promises, and ISB believes of each account what is so",
  (name) => {
    const [world, plain] = [worldOf(name), worldOf()];
    const { organisation, isb, identity } = world.state;
    for (const { email, identityId } of people) {
      expect(world.people.some((person) => person.email === email)).toBe(true);
      if (identityId) expect(identity.users.some((user) => user.userId === identityId)).toBe(true);
    }
    expect(isb.templates).toEqual(plain.state.isb.templates);
    const named = (from: World) => from.state.organisation.accounts.map((account) => account.name);
    expect(named(world)).toEqual(expect.arrayContaining(named(plain)));
    expect(new Set(named(world)).size).toBe(organisation.accounts.length);
    for (const { awsAccountId, status } of isb.accounts) {
      const account = organisation.accounts.find(({ id }) => id === awsAccountId);
      expect(awsAccountId).toMatch(/^\d{12}$/);
      expect(ouName(organisation, account?.parentId ?? "")).toBe(status);
    }
    for (const lease of isb.leases.filter(({ status }) => status === "Active")) {
      const user = identity.users.find(({ email }) => email === lease.userEmail);
      const grants = identity.assignments.filter(({ accountId }) => accountId === lease.awsAccountId);
      expect(grants.some(({ principalId }) => principalId === user?.userId)).toBe(true);
    }
  },
);

test("on a hackathon's morning forty more people, six accounts, some at work and some who wait", () => {
  const world = worldOf("hackathon-morning");
  const own = world.state.isb.leases.filter(({ userEmail }) => userEmail.startsWith("person"));
  expect(world.people).toHaveLength(people.length + 40);
  expect(standing(world, "Available")).toBe(6);
  expect(own.filter(({ status }) => status === "Active")).toHaveLength(5);
  expect(own.filter(({ status }) => status === "PendingApproval")).toHaveLength(9);
  expect(new Set(own.map(({ userEmail }) => userEmail)).size).toBe(14);
  expect(world.state.isb.configuration.leases.maxLeasesPerUser).toBe(1);
});

test("with everything in quarantine a request finds no account", async () => {
  const estate = await startIsb();
  const user = await estate.user();
  expect(await estate.control("POST", "scenario", { name: "all-quarantined" })).toMatchObject({ ok: true });
  expect([standing(estate.world, "Available"), standing(estate.world, "Quarantine")]).toEqual([0, 7]);
  const reply = await user.post("/leases", { leaseTemplateUuid: estate.template("empty-sandbox").uuid });
  expect(reply.status).not.toBe(201);
  expect(estate.leasesOf("user1")).toEqual([]);
});

test("a scenario's troubles are on from its start and again after a reset", async () => {
  const estate = await startIsb();
  await estate.control("POST", "scenario", { name: "isb-down" });
  await estate.control("DELETE", "trouble");
  await estate.control("POST", "reset");
  expect(await estate.control("GET", "world")).toMatchObject({ scenario: "isb-down", troubles: ["isb-down"] });
  expect((await (await estate.user()).get("/leases")).status).toBe(503);
  expect(await estate.control("GET", "scenarios")).toMatchObject({ current: "isb-down" });
});

test("the same scenario and seed make the same world", () => {
  expect(worldOf("hackathon-morning").state).toEqual(worldOf("hackathon-morning").state);
});

test.each([
  ["2026-11-21T18:00:00Z", { day: "monday", at: "09:00" }, "2026-11-16T09:00:00Z"],
  ["2026-07-15T12:00:00Z", { day: "monday", at: "09:00" }, "2026-07-13T08:00:00Z"],
  ["2026-11-16T09:00:00Z", { day: "monday", at: "09:00" }, "2026-11-16T09:00:00Z"],
  ["2026-11-16T08:59:00Z", { day: "monday", at: "09:00" }, "2026-11-09T09:00:00Z"],
  ["2026-10-26T10:00:00Z", { day: "saturday", at: "09:30" }, "2026-10-24T08:30:00Z"],
] as const)("at %s the last %j in London was %s", (now, time, then) => {
  expect(new Date(lastMoment(time, Date.parse(now))).toISOString()).toBe(new Date(then).toISOString());
});

test.each([
  ["says: A world of a test.\npeple: 4", "peple is no key here. Did you mean people?"],
  ["says: A world of a test.\ntroubles: [isb-dwn]", "troubles.0: isb-dwn is no trouble. Did you mean isb-down?"],
  ["says: A world of a test.\ntime: { day: mnday, at: '09:00' }", "time.day: mnday is no day. Did you mean monday?"],
  ["says: A world of a test.\npeople: 1000", /people: /],
  ["- a list", /The scenario test: /],
])("a file of %j is refused in a sentence", (text, sentence) => {
  expect(() => scenarioOf("test", text)).toThrow(sentence);
});

test("a name that is not there is said with the nearest one", () => {
  expect(() => readScenario("hackaton-morning")).toThrow(
    "hackaton-morning is no scenario. Did you mean hackathon-morning?",
  );
});

test("a template that is not there is said with the nearest one", () => {
  const scenario = scenarioOf(
    "test",
    "says: A world of a test.\npeople: 1\nleases: [{ template: data-lib, state: Active }]",
  );
  expect(() => createWorld({ clock: createManualClock(), scenario })).toThrow("Did you mean data-lab?");
});
