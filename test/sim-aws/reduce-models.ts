import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * Writes `sim/aws/model/*.json`: of each service's published model, the operations the estate has and what they need.
 * The models are those of botocore (Apache-2.0), which hold what the JavaScript packages leave out: lengths, patterns,
 * enumerations, and the errors of each operation.
 *
 *   pip download --no-deps botocore && unzip botocore-*.whl
 *   node test/sim-aws/reduce-models.ts <folder of botocore/data> <botocore's version>
 */

const wanted: Readonly<Record<string, readonly string[]>> = {
  sts: ["AssumeRole", "GetCallerIdentity"],
  secretsmanager: ["DescribeSecret", "GetSecretValue", "ListSecrets", "ListSecretVersionIds"],
  identitystore: [
    ...["CreateUser", "DeleteUser", "DescribeUser", "GetUserId", "ListUsers", "UpdateUser"],
    ...["DescribeGroup", "GetGroupId", "ListGroups"],
    ...["CreateGroupMembership", "DeleteGroupMembership", "DescribeGroupMembership", "GetGroupMembershipId"],
    ...["IsMemberInGroups", "ListGroupMemberships", "ListGroupMembershipsForMember"],
  ],
  "sso-admin": [
    ...["DescribeInstance", "ListInstances", "DescribePermissionSet", "ListPermissionSets"],
    ...["ListAccountsForProvisionedPermissionSet", "ListPermissionSetsProvisionedToAccount"],
    ...["ListAccountAssignments", "ListAccountAssignmentsForPrincipal"],
    ...["CreateAccountAssignment", "DescribeAccountAssignmentCreationStatus", "ListAccountAssignmentCreationStatus"],
    ...["DeleteAccountAssignment", "DescribeAccountAssignmentDeletionStatus", "ListAccountAssignmentDeletionStatus"],
  ],
  sso: ["GetRoleCredentials", "ListAccountRoles", "ListAccounts", "Logout"],
  "sso-oidc": ["CreateToken", "RegisterClient", "StartDeviceAuthorization"],
  organizations: [
    ...["DescribeOrganization", "ListRoots", "ListOrganizationalUnitsForParent", "DescribeOrganizationalUnit"],
    ...["ListParents", "ListChildren", "ListAccounts", "ListAccountsForParent", "DescribeAccount"],
    ...["CreateAccount", "DescribeCreateAccountStatus", "ListCreateAccountStatus", "MoveAccount", "CloseAccount"],
    ...["TagResource", "UntagResource", "ListTagsForResource", "ListDelegatedAdministrators"],
  ],
  cloudformation: ["DescribeStackInstance", "DescribeStackSet", "ListStackInstances", "ListStackSets"],
  sqs: [
    ...["GetQueueAttributes", "GetQueueUrl", "ListQueues", "PurgeQueue", "SendMessage", "ReceiveMessage"],
    ...["ChangeMessageVisibility", "ChangeMessageVisibilityBatch", "DeleteMessage", "DeleteMessageBatch"],
  ],
  ce: ["GetCostAndUsage"],
  billing: ["GetBillingView", "ListBillingViews", "UpdateBillingView"],
};

/** What is kept of a shape and of a member; documentation and endpoints are not. */
const kept = new Set([
  ...[
    "type",
    "required",
    "members",
    "member",
    "key",
    "value",
    "shape",
    "min",
    "max",
    "pattern",
    "enum",
    "union",
    "document",
  ],
  ...["exception", "fault", "error", "code", "httpStatusCode", "location", "locationName", "timestampFormat"],
]);
const metadata = ["protocol", "jsonVersion", "targetPrefix", "xmlNamespace", "signingName", "endpointPrefix"];

interface Model {
  metadata: Record<string, string>;
  operations: Record<string, Record<string, unknown> & { http: unknown }>;
  shapes: Record<string, Record<string, unknown>>;
}

function prune(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => named || kept.has(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, prune(inner, key === "members" && !named)]));
}

function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "shape" && typeof inner === "string" ? [inner] : namesIn(inner),
  );
}

function reduce(service: string, folder: string, version: string): object {
  const at = readdirSync(join(folder, service)).sort().at(-1) ?? "";
  const file = join(folder, service, at, "service-2.json.gz");
  const model = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as Model;
  const operations = (wanted[service] ?? []).map((name) => {
    const { input, output, errors = [], http } = model.operations[name] as Record<string, unknown> & { http: unknown };
    const shapeOf = (of: unknown) => (of as { shape?: string } | undefined)?.shape;
    return [
      name,
      {
        ...(model.metadata.protocol === "rest-json" ? { http } : {}),
        input: shapeOf(input),
        output: shapeOf(output),
        errors: (errors as { shape: string }[]).map(({ shape }) => shape).sort(),
      },
    ] as const;
  });
  const shapes: Record<string, unknown> = {};
  const add = (name: string | undefined): void => {
    if (name === undefined || name in shapes) return;
    shapes[name] = prune(model.shapes[name]);
    for (const inner of namesIn(model.shapes[name])) add(inner);
  };
  for (const [, { input, output, errors }] of operations) for (const name of [input, output, ...errors]) add(name);
  return {
    source: `botocore ${version}: ${service}/${at}/service-2.json, Apache-2.0, Amazon.com, Inc.`,
    ...Object.fromEntries(metadata.flatMap((key) => (key in model.metadata ? [[key, model.metadata[key]]] : []))),
    ...("awsQueryCompatible" in model.metadata ? { awsQueryCompatible: true } : {}),
    operations: Object.fromEntries(operations),
    shapes: Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const [folder, version] = process.argv.slice(2);
if (!folder || !version) {
  process.stderr.write("node test/sim-aws/reduce-models.ts <folder of botocore/data> <botocore's version>\n");
  process.exit(2);
}
const target = join(import.meta.dirname, "../../sim/aws/model");
for (const service of Object.keys(wanted)) {
  writeFileSync(join(target, `${service}.json`), `${JSON.stringify(reduce(service, folder, version), null, 2)}\n`);
}
