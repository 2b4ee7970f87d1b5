import { identityStoreId } from "../../world/constants.ts";
import type { IdentityGroup, IdentityUser, Membership } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { text } from "../input.ts";
import type { Input, Operation } from "../operation.ts";
import { pageAs } from "../paging.ts";

type Kind = "USER" | "GROUP" | "GROUP_MEMBERSHIP" | "IDENTITY_STORE";

/** `id` where one was asked for: a name is no id, and is not told. */
export const notFound = (world: World, kind: Kind, id?: string): AwsError =>
  new AwsError("ResourceNotFoundException", `${kind} not found.`, {
    ResourceType: kind,
    ...(id === undefined ? {} : { ResourceId: id }),
    RequestId: world.wireRandom.uuid(),
  });

export const conflict = (world: World, message: string): AwsError =>
  new AwsError("ConflictException", message, {
    Reason: "UNIQUENESS_CONSTRAINT_VIOLATION",
    RequestId: world.wireRandom.uuid(),
  });

export const unsupported = (message: string): AwsError => new AwsError("ValidationException", message);

/** Ids may come alone or at the end of an ARN. */
export const bareId = (given: string): string => given.split("/").at(-1) ?? given;

/** Every operation names the store it means. */
export const inStore =
  (run: Operation): Operation =>
  (context) => {
    const id = bareId(text(context.input, "IdentityStoreId"));
    if (id !== identityStoreId) throw notFound(context.world, "IDENTITY_STORE");
    return run(context);
  };

export function userOf(world: World, input: Input, member = "UserId"): IdentityUser {
  const wanted = bareId(text(input, member));
  const user = world.state.identity.users.find(({ userId }) => userId === wanted);
  if (!user) throw notFound(world, "USER", wanted);
  return user;
}

export function groupOf(world: World, given: string): IdentityGroup {
  const wanted = bareId(given);
  const group = world.state.identity.groups.find(({ groupId }) => groupId === wanted);
  if (!group) throw notFound(world, "GROUP", wanted);
  return group;
}

/** What every resource carries: the store, its ARN, and a revision that a caller may insist on. */
const common = (kind: "user" | "group" | "membership", id: string) => ({
  arn: `arn:aws:identitystore:::${kind}/${id}`,
  revision: "1",
});

export const userView = (user: IdentityUser) => ({
  IdentityStoreId: identityStoreId,
  UserId: user.userId,
  UserArn: common("user", user.userId).arn,
  Revision: common("user", user.userId).revision,
  UserName: user.userName,
  DisplayName: user.displayName,
  Name: { GivenName: user.givenName, FamilyName: user.familyName, Formatted: user.displayName },
  Emails: user.email === "" ? undefined : [{ Value: user.email, Type: "work", Primary: true }],
  UserStatus: user.enabled ? "ENABLED" : "DISABLED",
});

export const groupView = (group: IdentityGroup) => ({
  IdentityStoreId: identityStoreId,
  GroupId: group.groupId,
  GroupArn: common("group", group.groupId).arn,
  Revision: common("group", group.groupId).revision,
  DisplayName: group.displayName,
  Description: group.description,
});

export const membershipView = ({ membershipId, groupId, userId }: Membership) => ({
  IdentityStoreId: identityStoreId,
  MembershipId: membershipId,
  MembershipArn: common("membership", membershipId).arn,
  GroupId: groupId,
  MemberId: { UserId: userId },
});

export const paged = <T>(member: string, items: readonly T[], input: Input): Record<string, unknown> =>
  pageAs(member, items, { input, badToken: () => unsupported("The provided NextToken is not valid") });
