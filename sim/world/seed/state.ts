import type { Person } from "../../people.ts";
import { accountIds, jwtSecretName, permissionSetArns, region } from "../constants.ts";
import type { Random } from "../random.ts";
import { applyScenario } from "../scenario/apply-scenario.ts";
import type { Scenario } from "../scenario/shape.ts";
import { holdMs, scheduleName } from "../separator-names.ts";
import type { AccountAssignment, WorldState } from "../shapes.ts";
import { seedIdentity } from "./identity.ts";
import { seedIsb } from "./isb.ts";
import { heldSince, quarantined, seedOrganisation } from "./organisation.ts";

/** The world as it stands when the estate starts, the same for the same seed but for its dates. */
export function seedState({
  people,
  now,
  random,
  scenario,
}: {
  people: readonly Person[];
  now: number;
  random: Random;
  scenario?: Scenario | undefined;
}): WorldState {
  // The secret comes first, so that it depends on the seed and on nothing else that is seeded.
  const secretValue = random.text(32);
  const organisation = seedOrganisation({ now });
  const state: WorldState = {
    organisation,
    separator: seedSeparator({ now }),
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
    events: [],
    timers: [],
  };
  if (scenario) applyScenario(state, scenario, { now, random });
  state.identity.assignments = seedAssignments({ state, now, random });
  return state;
}

/** The separator holds, as at NDX, and has one schedule: pool-009's. */
function seedSeparator({ now }: { now: number }): WorldState["separator"] {
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
