import { groups as groupNames, type Person } from "../../people.ts";
import { permissionSetArns } from "../constants.ts";
import type { Random } from "../random.ts";
import type { IdentityUser, WorldState } from "../shapes.ts";

/** Somebody as they stand in Identity Center. */
export function identityUser({ identityId, email, name }: Person & { identityId: string }): IdentityUser {
  const [givenName = name, ...rest] = name.split(" ");
  return {
    userId: identityId,
    userName: email,
    email,
    displayName: name,
    givenName,
    familyName: rest.join(" ") || givenName,
    enabled: true,
  };
}

/** People with an identity id are in Identity Center, each in the groups named beside them. */
export function seedIdentity({
  people,
  now,
  random,
}: {
  people: readonly Person[];
  now: number;
  random: Random;
}): WorldState["identity"] {
  const groups = Object.values(groupNames).map((displayName, index) => ({
    groupId: `22222222-0000-4000-8000-00000000000${index + 1}`,
    displayName,
    description: `Members of ${displayName}`,
  }));
  const known = people.flatMap((person) => (person.identityId ? [{ ...person, identityId: person.identityId }] : []));
  return {
    groups,
    users: known.map(identityUser),
    memberships: known.flatMap((person) =>
      groups
        .filter((group) => person.groups.includes(group.displayName))
        .map((group) => ({ membershipId: random.uuid(), groupId: group.groupId, userId: person.identityId })),
    ),
    permissionSets: Object.entries(permissionSetArns).map(([name, arn]) => ({
      name,
      arn,
      description: `Innovation Sandbox ${name}`,
      createdAt: now - 200 * 24 * 3_600_000,
    })),
    assignments: [],
    assignmentRequests: [],
    portalTokens: {},
    deviceClients: [],
    deviceSignIns: [],
  };
}
