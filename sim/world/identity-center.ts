import type { AccountAssignment, IdentityUser } from "./shapes.ts";
import type { World } from "./world.ts";

/** Finds a user by user name or primary email, letter case aside, as Identity Center compares them. */
export function findUser(world: World, emailOrUserName: string): IdentityUser | undefined {
  const wanted = emailOrUserName.toLowerCase();
  return world.state.identity.users.find(
    (user) => user.userName.toLowerCase() === wanted || user.email.toLowerCase() === wanted,
  );
}

/** Display names of the groups a user is in. */
export function groupNamesOf(world: World, userId: string): string[] {
  const { memberships, groups } = world.state.identity;
  const groupIds = memberships.filter((membership) => membership.userId === userId).map(({ groupId }) => groupId);
  return groups.filter(({ groupId }) => groupIds.includes(groupId)).map(({ displayName }) => displayName);
}

type Grant = Pick<AccountAssignment, "accountId" | "permissionSetArn" | "principalType" | "principalId">;

const same = (a: Grant, b: Grant) =>
  a.accountId === b.accountId && a.permissionSetArn === b.permissionSetArn && a.principalId === b.principalId;

/** Assigns a permission set. It can be seen and used only after the world's `accessGrantMs`. */
export function grantAccess(world: World, grant: Grant): void {
  const { assignments } = world.state.identity;
  if (assignments.some((assignment) => same(assignment, grant))) return;
  const createdAt = world.clock.now();
  assignments.push({
    ...grant,
    requestId: world.random.uuid(),
    createdAt,
    effectiveAt: createdAt + world.delays.accessGrantMs,
  });
}

/** Removes assignments on an account: of one principal, or of all users, or of everybody. */
export function revokeAccess(world: World, from: Partial<Grant> & Pick<Grant, "accountId">): void {
  const wanted = Object.entries(from) as [keyof Grant, string][];
  const { identity } = world.state;
  identity.assignments = identity.assignments.filter(
    (assignment) => !wanted.every(([key, value]) => assignment[key] === value),
  );
}

/** The assignments that work by now. */
export function effectiveAssignments(world: World): AccountAssignment[] {
  const now = world.clock.now();
  return world.state.identity.assignments.filter(({ effectiveAt }) => effectiveAt <= now);
}

/** Accounts and permission set names a user reaches, directly or through groups. */
export function accessOf(world: World, userId: string): { accountId: string; roleName: string }[] {
  const { memberships, permissionSets } = world.state.identity;
  const groupIds = memberships.filter((membership) => membership.userId === userId).map(({ groupId }) => groupId);
  return effectiveAssignments(world)
    .filter(({ principalId }) => principalId === userId || groupIds.includes(principalId))
    .flatMap(({ accountId, permissionSetArn }) => {
      const roleName = permissionSets.find(({ arn }) => arn === permissionSetArn)?.name;
      return roleName ? [{ accountId, roleName }] : [];
    });
}
