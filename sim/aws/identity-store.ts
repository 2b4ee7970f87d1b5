import { identityStoreId } from "../world/constants.ts";
import type { IdentityGroup, IdentityUser, Membership } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { AwsError } from "./errors.ts";
import { matching, structure, text } from "./input.ts";
import type { Input, Operation, Operations } from "./operation.ts";
import { pageOf } from "./paging.ts";

/** Identity Store API reference: `ResourceId`. */
const resourceId = /^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$/;
const storeId = /^d-[0-9a-f]{10}$|^[0-9a-f]{8}\b-[0-9a-f]{4}\b-[0-9a-f]{4}\b-[0-9a-f]{4}\b-[0-9a-f]{12}$/;

const notFound = (world: World, type: "USER" | "GROUP" | "IDENTITY_STORE", id: string) =>
  new AwsError("ResourceNotFoundException", `${type} not found.`, 400, {
    ResourceType: type,
    ResourceId: id,
    RequestId: world.wireRandom.uuid(),
  });

/** Every operation names the store it means. */
const inStore =
  (run: Operation): Operation =>
  (context) => {
    const id = matching(context.input, "IdentityStoreId", storeId);
    if (id !== identityStoreId) throw notFound(context.world, "IDENTITY_STORE", id);
    return run(context);
  };

function userById(world: World, id: string): IdentityUser {
  const user = world.state.identity.users.find(({ userId }) => userId === id);
  if (!user) throw notFound(world, "USER", id);
  return user;
}

function groupById(world: World, id: string): IdentityGroup {
  const group = world.state.identity.groups.find(({ groupId }) => groupId === id);
  if (!group) throw notFound(world, "GROUP", id);
  return group;
}

const userView = (user: IdentityUser) => ({
  IdentityStoreId: identityStoreId,
  UserId: user.userId,
  UserName: user.userName,
  DisplayName: user.displayName,
  Name: { GivenName: user.givenName, FamilyName: user.familyName, Formatted: user.displayName },
  Emails: [{ Value: user.email, Type: "work", Primary: true }],
  UserStatus: user.enabled ? "ENABLED" : "DISABLED",
});

const groupView = (group: IdentityGroup) => ({
  IdentityStoreId: identityStoreId,
  GroupId: group.groupId,
  DisplayName: group.displayName,
  Description: group.description,
});

const membershipView = (membership: Membership) => ({
  IdentityStoreId: identityStoreId,
  MembershipId: membership.membershipId,
  GroupId: membership.groupId,
  MemberId: { UserId: membership.userId },
});

/** The path and value of an `AlternateIdentifier` of the unique-attribute kind. */
function uniqueAttribute(input: Input): { path: string; value: string } {
  const attribute = structure(structure(input, "AlternateIdentifier"), "UniqueAttribute");
  return { path: text(attribute, "AttributePath").toLowerCase(), value: text(attribute, "AttributeValue") };
}

const memberId = (input: Input): string => matching(structure(input, "MemberId"), "UserId", resourceId);

const paging = (input: Input) => ({ maxResults: input.MaxResults, nextToken: input.NextToken });

/** The first of `Filters`, of which the service takes one, and by one attribute only. */
function filterValue(input: Input, attribute: string): string | undefined {
  if (!Array.isArray(input.Filters) || input.Filters.length === 0) return undefined;
  const [filter] = input.Filters as Input[];
  const path = text(filter ?? {}, "AttributePath");
  if (path.toLowerCase() !== attribute.toLowerCase()) {
    throw new AwsError("ValidationException", `Filtering by ${path} is not supported.`);
  }
  return text(filter ?? {}, "AttributeValue").toLowerCase();
}

const operations: Operations = {
  GetUserId: ({ world, input }) => {
    const { path, value } = uniqueAttribute(input);
    if (path !== "username" && path !== "emails.value") {
      throw new AwsError("ValidationException", `AttributePath ${path} is not supported for USER.`);
    }
    const wanted = value.toLowerCase();
    const user = world.state.identity.users.find(
      ({ userName, email }) => (path === "username" ? userName : email).toLowerCase() === wanted,
    );
    if (!user) throw notFound(world, "USER", value);
    return { UserId: user.userId, IdentityStoreId: identityStoreId };
  },
  DescribeUser: ({ world, input }) => userView(userById(world, matching(input, "UserId", resourceId))),
  ListUsers: ({ world, input }) => {
    const wanted = filterValue(input, "UserName");
    const users = world.state.identity.users.filter(({ userName }) => !wanted || userName.toLowerCase() === wanted);
    const { page, next } = pageOf(users, paging(input));
    return { Users: page.map(userView), ...next };
  },
  ListGroups: ({ world, input }) => {
    const wanted = filterValue(input, "DisplayName");
    const groups = world.state.identity.groups.filter(
      ({ displayName }) => !wanted || displayName.toLowerCase() === wanted,
    );
    const { page, next } = pageOf(groups, paging(input));
    return { Groups: page.map(groupView), ...next };
  },
  GetGroupId: ({ world, input }) => {
    const { path, value } = uniqueAttribute(input);
    if (path !== "displayname") {
      throw new AwsError("ValidationException", `AttributePath ${path} is not supported for GROUP.`);
    }
    const wanted = value.toLowerCase();
    const group = world.state.identity.groups.find(({ displayName }) => displayName.toLowerCase() === wanted);
    if (!group) throw notFound(world, "GROUP", value);
    return { GroupId: group.groupId, IdentityStoreId: identityStoreId };
  },
  DescribeGroup: ({ world, input }) => groupView(groupById(world, matching(input, "GroupId", resourceId))),
  ListGroupMemberships: ({ world, input }) => {
    const { groupId } = groupById(world, matching(input, "GroupId", resourceId));
    const of = world.state.identity.memberships.filter((membership) => membership.groupId === groupId);
    const { page, next } = pageOf(of, paging(input));
    return { GroupMemberships: page.map(membershipView), ...next };
  },
  ListGroupMembershipsForMember: ({ world, input }) => {
    const { userId } = userById(world, memberId(input));
    const of = world.state.identity.memberships.filter((membership) => membership.userId === userId);
    const { page, next } = pageOf(of, paging(input));
    return { GroupMemberships: page.map(membershipView), ...next };
  },
  IsMemberInGroups: ({ world, input }) => {
    const { userId } = userById(world, memberId(input));
    const groupIds = Array.isArray(input.GroupIds) ? input.GroupIds.map(String) : [];
    if (groupIds.length < 1 || groupIds.length > 100) {
      throw new AwsError("ValidationException", "GroupIds must hold from 1 to 100 group ids.");
    }
    const { memberships } = world.state.identity;
    return {
      Results: groupIds.map((id) => {
        const { groupId } = groupById(world, id);
        const exists = memberships.some((membership) => membership.groupId === groupId && membership.userId === userId);
        return { GroupId: groupId, MemberId: { UserId: userId }, MembershipExists: exists };
      }),
    };
  },
};

/** IAM Identity Center's identity store. */
export const identityStore: Operations = Object.fromEntries(
  Object.entries(operations).map(([name, run]) => [name, inStore(run)]),
);
