import { type Asked, at, list, missing, number, type Pattern, text } from "./asked.ts";
import { assumedValues } from "./callers.ts";

/**
 * The AWS services a bot asks, in the protocol of each: the models of the `@aws-sdk/client-*` packages. Nothing here
 * changes anything. `{store}`, `{instance}` and the like are found in earlier answers.
 */

interface JsonService {
  endpoint: string;
  signsAs: string;
  region?: string;
  target: string;
  version?: "1.0";
}
const identityStore = { endpoint: "identitystore", signsAs: "identitystore", target: "AWSIdentityStore" };
const ssoAdmin = { endpoint: "sso", signsAs: "sso", target: "SWBExternalService" };
// Organizations has one endpoint for all regions.
const organizations = {
  endpoint: "organizations",
  signsAs: "organizations",
  region: "us-east-1",
  target: "AWSOrganizationsV20161128",
};
const sqs = { endpoint: "sqs", signsAs: "sqs", target: "AmazonSQS", version: "1.0" } as const;
const secretsManager = { endpoint: "secretsmanager", signsAs: "secretsmanager", target: "secretsmanager" };

type More = Partial<Pick<Asked, "as" | "keeps" | "headers" | "needs">>;
const nobodysId = "99999999-0000-4000-8000-000000000001";

/** A call in AWS JSON, 1.1 but for those that say otherwise: the operation in a header, the input as the body. */
const json = (
  name: string,
  { target, version, ...service }: JsonService,
  operation: string,
  input: unknown,
  answer: Pick<Asked, "status" | "body"> & More,
): Asked => ({
  name,
  as: "caller",
  sends: {
    method: "POST",
    path: "/",
    headers: { "Content-Type": `application/x-amz-json-${version ?? "1.1"}`, "X-Amz-Target": `${target}.${operation}` },
    body: typeof input === "string" ? input : JSON.stringify(input),
    service,
  },
  ...answer,
});

/** A call in AWS Query, answered in XML. */
const query =
  (service: { endpoint: string; signsAs: string }, Version: string) =>
  (name: string, params: Record<string, string>, status: number, body: RegExp, more: More = {}): Asked => ({
    name,
    as: "caller",
    sends: {
      method: "POST",
      path: "/",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      // A value that is known later comes encoded.
      body: new URLSearchParams({ ...params, Version }).toString().replace(/%7B(\w+)%7D/g, "{$1}"),
      service,
    },
    status,
    body,
    ...more,
  });
const askSts = query({ endpoint: "sts", signsAs: "sts" }, "2011-06-15");
const askStacks = query({ endpoint: "cloudformation", signsAs: "cloudformation" }, "2010-05-15");

const ok = (body: Pattern, more: More = {}) => ({ status: 200, body, headers: { "x-amzn-requestid": text }, ...more });
/** An error of a JSON service: its name may carry a namespace in front. */
const error = (code: string, status = 400, more: More = {}) => ({
  status,
  body: { __type: new RegExp(`(^|#)${code}$`) },
  ...more,
});

const sts: Asked[] = [
  askSts("who one is", { Action: "GetCallerIdentity" }, 200, /<GetCallerIdentityResult>.*<Arn>arn:aws.*<\/Arn>/s, {
    headers: { "content-type": /xml/, "x-amzn-requestid": text },
  }),
  askSts("no signature", { Action: "GetCallerIdentity" }, 403, /<Code>MissingAuthenticationToken<\/Code>/, {
    as: "nobody",
  }),
  askSts("a key nobody has", { Action: "GetCallerIdentity" }, 403, /<Code>InvalidClientTokenId<\/Code>/, {
    as: "unknown",
  }),
  askSts("a signature an hour old", { Action: "GetCallerIdentity" }, 403, /<Code>SignatureDoesNotMatch<\/Code>/, {
    as: "late",
  }),
  askSts("an operation nobody has", { Action: "Teleport" }, 400, /<Code>InvalidAction<\/Code>/),
  askSts(
    "a role that is not one's own",
    {
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::999999999999:role/nobody",
      RoleSessionName: "contract",
    },
    403,
    /<Code>AccessDenied<\/Code>/,
  ),
  askSts(
    "a session's name of one letter",
    {
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::999999999999:role/nobody",
      RoleSessionName: "x",
    },
    400,
    /<Code>ValidationError<\/Code>/,
  ),
];

/** What a member of an XML answer holds. */
const within = (member: string) => (body: unknown) =>
  new RegExp(`<${member}>([^<]+)</${member}>`).exec(String(body))?.[1];
const assumed = { as: "assumed", needs: assumedValues } as const;

const organisation: Asked[] = [
  askSts(
    "a role is assumed",
    { Action: "AssumeRole", RoleArn: "{role}", RoleSessionName: "contract-suite" },
    200,
    /<AssumedRoleUser>.*:assumed-role\/.*<\/AssumedRoleUser>/s,
    {
      keeps: {
        assumedKey: within("AccessKeyId"),
        assumedSecret: within("SecretAccessKey"),
        assumedToken: within("SessionToken"),
      },
    },
  ),
  askSts(
    "the role is who one is then",
    { Action: "GetCallerIdentity" },
    200,
    /:assumed-role\/[^/]+\/contract-suite</,
    assumed,
  ),
  json(
    "the organisation",
    organizations,
    "DescribeOrganization",
    {},
    ok({ Organization: { Id: /^o-/, MasterAccountId: /^\d{12}$/ } }, assumed),
  ),
  json(
    "its root",
    organizations,
    "ListRoots",
    {},
    ok(
      { Roots: [{ Id: /^r-/, Name: text }] },
      {
        ...assumed,
        keeps: { root: at("Roots.0.Id") },
      },
    ),
  ),
  json(
    "the units below the root",
    organizations,
    "ListOrganizationalUnitsForParent",
    { ParentId: "{root}" },
    ok(
      {
        OrganizationalUnits: [{ Id: /^ou-/, Name: text }],
      },
      { ...assumed, keeps: { unit: at("OrganizationalUnits.0.Id") } },
    ),
  ),
  json(
    "a unit",
    organizations,
    "DescribeOrganizationalUnit",
    { OrganizationalUnitId: "{unit}" },
    ok({ OrganizationalUnit: { Id: /^ou-/ } }, assumed),
  ),
  json(
    "accounts, by pages",
    organizations,
    "ListAccounts",
    { MaxResults: 1 },
    ok(
      {
        Accounts: [{ Id: /^\d{12}$/, Email: text, Name: text, Status: text }],
        NextToken: text,
      },
      { ...assumed, keeps: { member: at("Accounts.0.Id") } },
    ),
  ),
  json(
    "an account",
    organizations,
    "DescribeAccount",
    { AccountId: "{member}" },
    ok({ Account: { Id: /^\d{12}$/, JoinedTimestamp: number } }, assumed),
  ),
  json(
    "where an account stands",
    organizations,
    "ListParents",
    { ChildId: "{member}" },
    ok({ Parents: [{ Id: text, Type: text }] }, assumed),
  ),
  json(
    "the tags of an account",
    organizations,
    "ListTagsForResource",
    { ResourceId: "{member}" },
    ok({ Tags: list }, assumed),
  ),
  json(
    "an account nobody has",
    organizations,
    "DescribeAccount",
    { AccountId: "999999999999" },
    error("AccountNotFoundException", 400, assumed),
  ),
  json(
    "more than 20 accounts on a page",
    organizations,
    "ListAccounts",
    { MaxResults: 21 },
    error("InvalidInputException", 400, assumed),
  ),
  json(
    "a parent nobody has",
    organizations,
    "ListAccountsForParent",
    { ParentId: "ou-0000-00000000" },
    error("ParentNotFoundException", 400, assumed),
  ),
  json(
    "an account nobody has cannot be moved",
    organizations,
    "MoveAccount",
    {
      AccountId: "999999999999",
      SourceParentId: "{root}",
      DestinationParentId: "{unit}",
    },
    error("AccountNotFoundException", 400, assumed),
  ),
  askStacks(
    "the instances of a StackSet nobody has",
    { Action: "ListStackInstances", StackSetName: "contract-suite-none" },
    404,
    /<Code>StackSetNotFoundException<\/Code>/,
    assumed,
  ),
];

const queues: Asked[] = [
  json("a queue nobody has", sqs, "GetQueueUrl", { QueueName: "contract-suite-none" }, error("QueueDoesNotExist")),
  json(
    "the address of a queue",
    sqs,
    "GetQueueUrl",
    { QueueName: "{queue}" },
    ok({ QueueUrl: /^https?:/ }, { keeps: { queueUrl: at("QueueUrl") } }),
  ),
  json(
    "how much waits in a queue, in text",
    sqs,
    "GetQueueAttributes",
    { QueueUrl: "{queueUrl}", AttributeNames: ["ApproximateNumberOfMessages"] },
    ok({
      Attributes: { ApproximateNumberOfMessages: /^\d+$/ },
    }),
  ),
];

const admin: Asked[] = [
  json(
    "the instances of Identity Center",
    ssoAdmin,
    "ListInstances",
    {},
    ok(
      { Instances: [{ InstanceArn: /^arn:aws:sso:::instance\//, IdentityStoreId: /^d-/ }] },
      { keeps: { instance: at("Instances.0.InstanceArn"), store: at("Instances.0.IdentityStoreId") } },
    ),
  ),
  json(
    "no more than 100 instances on a page",
    ssoAdmin,
    "ListInstances",
    { MaxResults: 101 },
    error("ValidationException"),
  ),
  json(
    "permission sets",
    ssoAdmin,
    "ListPermissionSets",
    { InstanceArn: "{instance}" },
    ok({ PermissionSets: [/^arn:aws:sso:::permissionSet\//] }, { keeps: { permissionSet: at("PermissionSets.0") } }),
  ),
  json(
    "one permission set on a page names the next",
    ssoAdmin,
    "ListPermissionSets",
    { InstanceArn: "{instance}", MaxResults: 1 },
    ok({ PermissionSets: list, NextToken: text }),
  ),
  json(
    "a permission set",
    ssoAdmin,
    "DescribePermissionSet",
    { InstanceArn: "{instance}", PermissionSetArn: "{permissionSet}" },
    ok({
      PermissionSet: { Name: text, PermissionSetArn: text, CreatedDate: number },
    }),
  ),
  json(
    "an instance that is none",
    ssoAdmin,
    "ListPermissionSets",
    { InstanceArn: "nothing" },
    error("ValidationException"),
  ),
  json(
    "a signature for another service",
    ssoAdmin,
    "ListInstances",
    {},
    error("InvalidSignatureException", 400, { as: "misdirected" }),
  ),
  json(
    "no signature at all",
    ssoAdmin,
    "ListInstances",
    {},
    error("MissingAuthenticationTokenException", 400, { as: "nobody" }),
  ),
];

const store: Asked[] = [
  json(
    "users, by pages",
    identityStore,
    "ListUsers",
    { IdentityStoreId: "{store}", MaxResults: 1 },
    ok(
      { Users: [{ UserId: text, UserName: text, IdentityStoreId: /^d-/ }] },
      {
        keeps: { user: at("Users.0.UserId"), userName: at("Users.0.UserName"), nextUsers: at("NextToken") },
      },
    ),
  ),
  json(
    "the next page of users",
    identityStore,
    "ListUsers",
    { IdentityStoreId: "{store}", MaxResults: 1, NextToken: "{nextUsers}" },
    ok({ Users: list }),
  ),
  json(
    "a user",
    identityStore,
    "DescribeUser",
    { IdentityStoreId: "{store}", UserId: "{user}" },
    ok({ UserId: text, UserName: text }),
  ),
  json(
    "a user nobody is",
    identityStore,
    "DescribeUser",
    { IdentityStoreId: "{store}", UserId: nobodysId },
    error("ResourceNotFoundException"),
  ),
  json(
    "a user's id by their name",
    identityStore,
    "GetUserId",
    {
      IdentityStoreId: "{store}",
      AlternateIdentifier: { UniqueAttribute: { AttributePath: "userName", AttributeValue: "{userName}" } },
    },
    ok({ UserId: text, IdentityStoreId: text }),
  ),
  json(
    "the id of a name nobody has",
    identityStore,
    "GetUserId",
    {
      IdentityStoreId: "{store}",
      AlternateIdentifier: { UniqueAttribute: { AttributePath: "userName", AttributeValue: "nobody-at-all" } },
    },
    error("ResourceNotFoundException"),
  ),
  json(
    "groups",
    identityStore,
    "ListGroups",
    { IdentityStoreId: "{store}" },
    ok(
      { Groups: [{ GroupId: text, IdentityStoreId: text }] },
      {
        keeps: { group: at("Groups.0.GroupId") },
      },
    ),
  ),
  json(
    "a group",
    identityStore,
    "DescribeGroup",
    { IdentityStoreId: "{store}", GroupId: "{group}" },
    ok({ GroupId: text }),
  ),
  json(
    "the members of a group",
    identityStore,
    "ListGroupMemberships",
    { IdentityStoreId: "{store}", GroupId: "{group}" },
    ok({
      GroupMemberships: [{ MembershipId: text, GroupId: text, MemberId: { UserId: text } }],
    }),
  ),
  json(
    "the groups of a user",
    identityStore,
    "ListGroupMembershipsForMember",
    { IdentityStoreId: "{store}", MemberId: { UserId: "{user}" } },
    ok({ GroupMemberships: list }),
  ),
  json(
    "whether a user is in groups",
    identityStore,
    "IsMemberInGroups",
    { IdentityStoreId: "{store}", MemberId: { UserId: "{user}" }, GroupIds: ["{group}"] },
    ok({
      Results: [{ GroupId: text, MemberId: { UserId: text } }],
    }),
  ),
  json(
    "more than 100 users on a page",
    identityStore,
    "ListUsers",
    { IdentityStoreId: "{store}", MaxResults: 101 },
    error("ValidationException"),
  ),
  json(
    "a store that is none",
    identityStore,
    "ListUsers",
    { IdentityStoreId: "nothing" },
    error("ValidationException"),
  ),
  json(
    "a store nobody has",
    identityStore,
    "ListUsers",
    { IdentityStoreId: "d-0000000000" },
    error("ResourceNotFoundException"),
  ),
  json("a body that is no JSON", identityStore, "ListUsers", "{", error("SerializationException")),
];

const secrets: Asked[] = [
  json(
    "a secret nobody has",
    secretsManager,
    "GetSecretValue",
    { SecretId: "contract-suite/none" },
    error("ResourceNotFoundException"),
  ),
  json(
    "a secret",
    secretsManager,
    "GetSecretValue",
    { SecretId: "{secret}" },
    ok({ ARN: /^arn:aws/, Name: text, SecretString: text, VersionId: text, VersionStages: [text], __type: missing }),
  ),
  json(
    "a stage the secret has not",
    secretsManager,
    "GetSecretValue",
    { SecretId: "{secret}", VersionStage: "NOSUCHSTAGE" },
    error("ResourceNotFoundException"),
  ),
];

export const awsContract: readonly Asked[] = [...sts, ...admin, ...store, ...secrets, ...queues, ...organisation];
