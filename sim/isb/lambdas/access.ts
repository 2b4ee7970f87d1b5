import { permissionSetArns } from "../../world/constants.ts";
import { findUser, grantAccess, groupNamesOf, revokeAccess } from "../../world/identity-center.ts";
import type { IdentityUser } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { refuse } from "../errors.ts";

const isbGroups: readonly string[] = ["ndx_IsbUsersGroup", "ndx_IsbManagersGroup", "ndx_IsbAdminsGroup"];

/** Somebody in Identity Center and in at least one ISB group: ISB v1.2.14 knows no other users. */
export function isbUser(world: World, email: string): IdentityUser | undefined {
  const user = findUser(world, email);
  return user && groupNamesOf(world, user.userId).some((name) => isbGroups.includes(name)) ? user : undefined;
}

/** A `grant-fails` fault makes Identity Center refuse: to ISB v1.2.14 that is a crash. */
function refuseGrantByFault(world: World, operation: "Lease" | "Registration"): void {
  if (world.faults.take("isb", ["grant-fails"], [operation])) throw new Error("Identity Center refused the assignment");
}

/** Gives a leaseholder the users' permission set on the leased account. */
export function grantUserAccess(world: World, { accountId, userId }: { accountId: string; userId: string }): void {
  refuseGrantByFault(world, "Lease");
  grantAccess(world, {
    accountId,
    permissionSetArn: permissionSetArns.ndx_IsbUsersPS,
    principalType: "USER",
    principalId: userId,
  });
}

/** Takes every user's direct access to an account away, whoever they are; a `revoke-fails` fault is a 429 in the middle. */
export function revokeUserAccess(world: World, accountId: string): void {
  if (world.faults.take("isb", ["revoke-fails"], ["Lease"])) {
    throw refuse(429, "Too many requests. Please try again later.");
  }
  revokeAccess(world, { accountId, principalType: "USER", permissionSetArn: permissionSetArns.ndx_IsbUsersPS });
}

/** ISB assigns its managers and admins groups to every account it registers. */
export function grantGroupAccess(world: World, accountId: string): void {
  refuseGrantByFault(world, "Registration");
  for (const [groupName, permissionSetArn] of [
    ["ndx_IsbManagersGroup", permissionSetArns.ndx_IsbManagersPS],
    ["ndx_IsbAdminsGroup", permissionSetArns.ndx_IsbAdminsPS],
  ] as const) {
    const group = world.state.identity.groups.find(({ displayName }) => displayName === groupName);
    if (!group) throw new Error(`${groupName} is not in Identity Center`);
    grantAccess(world, { accountId, permissionSetArn, principalType: "GROUP", principalId: group.groupId });
  }
}

/** Eject takes the groups' access away as well. */
export function revokeGroupAccess(world: World, accountId: string): void {
  revokeAccess(world, { accountId, principalType: "GROUP" });
}
