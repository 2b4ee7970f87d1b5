import { accountIds } from "../../world/constants.ts";
import { endAccess, failGrant, type Grant, grantAccess, requestUnderWay } from "../../world/identity-center.ts";
import type { AssignmentRequest } from "../../world/shapes.ts";
import type { World } from "../../world/world.ts";
import { AwsError } from "../errors.ts";
import { optional, seconds, structure, text } from "../input.ts";
import type { Input, Operation, Operations } from "../operation.ts";
import { inInstance, insistOnPrincipal, notFound, paged, permissionSetOf } from "./instance.ts";

/** docs.aws.amazon.com/singlesignon/latest/userguide/limits.html: so many outstanding async calls. */
const requestsAtOnce = 10;

function statusOf(world: World, { endsAt, failureReason }: AssignmentRequest): "IN_PROGRESS" | "FAILED" | "SUCCEEDED" {
  if (endsAt > world.clock.now()) return "IN_PROGRESS";
  return failureReason === undefined ? "SUCCEEDED" : "FAILED";
}

function requestView(world: World, request: AssignmentRequest) {
  const { accountId, permissionSetArn, principalType, principalId } = request.grant;
  const Status = statusOf(world, request);
  return {
    Status,
    RequestId: request.requestId,
    FailureReason: Status === "FAILED" ? request.failureReason : undefined,
    TargetId: accountId,
    TargetType: "AWS_ACCOUNT",
    PermissionSetArn: permissionSetArn,
    PrincipalType: principalType,
    PrincipalId: principalId,
    CreatedDate: seconds(request.createdAt),
  };
}

/** What is asked for, all of it known: the account, the permission set, the principal. */
function grantIn(world: World, input: Input): Grant {
  const accountId = text(input, "TargetId");
  const [principalType, principalId] = [
    text(input, "PrincipalType") as Grant["principalType"],
    text(input, "PrincipalId"),
  ];
  const { arn: permissionSetArn } = permissionSetOf(world, input);
  insistOnPrincipal(world, principalType, principalId);
  if (!world.state.organisation.accounts.some(({ id }) => id === accountId)) throw notFound("Account does not exist");
  // Run from the account it is delegated to (github.com/fivexl/terraform-aws-sso-elevator/issues/101).
  if (accountId === accountIds.management) {
    throw new AwsError("AccessDeniedException", "You do not have sufficient access to perform this action.");
  }
  return { accountId, permissionSetArn, principalType, principalId };
}

/**
 * Refuses what is asked on top of a request that has not ended (github.com/aws-samples/iam-identity-center-team/issues/513),
 * and too much at once.
 */
function insistOnRoom(world: World, grant: Grant): void {
  if (requestUnderWay(world, grant)) {
    throw new AwsError(
      "ConflictException",
      "There is a conflicting operation in process for this account, permission set and principal.",
    );
  }
  const now = world.clock.now();
  const underWay = world.state.identity.assignmentRequests.filter(({ endsAt }) => endsAt > now).length;
  // github.com/aws-samples/aws-iam-identity-center-extensions/issues/87 has the words.
  if (underWay >= requestsAtOnce) {
    throw new AwsError("ThrottlingException", "There are too many requests processing. Please try again later.");
  }
}

const begin = (member: string, run: (world: World, grant: Grant) => AssignmentRequest): Operation =>
  inInstance(({ world, input }) => {
    const grant = grantIn(world, input);
    insistOnRoom(world, grant);
    return { [member]: requestView(world, run(world, grant)) };
  });

const describe = (kind: AssignmentRequest["kind"], asked: string, member: string): Operation =>
  inInstance(({ world, input }) => {
    const wanted = text(input, asked);
    const request = world.state.identity.assignmentRequests.find(
      (each) => each.kind === kind && each.requestId === wanted,
    );
    if (!request) throw notFound(`Account assignment ${kind} request does not exist`);
    return { [member]: requestView(world, request) };
  });

const listAll = (kind: AssignmentRequest["kind"], member: string): Operation =>
  inInstance(({ world, input }) => {
    const wanted = optional(structure(input, "Filter"), "Status");
    const of = world.state.identity.assignmentRequests
      .filter((request) => request.kind === kind && (wanted === undefined || statusOf(world, request) === wanted))
      .map((request) => ({
        Status: statusOf(world, request),
        RequestId: request.requestId,
        CreatedDate: seconds(request.createdAt),
      }));
    return paged(member, of, input);
  });

/** No role can be made in an account that is closed: that shows only later, as every failure of its kind. */
function grantOrFail(world: World, grant: Grant): AssignmentRequest {
  const account = world.state.organisation.accounts.find(({ id }) => id === grant.accountId);
  if (account?.status === "ACTIVE") return grantAccess(world, grant);
  return failGrant(world, grant, "Received a 403 status error: The account is not active.");
}

/** Giving and taking assignments: asked for at once, done later, and told by the request's id. */
export const requests: Operations = {
  CreateAccountAssignment: begin("AccountAssignmentCreationStatus", grantOrFail),
  DeleteAccountAssignment: begin("AccountAssignmentDeletionStatus", endAccess),
  DescribeAccountAssignmentCreationStatus: describe(
    "creation",
    "AccountAssignmentCreationRequestId",
    "AccountAssignmentCreationStatus",
  ),
  DescribeAccountAssignmentDeletionStatus: describe(
    "deletion",
    "AccountAssignmentDeletionRequestId",
    "AccountAssignmentDeletionStatus",
  ),
  ListAccountAssignmentCreationStatus: listAll("creation", "AccountAssignmentsCreationStatus"),
  ListAccountAssignmentDeletionStatus: listAll("deletion", "AccountAssignmentsDeletionStatus"),
};
