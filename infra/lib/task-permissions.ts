import { Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { type CfnPolicy, type IRole, Policy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { tableDefinition } from "../../src/jobs/table/definition.ts";
import type { Parameters } from "./parameters.ts";

/**
 * Lets the bot's role do what the bot's code calls, and nothing else: a test compares these actions with the SDK commands in `src/`.
 * Reading Identity Center comes in two forms, by a role in its own account or directly, and only one of them is ever deployed.
 * Answers the policies that exist in every deployment: a dependency on the others would fail where they are left out.
 */
export const createTaskPermissions = (
  scope: Construct,
  { role, table, parameters }: { role: IRole; table: Table; parameters: Parameters },
): readonly Policy[] => {
  const stack = Stack.of(scope);
  const global = (service: string, resource: string, account = "") =>
    stack.formatArn({ service, region: "", account, resource });
  const { identityCenterInstanceId: instance, identityStoreId: store } = parameters;

  const keepJobs = new Policy(scope, "KeepJobs", {
    roles: [role],
    statements: [
      new PolicyStatement({
        sid: "Items",
        actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
        resources: [table.tableArn],
      }),
      new PolicyStatement({
        sid: "Indexes",
        actions: ["dynamodb:Query"],
        resources: tableDefinition.GlobalSecondaryIndexes.map(
          ({ IndexName }) => `${table.tableArn}/index/${IndexName}`,
        ),
      }),
    ],
  });

  const signToIsb = new Policy(scope, "SignToIsb", {
    roles: [role],
    statements: [
      new PolicyStatement({
        sid: "Secret",
        actions: ["secretsmanager:GetSecretValue"],
        resources: [parameters.isbJwtSecretArn],
      }),
      new PolicyStatement({
        sid: "SecretKey",
        actions: ["kms:Decrypt"],
        resources: [parameters.isbJwtSecretKeyArn],
        // ISB's key guards more than this secret; the bot uses it through Secrets Manager only.
        conditions: {
          StringEquals: { "kms:EncryptionContext:SecretARN": parameters.isbJwtSecretArn },
        },
      }),
    ],
  });

  const throughRole = new Policy(scope, "ReadIdentityCenterThroughRole", {
    roles: [role],
    statements: [
      new PolicyStatement({
        sid: "Assume",
        actions: ["sts:AssumeRole"],
        resources: [parameters.identityCenterRoleArn],
      }),
    ],
  });
  (throughRole.node.defaultChild as CfnPolicy).cfnOptions.condition = parameters.hasIdentityCenterRole;

  const directly = new Policy(scope, "ReadIdentityCenter", {
    roles: [role],
    statements: [
      new PolicyStatement({
        sid: "PeopleAndGroups",
        actions: [
          "identitystore:DescribeGroup",
          "identitystore:DescribeUser",
          "identitystore:GetGroupId",
          "identitystore:GetUserId",
          "identitystore:ListGroupMemberships",
          "identitystore:ListGroupMembershipsForMember",
        ],
        // Users, groups and memberships carry neither account nor store in their ARNs (IAM service authorization reference, Identity Store).
        resources: [
          global("identitystore", `identitystore/${store}`, stack.account),
          ...["user/*", "group/*", "membership/*"].map((resource) => global("identitystore", resource, "")),
        ],
      }),
      new PolicyStatement({
        sid: "Access",
        actions: ["sso:DescribePermissionSet", "sso:ListAccountAssignmentsForPrincipal"],
        resources: [global("sso", `instance/${instance}`), global("sso", `permissionSet/${instance}/*`)],
      }),
      // Listing the instances is not tied to one (IAM service authorization reference, IAM Identity Center).
      new PolicyStatement({ sid: "FindInstance", actions: ["sso:ListInstances"], resources: ["*"] }),
    ],
  });
  (directly.node.defaultChild as CfnPolicy).cfnOptions.condition = parameters.readsIdentityCenterItself;

  return [keepJobs, signToIsb];
};
