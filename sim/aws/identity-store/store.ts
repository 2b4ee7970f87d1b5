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

type Resource = "User" | "Group" | "Membership";

/** What every resource says of itself first: the store, its id and its ARN. */
const identified = <Kind extends Resource>(kind: Kind, id: string) =>
  ({
    IdentityStoreId: identityStoreId,
    [`${kind}Id`]: id,
    [`${kind}Arn`]: `arn:aws:identitystore:::${kind.toLowerCase()}/${id}`,
  }) as { IdentityStoreId: string } & Record<`${Kind}Id` | `${Kind}Arn`, string>;

/** A caller may insist on it; nothing here is at its second. */
const Revision = "1";

export const userView = (user: IdentityUser) => ({
  ...identified("User", user.userId),
  Revision,
  UserName: user.userName,
  DisplayName: user.displayName,
  Name: { GivenName: user.givenName, FamilyName: user.familyName, Formatted: user.displayName },
  Emails: user.email === "" ? undefined : [{ Value: user.email, Type: "work", Primary: true }],
  UserStatus: user.enabled ? "ENABLED" : "DISABLED",
});

export const groupView = (group: IdentityGroup) => ({
  ...identified("Group", group.groupId),
  Revision,
  DisplayName: group.displayName,
  Description: group.description,
});

export const membershipView = ({ membershipId, groupId, userId }: Membership) => ({
  ...identified("Membership", membershipId),
  GroupId: groupId,
  MemberId: { UserId: userId },
});

export const paged = <T>(member: string, items: readonly T[], input: Input): Record<string, unknown> =>
  pageAs(member, items, { input, badToken: () => unsupported("The provided NextToken is not valid") });
