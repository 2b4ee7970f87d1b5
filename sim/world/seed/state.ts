import type { Person } from "../../people.ts";
import { accountIds, billingViewArn, eventsQueueName, jwtSecretName, permissionSetArns, region } from "../constants.ts";
import type { Delays } from "../delays.ts";
import type { Random } from "../random.ts";
import { applyScenario } from "../scenario/apply-scenario.ts";
import type { Scenario } from "../scenario/shape.ts";
import { scheduleName } from "../separator-names.ts";
import type { AccountAssignment, StackInstance, WorldState } from "../shapes.ts";
import { stackIdOf } from "../stack-id.ts";
import { seedIdentity } from "./identity.ts";
import { seedIsb } from "./isb.ts";
import { heldSince, quarantined, seedOrganisation } from "./organisation.ts";

/** The world as it stands when the estate starts, the same for the same seed but for its dates. */
export function seedState({
  people,
  now,
  random,
  delays,
  scenario,
}: {
  people: readonly Person[];
  now: number;
  random: Random;
  delays: Delays;
  scenario?: Scenario | undefined;
}): WorldState {
  // The secret comes first, so that it depends on the seed and on nothing else that is seeded.
  const secretValue = random.text(32);
  const organisation = seedOrganisation({ now });
  const state: WorldState = {
    organisation,
    separator: seedSeparator({ now, holdMs: delays.separatorHoldMs }),
    identity: seedIdentity({ people, now, random }),
    isb: seedIsb({ organisation, now, random }),
    secrets: [
      {
        name: jwtSecretName,
        arn: `arn:aws:secretsmanager:${region}:${accountIds.hub}:secret:${jwtSecretName}-${random.text(6)}`,
        versions: [{ versionId: random.uuid(), value: secretValue, stages: ["AWSCURRENT"], createdAt: now }],
      },
    ],
    sessions: [],
    queues: [seedEventsQueue({ now })],
    billingViews: [],
    consoles: [],
    events: [],
    timers: [],
  };
  if (scenario) applyScenario(state, scenario, { now, random });
  organisation.stackInstances = seedStackInstances(state);
  state.billingViews = [seedBillingView({ organisation, now })];
  state.identity.assignments = seedAssignments({ state, now, random });
  return state;
}

/** The queue that ISB's events come to. */
const seedEventsQueue = ({ now }: { now: number }): WorldState["queues"][number] => ({
  name: eventsQueueName,
  createdAt: now,
  visibilityTimeoutS: 30,
  // SQS: four days unless set otherwise.
  retentionS: 4 * 24 * 3600,
  messages: [],
});

/** Every account of the pool has had its stack for as long as it is there. */
const seedStackInstances = ({ organisation }: WorldState): StackInstance[] =>
  organisation.accounts
    .filter(({ name }) => name.startsWith("pool-"))
    .map(({ id, joinedAt }) => ({ accountId: id, stackId: stackIdOf(id), startsAt: joinedAt, currentAt: joinedAt }));

/** The view through which the pool's bill is read. It names every account of the pool. */
function seedBillingView({ organisation, now }: { organisation: WorldState["organisation"]; now: number }) {
  const createdAt = now - 120 * 24 * 3_600_000;
  return {
    arn: billingViewArn,
    name: "isb-pool",
    description: "Accounts of the Innovation Sandbox pool",
    accountIds: organisation.accounts.filter(({ name }) => name.startsWith("pool-")).map(({ id }) => id),
    createdAt,
    updatedAt: createdAt,
    healthyAt: createdAt,
  };
}

/** The separator holds, as at NDX, and has one schedule: pool-009's. */
function seedSeparator({ now, holdMs }: { now: number; holdMs: number }): WorldState["separator"] {
  const quarantinedAt = heldSince(now);
  const accountId = quarantined.held;
  const name = scheduleName({ accountId, quarantinedAt });
  return { mode: "hold", schedules: [{ name, accountId, quarantinedAt, releaseAt: quarantinedAt + holdMs }] };
}

/** Managers and admins reach every registered account through their groups; leaseholders of Active leases reach theirs. */
function seedAssignments({ state, now, random }: { state: WorldState; now: number; random: Random }) {
  const assignment = (
    from: Pick<AccountAssignment, "accountId" | "permissionSetArn" | "principalType" | "principalId">,
  ) => ({
    requestId: random.uuid(),
    createdAt: now,
    effectiveAt: now,
    ...from,
  });
  const groupId = (name: string) => state.identity.groups.find((group) => group.displayName === name)?.groupId ?? "";
  const viaGroups = state.isb.accounts.flatMap(({ awsAccountId: accountId }) => [
    assignment({
      accountId,
      permissionSetArn: permissionSetArns.ndx_IsbManagersPS,
      principalType: "GROUP",
      principalId: groupId("ndx_IsbManagersGroup"),
    }),
    assignment({
      accountId,
      permissionSetArn: permissionSetArns.ndx_IsbAdminsPS,
      principalType: "GROUP",
      principalId: groupId("ndx_IsbAdminsGroup"),
    }),
  ]);
  const viaLeases = state.isb.leases.flatMap(({ status, awsAccountId, userEmail }) => {
    const user = state.identity.users.find(({ email }) => email === userEmail);
    if (status !== "Active" || !awsAccountId || !user) return [];
    return assignment({
      accountId: awsAccountId,
      permissionSetArn: permissionSetArns.ndx_IsbUsersPS,
      principalType: "USER",
      principalId: user.userId,
    });
  });
  return [...viaGroups, ...viaLeases];
}
