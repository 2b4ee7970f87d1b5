import { type Asked, at, list, missing, number, type Pattern, text } from "./asked.ts";

/**
 * The AWS services a bot asks, in the protocol of each: the models of the `@aws-sdk/client-*` packages. Nothing here
 * changes anything. `{store}`, `{instance}` and the like are found in earlier answers.
 */

interface JsonService {
  endpoint: string;
  signsAs: string;
  target: string;
}
const identityStore = { endpoint: "identitystore", signsAs: "identitystore", target: "AWSIdentityStore" };
const ssoAdmin = { endpoint: "sso", signsAs: "sso", target: "SWBExternalService" };
const secretsManager = { endpoint: "secretsmanager", signsAs: "secretsmanager", target: "secretsmanager" };

type More = Partial<Pick<Asked, "as" | "keeps" | "headers">>;
const nobodysId = "99999999-0000-4000-8000-000000000001";

/** A call in AWS JSON 1.1: the operation in a header, the input as the body. */
const json = (
  name: string,
  { target, ...service }: JsonService,
  operation: string,
  input: unknown,
  answer: Pick<Asked, "status" | "body"> & More,
): Asked => ({
  name,
  as: "caller",
  sends: {
    method: "POST",
    path: "/",
    headers: { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": `${target}.${operation}` },
    body: typeof input === "string" ? input : JSON.stringify(input),
    service,
  },
  ...answer,
});

/** A call in AWS Query, answered in XML. */
const query = (name: string, params: Record<string, string>, status: number, body: RegExp, more: More = {}): Asked => ({
  name,
  as: "caller",
  sends: {
    method: "POST",
    path: "/",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...params, Version: "2011-06-15" }).toString(),
    service: { endpoint: "sts", signsAs: "sts" },
  },
  status,
  body,
  ...more,
});

const ok = (body: Pattern, more: More = {}) => ({ status: 200, body, headers: { "x-amzn-requestid": text }, ...more });
/** An error of a JSON service: its name may carry a namespace in front. */
const error = (code: string, status = 400, more: More = {}) => ({
  status,
  body: { __type: new RegExp(`(^|#)${code}$`) },
  ...more,
});

const sts: Asked[] = [
  query("who one is", { Action: "GetCallerIdentity" }, 200, /<GetCallerIdentityResult>.*<Arn>arn:aws.*<\/Arn>/s, {
    headers: { "content-type": /xml/, "x-amzn-requestid": text },
  }),
  query("no signature", { Action: "GetCallerIdentity" }, 403, /<Code>MissingAuthenticationToken<\/Code>/, {
    as: "nobody",
  }),
  query("a key nobody has", { Action: "GetCallerIdentity" }, 403, /<Code>InvalidClientTokenId<\/Code>/, {
    as: "unknown",
  }),
  query("a signature an hour old", { Action: "GetCallerIdentity" }, 403, /<Code>SignatureDoesNotMatch<\/Code>/, {
    as: "late",
  }),
  query("an operation nobody has", { Action: "Teleport" }, 400, /<Code>InvalidAction<\/Code>/),
  query(
    "a role that is not one's own",
    {
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::999999999999:role/nobody",
      RoleSessionName: "contract",
    },
    403,
    /<Code>AccessDenied<\/Code>/,
  ),
  query(
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

export const awsContract: readonly Asked[] = [...sts, ...admin, ...store, ...secrets];
