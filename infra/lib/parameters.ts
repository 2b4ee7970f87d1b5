import { CfnCondition, CfnParameter, Fn } from "aws-cdk-lib";
import type { Construct } from "constructs";

const noneOr = (shape: string): string => `^$|${shape}`;
const roleArn = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$";

/** What differs from one organisation to the next. CloudFormation asks for it at deployment, so the template needs no look-up. */
export const createParameters = (scope: Construct) => {
  const text = (name: string, description: string, shape: string, fallback?: string): string =>
    new CfnParameter(scope, name, {
      type: "String",
      description,
      allowedPattern: shape,
      ...(fallback === undefined ? {} : { default: fallback }),
    }).valueAsString;
  const given = (name: string, value: string): CfnCondition =>
    new CfnCondition(scope, name, { expression: Fn.conditionNot(Fn.conditionEquals(value, "")) });

  const identityCenterRoleArn = text(
    "IdentityCenterRoleArn",
    "Role in the account Identity Center is administered from, which the bot assumes to read people and access. Empty: the bot's own role reads them.",
    noneOr(roleArn),
    "",
  );
  const hasIdentityCenterRole = given("HasIdentityCenterRole", identityCenterRoleArn);

  return {
    imageRepository: text("ImageRepository", "ECR repository of the bot's image, in this account and region.", "^.+$"),
    imageDigest: text("ImageDigest", "Digest of the image to run.", "^sha256:[0-9a-f]{64}$"),
    vpcId: new CfnParameter(scope, "VpcId", {
      type: "AWS::EC2::VPC::Id",
      description: "VPC the bot runs in. It needs a way out to Slack, ISB and AWS; nothing comes in.",
    }).valueAsString,
    subnetIds: new CfnParameter(scope, "SubnetIds", {
      type: "List<AWS::EC2::Subnet::Id>",
      description: "Subnets of that VPC, in at least two zones.",
    }).valueAsList,
    assignPublicIp: new CfnParameter(scope, "AssignPublicIp", {
      type: "String",
      description: "ENABLED in public subnets, DISABLED behind a NAT gateway.",
      allowedValues: ["ENABLED", "DISABLED"],
      default: "DISABLED",
    }).valueAsString,
    taskCount: new CfnParameter(scope, "TaskCount", {
      type: "Number",
      description: "0 for the first deployment, until the Slack tokens are in their secrets.",
      minValue: 0,
      maxValue: 10,
      default: 2,
    }).valueAsNumber,
    configPath: text(
      "ConfigPath",
      "Path inside the image of the organisation's configuration file.",
      "^.+\\.ya?ml$",
      "config/isb-bot.yaml",
    ),
    isbApiBaseUrl: text("IsbApiBaseUrl", "ISB's API address.", "^https://.+$"),
    isbJwtSecretArn: text(
      "IsbJwtSecretArn",
      "Full ARN of ISB's token secret (ISB 1.2), with the six characters at its end.",
      "^arn:aws[a-z-]*:secretsmanager:.+:secret:.+-[0-9A-Za-z]{6}$",
    ),
    isbJwtSecretKeyArn: text(
      "IsbJwtSecretKeyArn",
      "ARN of the KMS key that encrypts it.",
      "^arn:aws[a-z-]*:kms:.+:key/.+$",
    ),
    identityCenterRoleArn,
    hasIdentityCenterRole,
    identityCenterRegion: text(
      "IdentityCenterRegion",
      "Region Identity Center lives in.",
      "^[a-z]{2}(-[a-z]+)+-[0-9]$",
    ),
    identityCenterInstanceId: text(
      "IdentityCenterInstanceId",
      "Such as ssoins-1234567890abcdef; only without IdentityCenterRoleArn.",
      noneOr("^ssoins-[0-9a-z]{16}$"),
      "",
    ),
    identityStoreId: text(
      "IdentityStoreId",
      "Such as d-1234567890; only without IdentityCenterRoleArn.",
      noneOr("^d-[0-9a-z]{10}$"),
      "",
    ),
    readsIdentityCenterItself: new CfnCondition(scope, "ReadsIdentityCenterItself", {
      expression: Fn.conditionNot(hasIdentityCenterRole),
    }),
  };
};
export type Parameters = ReturnType<typeof createParameters>;
