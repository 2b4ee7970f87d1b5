import { effectiveAssignments } from "../../world/identity-center.ts";
import type { AccountAssignment } from "../../world/shapes.ts";
import { AwsError } from "../errors.ts";
import { optional, seconds, structure, text } from "../input.ts";
import type { Operations } from "../operation.ts";
import { inInstance, insistOnPrincipal, instanceView, paged, permissionSetOf } from "./instance.ts";

const assignmentView = ({ accountId, permissionSetArn, principalType, principalId }: AccountAssignment) => ({
  AccountId: accountId,
  PermissionSetArn: permissionSetArn,
  PrincipalType: principalType,
  PrincipalId: principalId,
});

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** The instance, its permission sets, and who holds which where. */
export const reads: Operations = {
  ListInstances: ({ input }) => paged("Instances", [instanceView], input),
  // Of another's instance it does not say whether there is one.
  DescribeInstance: ({ input }) => {
    if (input.InstanceArn !== instanceView.InstanceArn) {
      throw new AwsError("AccessDeniedException", "You do not have sufficient access to perform this action.");
    }
    return instanceView;
  },
  ListPermissionSets: inInstance(({ world, input }) =>
    paged(
      "PermissionSets",
      world.state.identity.permissionSets.map(({ arn }) => arn),
      input,
    ),
  ),
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
  ListAccountsForProvisionedPermissionSet: inInstance(({ world, input }) => {
    const { arn } = permissionSetOf(world, input);
    const of = effectiveAssignments(world).filter(({ permissionSetArn }) => permissionSetArn === arn);
    return paged("AccountIds", distinct(of.map(({ accountId }) => accountId)), input);
  }),
  ListPermissionSetsProvisionedToAccount: inInstance(({ world, input }) => {
    const account = text(input, "AccountId");
    const of = effectiveAssignments(world).filter(({ accountId }) => accountId === account);
    return paged("PermissionSets", distinct(of.map(({ permissionSetArn }) => permissionSetArn)), input);
  }),
  ListAccountAssignments: inInstance(({ world, input }) => {
    const account = text(input, "AccountId");
    const { arn } = permissionSetOf(world, input);
    const of = effectiveAssignments(world).filter(
      ({ accountId, permissionSetArn }) => accountId === account && permissionSetArn === arn,
    );
    return paged("AccountAssignments", of.map(assignmentView), input);
  }),
  /** A user holds what is assigned to them and what is assigned to their groups. */
  ListAccountAssignmentsForPrincipal: inInstance(({ world, input }) => {
    const id = text(input, "PrincipalId");
    insistOnPrincipal(world, text(input, "PrincipalType"), id);
    const { memberships } = world.state.identity;
    const principals = [id, ...memberships.filter(({ userId }) => userId === id).map(({ groupId }) => groupId)];
    const account = optional(structure(input, "Filter"), "AccountId");
    const of = effectiveAssignments(world).filter(
      ({ principalId, accountId }) =>
        principals.includes(principalId) && (account === undefined || accountId === account),
    );
    return paged("AccountAssignments", of.map(assignmentView), input);
  }),
};
