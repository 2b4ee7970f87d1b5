import type { IdentityCenter } from "../clients/identity-center/identity-center.ts";
import { createRemembered } from "../clients/identity-center/remembered.ts";
import type { Clock } from "../domain/clock.ts";
import { sameEmail } from "../domain/email.ts";
import type { IdentityUser } from "../domain/person.ts";
import type { Role } from "../domain/role.ts";
import { askingIdentityCenter } from "./identity-of.ts";

export interface Approver {
  identityId: string;
  name: string;
  email: string;
}

export interface Approvers {
  /** Everybody who may review a request of the person with this email, by name: managers and admins, never that person. */
  besides(email: string): Promise<readonly Approver[]>;
  /** Everybody in any of the groups that give a role, by name. */
  everybody(): Promise<readonly Approver[]>;
}

const unique = (users: readonly IdentityUser[]): Approver[] =>
  [...new Map(users.map((user) => [user.id, user])).values()]
    .map(({ id, displayName, email }) => ({ identityId: id, name: displayName, email }))
    .sort((one, other) => one.name.localeCompare(other.name, "en"));

/** Who is in the role groups; members are remembered for `cacheMs` of world time. */
export const createApprovers = ({
  identityCenter,
  groups,
  clock,
  cacheMs,
}: {
  identityCenter: IdentityCenter;
  groups: Readonly<Record<Role, readonly string[]>>;
  clock: Clock;
  cacheMs: number;
}): Approvers => {
  const remembered = createRemembered<readonly IdentityUser[]>({ clock, forMs: cacheMs });
  const members = async (names: readonly string[]): Promise<Approver[]> => {
    const lists = await Promise.all(
      [...new Set(names)].map((name) => remembered(name, () => askingIdentityCenter(identityCenter.membersOf(name)))),
    );
    return unique(lists.flat());
  };
  return {
    besides: async (email) =>
      (await members([...groups.manager, ...groups.admin])).filter((approver) => !sameEmail(approver.email, email)),
    everybody: () => members([...groups.user, ...groups.manager, ...groups.admin]),
  };
};
