import { BadInput, unknownSentence } from "../../input.ts";
import { ouIds } from "../constants.ts";
import type { AccountRecord, Lease, LeaseTemplate } from "../isb-shapes.ts";
import type { Random } from "../random.ts";
import { poolAccountId, poolName } from "../seed/organisation.ts";
import type { WorldState } from "../shapes.ts";
import { scenarioPeople } from "./people.ts";
import type { Scenario, ScenarioLeases } from "./shape.ts";

const hourMs = 3_600_000;
type Place = "Available" | "Quarantine" | "Active";

/** Makes the world that every estate begins with into the scenario's. `now`: world ms. */
export function applyScenario(
  state: WorldState,
  scenario: Scenario,
  { now, random }: { now: number; random: Random },
): void {
  placeAccounts(state, scenario, now);
  const people = scenarioPeople(scenario.people);
  let turn = 0;
  for (const leases of scenario.leases) {
    for (let each = 0; each < leases.count; each += 1) {
      const person = people[turn % people.length];
      if (!person) throw new BadInput(`The scenario ${scenario.name}: leases need people to hold them.`);
      turn += 1;
      state.isb.leases.push(leaseFor(state, leases, { userEmail: person.email, now, random }));
    }
  }
  const { maintenanceMode, ...limits } = scenario.configuration;
  const { configuration } = state.isb;
  configuration.maintenanceMode = maintenanceMode ?? configuration.maintenanceMode;
  Object.assign(configuration.leases, Object.fromEntries(Object.entries(limits).filter(([, value]) => value)));
  state.separator.mode = scenario.separator ?? state.separator.mode;
}

/** Moves accounts that nobody holds between Available and Quarantine, and makes those that are missing. */
function placeAccounts(state: WorldState, { accounts: wanted }: Scenario, now: number): void {
  const places: readonly Place[] = ["Available", "Quarantine"];
  const inOu = (place: Place) => state.isb.accounts.filter(({ status }) => status === place);
  const want = (place: Place) => wanted[place as "Available" | "Quarantine"] ?? inOu(place).length;
  const spare = places.flatMap((place) => inOu(place).slice(want(place)));
  for (const place of places) {
    for (let missing = want(place) - inOu(place).length; missing > 0; missing -= 1) {
      const account = spare.shift();
      if (account) move(state, account, place);
      else addAccount(state, place, now);
    }
  }
  // What nobody wants any more has left the pool.
  for (const account of spare) {
    move(state, account, "Exit");
    state.isb.accounts = state.isb.accounts.filter((each) => each !== account);
  }
}

function move({ organisation }: WorldState, record: AccountRecord, to: Place | "Exit"): void {
  const account = organisation.accounts.find(({ id }) => id === record.awsAccountId);
  if (account) account.parentId = ouIds[to];
  if (to !== "Exit") record.status = to;
}

function addAccount({ organisation, isb }: WorldState, place: Place, now: number): AccountRecord {
  const number = organisation.accounts.filter(({ name }) => name.startsWith("pool-")).length + 1;
  const [first, pattern] = [organisation.accounts.find(({ name }) => name === "pool-001"), isb.accounts[0]];
  if (!first || !pattern) throw new Error("the world has no first account");
  const [id, name] = [poolAccountId(number), poolName(number)];
  const email = first.email.replace("pool-001", name);
  organisation.accounts.push({ ...structuredClone(first), id, name, email, parentId: ouIds[place] });
  const record: AccountRecord = { ...structuredClone(pattern), awsAccountId: id, name, email, status: place };
  record.meta.lastEditTime = new Date(now).toISOString();
  isb.accounts.push(record);
  return record;
}

function leaseFor(
  state: WorldState,
  { template: name, state: status, hoursAgo }: ScenarioLeases,
  { userEmail, now, random }: { userEmail: string; now: number; random: Random },
): Lease {
  const { templates } = state.isb;
  const template = templates.find((each) => each.name === name);
  if (!template) {
    const known = templates.map((each: LeaseTemplate) => each.name);
    throw new BadInput(unknownSentence(name, "template", known));
  }
  const at = (ms: number) => new Date(ms).toISOString();
  const askedAt = now - hoursAgo * hourMs;
  const { maxSpend, budgetThresholds, leaseDurationInHours, durationThresholds, blueprintId, blueprintName } = template;
  const running = (): Partial<Lease> => ({
    awsAccountId: addAccount(state, "Active", now).awsAccountId,
    approvedBy: template.requiresApproval ? template.createdBy : "AUTO_APPROVED",
    startDate: at(askedAt),
    expirationDate: at(askedAt + (leaseDurationInHours ?? 24) * hourMs),
    lastCheckedDate: at(now),
    totalCostAccrued: Math.round(hoursAgo * 10) / 100,
  });
  return {
    userEmail,
    uuid: random.uuid(),
    status,
    originalLeaseTemplateUuid: template.uuid,
    originalLeaseTemplateName: template.name,
    createdBy: userEmail,
    ...{ maxSpend, budgetThresholds, leaseDurationInHours, durationThresholds, blueprintId, blueprintName },
    ...(status === "Active" ? running() : {}),
    meta: { schemaVersion: 3, createdTime: at(askedAt), lastEditTime: at(askedAt) },
  } as Lease;
}
