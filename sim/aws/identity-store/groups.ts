import { identityStoreId } from "../../world/constants.ts";
import type { Membership } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { list, structure, text } from "../input.ts";
import type { Input, Operations } from "../operation.ts";
import { searchValue, uniqueAttribute } from "./search.ts";
import { bareId, conflict, groupOf, groupView, membershipView, notFound, paged, unsupported, userOf } from "./store.ts";

const memberOf = (world: World, input: Input) => userOf(world, structure(input, "MemberId"));

function membershipById(world: World, input: Input): Membership {
  const wanted = bareId(text(input, "MembershipId"));
  const membership = world.state.identity.memberships.find(({ membershipId }) => membershipId === wanted);
  if (!membership) throw notFound(world, "GROUP_MEMBERSHIP", wanted);
  return membership;
}

/** The membership of one person in one group, both of which exist. */
function membershipBetween(world: World, input: Input) {
  const { groupId } = groupOf(world, text(input, "GroupId"));
  const { userId } = memberOf(world, input);
  const held = world.state.identity.memberships.find((each) => each.groupId === groupId && each.userId === userId);
  return { groupId, userId, held };
}

/** Groups and who is in them. */
export const groups: Operations = {
  DescribeGroup: ({ world, input }) => groupView(groupOf(world, text(input, "GroupId"))),
  GetGroupId: ({ world, input }) => {
    const { path, value } = uniqueAttribute(input);
    if (path !== "displayname") throw unsupported(`AttributePath ${path} is not supported for GROUP.`);
    const wanted = value.toLowerCase();
    const group = world.state.identity.groups.find(({ displayName }) => displayName.toLowerCase() === wanted);
    if (!group) throw notFound(world, "GROUP");
    const { GroupId, GroupArn } = groupView(group);
    return { GroupId, GroupArn, IdentityStoreId: identityStoreId };
  },
  ListGroups: ({ world, input }) => {
    const wanted = searchValue(input, "DisplayName");
    const { groups: all } = world.state.identity;
    return paged(
      "Groups",
      all.filter(({ displayName }) => !wanted || displayName.toLowerCase() === wanted).map(groupView),
      input,
    );
  },
  CreateGroupMembership: ({ world, input }) => {
    const { groupId, userId, held } = membershipBetween(world, input);
    if (held) throw conflict(world, "Member and Group relationship already exists.");
    const membership = { membershipId: world.random.uuid(), groupId, userId };
    world.state.identity.memberships.push(membership);
    const { MembershipId, MembershipArn } = membershipView(membership);
    return { MembershipId, MembershipArn, IdentityStoreId: identityStoreId };
  },
  DescribeGroupMembership: ({ world, input }) => membershipView(membershipById(world, input)),
  GetGroupMembershipId: ({ world, input }) => {
    const { held } = membershipBetween(world, input);
    if (!held) throw notFound(world, "GROUP_MEMBERSHIP");
    const { MembershipId, MembershipArn } = membershipView(held);
    return { MembershipId, MembershipArn, IdentityStoreId: identityStoreId };
  },
  DeleteGroupMembership: ({ world, input }) => {
    const gone = membershipById(world, input);
    const { identity } = world.state;
    identity.memberships = identity.memberships.filter((each) => each !== gone);
    return {};
  },
  ListGroupMemberships: ({ world, input }) => {
    const { groupId } = groupOf(world, text(input, "GroupId"));
    const of = world.state.identity.memberships.filter((membership) => membership.groupId === groupId);
    return paged("GroupMemberships", of.map(membershipView), input);
  },
  ListGroupMembershipsForMember: ({ world, input }) => {
    const { userId } = memberOf(world, input);
    const of = world.state.identity.memberships.filter((membership) => membership.userId === userId);
    return paged("GroupMemberships", of.map(membershipView), input);
  },
  IsMemberInGroups: ({ world, input }) => {
    const { userId } = memberOf(world, input);
    const { memberships } = world.state.identity;
    const Results = list<string>(input, "GroupIds").map((given) => {
      const { groupId } = groupOf(world, given);
      const MembershipExists = memberships.some((each) => each.groupId === groupId && each.userId === userId);
      return { GroupId: groupId, MemberId: { UserId: userId }, MembershipExists };
    });
    return { Results };
  },
};
