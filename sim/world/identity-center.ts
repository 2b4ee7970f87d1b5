import { remember } from "./remember.ts";
import type { AccountAssignment, AssignmentRequest, IdentityUser } from "./shapes.ts";
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

export type Grant = Pick<AccountAssignment, "accountId" | "permissionSetArn" | "principalType" | "principalId">;

/** Whether two mean the same assignment. */
export const sameGrant = (a: Grant, b: Grant): boolean =>
  a.accountId === b.accountId && a.permissionSetArn === b.permissionSetArn && a.principalId === b.principalId;

function noteRequest(world: World, request: Omit<AssignmentRequest, "requestId" | "createdAt">): AssignmentRequest {
  const { identity } = world.state;
  const noted = { ...request, requestId: world.random.uuid(), createdAt: world.clock.now() };
  remember(identity.assignmentRequests, noted, "assignmentRequests");
  return noted;
}

/** Assigns a permission set; one that is there stays as it is. It can be seen and used only after the world's `accessGrantMs`. */
export function grantAccess(world: World, grant: Grant): AssignmentRequest {
  const { identity } = world.state;
  const createdAt = world.clock.now();
  const there = effectiveAssignments(world).find((assignment) => sameGrant(assignment, grant));
  // Given again while it was being taken away.
  if (there) delete there.endsAt;
  const coming = identity.assignments.some((each) => sameGrant(each, grant) && each.effectiveAt > createdAt);
  const effectiveAt = createdAt + (there ? 0 : world.delays.accessGrantMs);
  const request = noteRequest(world, { kind: "creation", grant, endsAt: effectiveAt });
  if (!there && !coming) identity.assignments.push({ ...grant, requestId: request.requestId, createdAt, effectiveAt });
  return request;
}

/** A request to assign that will have failed in the end. */
export function failGrant(world: World, grant: Grant, failureReason: string): AssignmentRequest {
  const endsAt = world.clock.now() + world.delays.accessGrantMs;
  return noteRequest(world, { kind: "creation", grant, endsAt, failureReason });
}

/** Takes one assignment away, which takes as long as giving it; of one that is not there the request fails in the end. */
export function endAccess(world: World, grant: Grant): AssignmentRequest {
  const held = effectiveAssignments(world).find((assignment) => sameGrant(assignment, grant));
  const endsAt = world.clock.now() + world.delays.accessGrantMs;
  if (held) held.endsAt = endsAt;
  const failureReason = held ? {} : { failureReason: "Received a 404 status error: The assignment does not exist." };
  return noteRequest(world, { kind: "deletion", grant, endsAt, ...failureReason });
}

/** A request on the same assignment that has not ended. */
export function requestUnderWay(world: World, grant: Grant): AssignmentRequest | undefined {
  const now = world.clock.now();
  return world.state.identity.assignmentRequests.find((each) => each.endsAt > now && sameGrant(each.grant, grant));
}

/** Removes assignments on an account: of one principal, or of all users, or of everybody. */
export function revokeAccess(world: World, from: Partial<Grant> & Pick<Grant, "accountId">): void {
  const wanted = Object.entries(from) as [keyof Grant, string][];
  const { identity } = world.state;
  identity.assignments = identity.assignments.filter(
    (assignment) => !wanted.every(([key, value]) => assignment[key] === value),
  );
}

/** The assignments that work by now; those that have ended are forgotten. */
export function effectiveAssignments(world: World): AccountAssignment[] {
  const now = world.clock.now();
  const { identity } = world.state;
  if (identity.assignments.some(({ endsAt }) => endsAt !== undefined && endsAt <= now))
    identity.assignments = identity.assignments.filter(({ endsAt }) => endsAt === undefined || endsAt > now);
  return identity.assignments.filter(({ effectiveAt }) => effectiveAt <= now);
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
