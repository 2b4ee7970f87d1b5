import { expect, test } from "vitest";
import { createManualClock } from "../../sim/clock.ts";
import { people } from "../../sim/people.ts";
import { lastMoment, nextMoment } from "../../sim/world/scenario/moment.ts";
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
  expect(await estate.control("POST", "scenario", { name: "all-quarantined" })).toMatchObject({ ok: true });
  const user = await estate.user();
  expect([standing(estate.world, "Available"), standing(estate.world, "Quarantine")]).toEqual([0, 7]);
  const reply = await user.post("/leases", { leaseTemplateUuid: estate.template("empty-sandbox").uuid });
  expect(reply.status).toBe(409);
  expect(estate.leasesOf("user1")).toEqual([]);
});

test("a scenario that is begun in a world that runs begins at its own day and time, and so does each reset", async () => {
  const estate = await startIsb();
  const shown = () =>
    new Date(estate.clock.now()).toLocaleString("en-GB", {
      timeZone: "Europe/London",
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    });
  const before = estate.clock.now();
  const { note } = await estate.control("POST", "scenario", { name: "hackathon-morning" });
  expect(shown()).toBe("Saturday 09:30");
  expect(note).toBe("The bot's jobs go on. To begin them anew too: npm run estate -- scenario hackathon-morning");
  // Time never runs back, because the bot lives in it too.
  expect(estate.clock.now()).toBeGreaterThan(before);
  const [lease] = estate.world.state.isb.leases.filter(({ userEmail }) => userEmail.startsWith("person"));
  expect(Date.parse(lease?.meta.createdTime ?? "")).toBe(estate.clock.now() - 3_600_000);
  await estate.clock.advance(90 * 60_000);
  await estate.control("POST", "reset");
  expect(shown()).toBe("Saturday 09:30");
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
  ["2026-11-21T18:00:00Z", { day: "monday", at: "09:00" }, "2026-11-23T09:00:00Z"],
  ["2026-11-23T09:00:00Z", { day: "monday", at: "09:00" }, "2026-11-30T09:00:00Z"],
  ["2026-10-24T08:29:00Z", { day: "saturday", at: "09:30" }, "2026-10-24T08:30:00Z"],
  ["2026-10-24T08:30:00Z", { day: "saturday", at: "09:30" }, "2026-10-31T09:30:00Z"],
  ["2026-03-28T09:30:00Z", { day: "saturday", at: "09:30" }, "2026-04-04T08:30:00Z"],
] as const)("at %s the next %j in London is %s", (now, time, then) => {
  expect(new Date(nextMoment(time, Date.parse(now))).toISOString()).toBe(new Date(then).toISOString());
});

test("accounts past the ninety-ninth have ids of twelve digits too", () => {
  const accounts = "accounts: { Available: 60, Quarantine: 60 }";
  const { state } = createWorld({
    clock: createManualClock(),
    scenario: scenarioOf("test", `says: A world of a test.\n${accounts}`),
  });
  const ids = state.organisation.accounts.map(({ id }) => id);
  expect(ids.filter((id) => !/^\d{12}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(["100000000001", "100000000099", "100000000100"]));
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
