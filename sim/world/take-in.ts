import type { Person } from "../people.ts";
import { findUser } from "./identity-center.ts";
import { identityUser } from "./seed/identity.ts";
import type { World } from "./world.ts";

/**
 * Puts people into Identity Center and into their groups where they are not there yet: a world that was kept may be older
 * than they are, or than their being admins. Nobody is taken out of a group.
 */
export function takeIn(world: World, people: readonly Person[]): void {
  const { identity } = world.state;
  for (const { identityId, ...person } of people) {
    if (identityId === undefined) continue;
    const user = findUser(world, person.email) ?? identityUser({ ...person, identityId });
    if (!identity.users.includes(user)) identity.users.push(user);
    const held = identity.memberships.filter(({ userId }) => userId === user.userId).map(({ groupId }) => groupId);
    const missing = identity.groups.filter(
      ({ groupId, displayName }) => person.groups.includes(displayName) && !held.includes(groupId),
    );
    for (const { groupId } of missing)
      identity.memberships.push({ membershipId: world.random.uuid(), groupId, userId: user.userId });
  }
}
