import { accountIds, identityStoreId, instanceArn, region } from "../world/constants.ts";
import { effectiveAssignments } from "../world/identity-center.ts";
import type { AccountAssignment, PermissionSet } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { AwsError, constraintBroken } from "./errors.ts";
import { matching, seconds, structure, text } from "./input.ts";
import type { Input, Operation, Operations } from "./operation.ts";
import { pageOf } from "./paging.ts";

/** IAM Identity Center API reference: patterns of its ids. */
const instance = /^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/;
const permissionSet =
  /^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):sso:::permissionSet\/(sso)?ins-[a-zA-Z0-9-.]{16}\/ps-[a-zA-Z0-9-./]{16}$/;
const accountId = /^\d{12}$/;

const notFound = (message: string) => new AwsError("ResourceNotFoundException", message);
const paging = (input: Input) => ({ maxResults: input.MaxResults, nextToken: input.NextToken });

/** Every operation but ListInstances names the instance it means. */
const inInstance =
  (run: Operation): Operation =>
  (context) => {
    const arn = matching(context.input, "InstanceArn", instance);
    if (arn !== instanceArn) throw notFound("Instance does not exist");
    return run(context);
  };

function permissionSetOf(world: World, input: Input): PermissionSet {
  const wanted = matching(input, "PermissionSetArn", permissionSet);
  const found = world.state.identity.permissionSets.find(({ arn }) => arn === wanted);
  if (!found) throw notFound("PermissionSet does not exist");
  return found;
}

function principalType(input: Input): "USER" | "GROUP" {
  const type = text(input, "PrincipalType");
  if (type !== "USER" && type !== "GROUP") {
    throw constraintBroken(type, "principalType", "Member must satisfy enum value set: [USER, GROUP]");
  }
  return type;
}

const assignmentView = (assignment: AccountAssignment) => ({
  AccountId: assignment.accountId,
  PermissionSetArn: assignment.permissionSetArn,
  PrincipalType: assignment.principalType,
  PrincipalId: assignment.principalId,
});

/** A user holds what is assigned to them and what is assigned to their groups. */
function principalsOf(world: World, type: "USER" | "GROUP", id: string): string[] {
  const { users, groups, memberships } = world.state.identity;
  const known =
    type === "USER" ? users.some(({ userId }) => userId === id) : groups.some(({ groupId }) => groupId === id);
  if (!known) throw notFound(`${type} not found`);
  return [id, ...memberships.filter(({ userId }) => userId === id).map(({ groupId }) => groupId)];
}

/** IAM Identity Center's administration. */
export const ssoAdmin: Operations = {
  ListInstances: ({ input }) => {
    const all = [
      {
        InstanceArn: instanceArn,
        IdentityStoreId: identityStoreId,
        OwnerAccountId: accountIds.identityCenter,
        Name: "estate",
        Status: "ACTIVE",
        PrimaryRegion: region,
      },
    ];
    const { page, next } = pageOf(all, paging(input));
    return { Instances: page, ...next };
  },
  ListPermissionSets: inInstance(({ world, input }) => {
    const { page, next } = pageOf(world.state.identity.permissionSets, paging(input));
    return { PermissionSets: page.map(({ arn }) => arn), ...next };
  }),
  DescribePermissionSet: inInstance(({ world, input }) => {
    const found = permissionSetOf(world, input);
    return {
      PermissionSet: {
        Name: found.name,
        PermissionSetArn: found.arn,
        Description: found.description,
        CreatedDate: seconds(found.createdAt),
        SessionDuration: "PT8H",
      },
    };
  }),
  ListAccountAssignments: inInstance(({ world, input }) => {
    const account = matching(input, "AccountId", accountId);
    const { arn } = permissionSetOf(world, input);
    const of = effectiveAssignments(world).filter(
      (assignment) => assignment.accountId === account && assignment.permissionSetArn === arn,
    );
    const { page, next } = pageOf(of, paging(input));
    return { AccountAssignments: page.map(assignmentView), ...next };
  }),
  ListAccountAssignmentsForPrincipal: inInstance(({ world, input }) => {
    const principals = principalsOf(world, principalType(input), text(input, "PrincipalId"));
    const { AccountId: onlyAccount } = structure(input, "Filter");
    const of = effectiveAssignments(world).filter(
      (assignment) =>
        principals.includes(assignment.principalId) &&
        (onlyAccount === undefined || assignment.accountId === onlyAccount),
    );
    const { page, next } = pageOf(of, paging(input));
    return { AccountAssignments: page.map(assignmentView), ...next };
  }),
  DescribeAccountAssignmentCreationStatus: inInstance(({ world, input }) => {
    const wanted = text(input, "AccountAssignmentCreationRequestId");
    const found = world.state.identity.assignments.find(({ requestId }) => requestId === wanted);
    if (!found) throw notFound("Account assignment creation request does not exist");
    const { PrincipalType, PrincipalId, PermissionSetArn, AccountId } = assignmentView(found);
    return {
      AccountAssignmentCreationStatus: {
        Status: found.effectiveAt <= world.clock.now() ? "SUCCEEDED" : "IN_PROGRESS",
        RequestId: found.requestId,
        TargetId: AccountId,
        TargetType: "AWS_ACCOUNT",
        CreatedDate: seconds(found.createdAt),
        ...{ PrincipalType, PrincipalId, PermissionSetArn },
      },
    };
  }),
};
