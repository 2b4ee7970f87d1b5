import { expect } from "vitest";
import {
  identityStoreId as IdentityStoreId,
  instanceArn as InstanceArn,
  permissionSetArns,
} from "../../../sim/world/constants.ts";
import type { AwsEstate } from "../estate.ts";
import { errorOf, examplesOf } from "./example.ts";

const user1 = "11111111-0000-4000-8000-000000000005";
const usersGroup = "22222222-0000-4000-8000-000000000001";
const preapproved = "22222222-0000-4000-8000-000000000004";
const nobody = "11111111-0000-4000-8000-00000000ffff";
const inStore = (input: object = {}) => ({ IdentityStoreId, ...input });
const unique = (AttributePath: string, AttributeValue: string) =>
  inStore({ AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } } });
const person = {
  UserName: "new.person@example.gov.uk",
  DisplayName: "New Person",
  Name: { GivenName: "New", FamilyName: "Person" },
  Emails: [{ Value: "new.person@example.gov.uk", Type: "work", Primary: true }],
};
const member = (UserId: string, GroupId: string) => inStore({ GroupId, MemberId: { UserId } });

/** A membership that the world does not begin with. */
const preapprove = async (estate: AwsEstate) => {
  const { MembershipId } = await estate.call("identitystore", "CreateGroupMembership", member(user1, preapproved));
  return { id: MembershipId };
};

const lookFor = (operation: string, input: object) => (estate: AwsEstate) =>
  errorOf(estate.call("identitystore", operation, input));

export const identityStoreExamples = examplesOf("identitystore", {
  CreateUser: {
    passes: inStore(person),
    answers: { IdentityStoreId, UserId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    refused: inStore({ ...person, UserName: "USER1@example.gov.uk" }),
    by: "ConflictException",
  },
  UpdateUser: {
    passes: inStore({
      UserId: user1,
      Operations: [{ AttributePath: "displayName", AttributeValue: "User the First" }],
    }),
    answers: {},
    after: {
      look: async (estate) =>
        (await estate.call("identitystore", "DescribeUser", inStore({ UserId: user1 }))).DisplayName,
      finds: "User the First",
    },
    refused: inStore({
      UserId: user1,
      Operations: [{ AttributePath: "userName", AttributeValue: "user2@example.gov.uk" }],
    }),
    by: "ConflictException",
  },
  DeleteUser: {
    passes: inStore({ UserId: user1 }),
    answers: {},
    after: { look: lookFor("DescribeUser", inStore({ UserId: user1 })), finds: "ResourceNotFoundException" },
    refused: inStore({ UserId: nobody }),
    by: "ResourceNotFoundException",
  },
  DescribeUser: {
    passes: inStore({ UserId: user1 }),
    answers: { UserName: "user1@example.gov.uk" },
    refused: inStore({ UserId: "user1" }),
    by: "ValidationException",
  },
  GetUserId: {
    passes: unique("userName", "user1@example.gov.uk"),
    answers: { UserId: user1 },
    refused: unique("userName", "guest@example.org"),
    by: "ResourceNotFoundException",
  },
  ListUsers: {
    passes: inStore({ MaxResults: 1 }),
    answers: { Users: [expect.any(Object)], NextToken: expect.any(String) },
    refused: inStore({ MaxResults: 101 }),
    by: "ValidationException",
  },
  DescribeGroup: {
    passes: inStore({ GroupId: usersGroup }),
    answers: { DisplayName: "ndx_IsbUsersGroup" },
    refused: inStore({ GroupId: nobody }),
    by: "ResourceNotFoundException",
  },
  GetGroupId: {
    passes: unique("displayName", "ndx_IsbUsersGroup"),
    answers: { GroupId: usersGroup },
    refused: unique("displayName", "nobody"),
    by: "ResourceNotFoundException",
  },
  ListGroups: {
    passes: inStore(),
    answers: { Groups: expect.arrayContaining([expect.objectContaining({ GroupId: preapproved })]) },
    refused: { IdentityStoreId: "d-0123456789" },
    by: "ResourceNotFoundException",
  },
  CreateGroupMembership: {
    passes: member(user1, preapproved),
    answers: { MembershipId: expect.any(String) },
    refused: member(user1, usersGroup),
    by: "ConflictException",
  },
  DescribeGroupMembership: {
    given: preapprove,
    passes: ({ id }) => inStore({ MembershipId: id }),
    answers: { GroupId: preapproved, MemberId: { UserId: user1 } },
    refused: inStore({ MembershipId: nobody }),
    by: "ResourceNotFoundException",
  },
  GetGroupMembershipId: {
    passes: member(user1, usersGroup),
    answers: { MembershipId: expect.any(String) },
    refused: member(user1, preapproved),
    by: "ResourceNotFoundException",
  },
  DeleteGroupMembership: {
    given: preapprove,
    passes: ({ id }) => inStore({ MembershipId: id }),
    answers: {},
    after: {
      look: lookFor("GetGroupMembershipId", member(user1, preapproved)),
      finds: "ResourceNotFoundException",
    },
    refused: inStore({ MembershipId: nobody }),
    by: "ResourceNotFoundException",
  },
  IsMemberInGroups: {
    passes: inStore({ MemberId: { UserId: user1 }, GroupIds: [usersGroup, preapproved] }),
    answers: { Results: [{ MembershipExists: true }, { MembershipExists: false }] },
    refused: inStore({ MemberId: { UserId: user1 }, GroupIds: [] }),
    by: "ValidationException",
  },
  ListGroupMemberships: {
    passes: inStore({ GroupId: preapproved }),
    answers: { GroupMemberships: expect.any(Array) },
    refused: inStore({ GroupId: nobody }),
    by: "ResourceNotFoundException",
  },
  ListGroupMembershipsForMember: {
    passes: inStore({ MemberId: { UserId: user1 } }),
    answers: { GroupMemberships: [{ GroupId: usersGroup }] },
    refused: inStore({ MemberId: { UserId: nobody } }),
    by: "ResourceNotFoundException",
  },
});

const PermissionSetArn = permissionSetArns.ndx_IsbUsersPS;
const AccountId = "100000000001";
const inInstance = (input: object = {}) => ({ InstanceArn, ...input });
const grant = (TargetId = AccountId, PrincipalId = user1) =>
  inInstance({ TargetId, TargetType: "AWS_ACCOUNT", PermissionSetArn, PrincipalType: "USER", PrincipalId });

/** A request to give the assignment, and its id. */
const asked = (operation: "CreateAccountAssignment" | "DeleteAccountAssignment") => async (estate: AwsEstate) => {
  const answer = await estate.call("sso-admin", operation, grant());
  const status = answer.AccountAssignmentCreationStatus ?? answer.AccountAssignmentDeletionStatus;
  return { id: status.RequestId };
};

export const ssoAdminExamples = examplesOf("sso-admin", {
  ListInstances: {
    passes: {},
    answers: { Instances: [{ InstanceArn }] },
    refused: { MaxResults: 0 },
    by: "ValidationException",
  },
  DescribeInstance: {
    passes: inInstance(),
    answers: { IdentityStoreId },
    refused: { InstanceArn: "arn:aws:sso:::instance/ssoins-0000000000000000" },
    by: "AccessDeniedException",
  },
  ListPermissionSets: {
    passes: inInstance(),
    answers: { PermissionSets: Object.values(permissionSetArns) },
    refused: {},
    by: "ValidationException",
  },
  DescribePermissionSet: {
    passes: inInstance({ PermissionSetArn }),
    answers: { PermissionSet: { Name: "ndx_IsbUsersPS" } },
    refused: inInstance({ PermissionSetArn: PermissionSetArn.replace(/.$/, "9") }),
    by: "ResourceNotFoundException",
  },
  ListAccountsForProvisionedPermissionSet: {
    passes: inInstance({ PermissionSetArn }),
    answers: { AccountIds: ["100000000006", "100000000007"] },
    refused: inInstance({ PermissionSetArn, ProvisioningStatus: "ANY" }),
    by: "ValidationException",
  },
  ListPermissionSetsProvisionedToAccount: {
    passes: inInstance({ AccountId: "100000000006" }),
    answers: { PermissionSets: expect.arrayContaining([PermissionSetArn]) },
    refused: inInstance({ AccountId: "pool-006" }),
    by: "ValidationException",
  },
  ListAccountAssignments: {
    passes: inInstance({ AccountId: "100000000006", PermissionSetArn }),
    answers: { AccountAssignments: [{ PrincipalType: "USER" }] },
    refused: inInstance({ AccountId: "100000000006" }),
    by: "ValidationException",
  },
  ListAccountAssignmentsForPrincipal: {
    passes: inInstance({ PrincipalId: user1, PrincipalType: "USER" }),
    answers: { AccountAssignments: [] },
    refused: inInstance({ PrincipalId: nobody, PrincipalType: "USER" }),
    by: "ResourceNotFoundException",
  },
  CreateAccountAssignment: {
    passes: grant(),
    answers: { AccountAssignmentCreationStatus: { Status: "IN_PROGRESS", TargetId: AccountId } },
    refused: grant("999999999999"),
    by: "ResourceNotFoundException",
  },
  DeleteAccountAssignment: {
    passes: grant(),
    answers: { AccountAssignmentDeletionStatus: { Status: "IN_PROGRESS" } },
    refused: grant(AccountId, nobody),
    by: "ResourceNotFoundException",
  },
  DescribeAccountAssignmentCreationStatus: {
    given: asked("CreateAccountAssignment"),
    passes: ({ id }) => inInstance({ AccountAssignmentCreationRequestId: id }),
    answers: { AccountAssignmentCreationStatus: { Status: "IN_PROGRESS" } },
    refused: inInstance({ AccountAssignmentCreationRequestId: nobody }),
    by: "ResourceNotFoundException",
  },
  DescribeAccountAssignmentDeletionStatus: {
    given: asked("DeleteAccountAssignment"),
    passes: ({ id }) => inInstance({ AccountAssignmentDeletionRequestId: id }),
    answers: { AccountAssignmentDeletionStatus: { Status: "IN_PROGRESS" } },
    refused: inInstance({ AccountAssignmentDeletionRequestId: nobody }),
    by: "ResourceNotFoundException",
  },
  ListAccountAssignmentCreationStatus: {
    given: asked("CreateAccountAssignment"),
    passes: inInstance({ Filter: { Status: "IN_PROGRESS" } }),
    answers: { AccountAssignmentsCreationStatus: [{ Status: "IN_PROGRESS" }] },
    refused: inInstance({ Filter: { Status: "WAITING" } }),
    by: "ValidationException",
  },
  ListAccountAssignmentDeletionStatus: {
    passes: inInstance(),
    answers: { AccountAssignmentsDeletionStatus: [] },
    refused: inInstance({ NextToken: "made-up" }),
    by: "ValidationException",
  },
});
