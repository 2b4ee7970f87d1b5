import { accountIds, ouIds, region, stackSetName } from "../world/constants.ts";
import type { StackInstance } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { AwsError } from "./errors.ts";
import { list, optional, text } from "./input.ts";
import type { Input, Operations } from "./operation.ts";
import { pageAs } from "./paging.ts";

const stackSetId = `${stackSetName}:e57a7e00-0000-4000-8000-00000000000f`;

const stackSet = {
  StackSetName: stackSetName,
  StackSetId: stackSetId,
  Description: "Roles that Innovation Sandbox needs in an account of the pool",
  Status: "ACTIVE",
  AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
  PermissionModel: "SERVICE_MANAGED",
};

function insistOnStackSet(input: Input): void {
  const name = text(input, "StackSetName");
  if (name !== stackSetName && name !== stackSetId) {
    throw new AwsError("StackSetNotFoundException", `StackSet ${name} not found`);
  }
}

/** An instance is listed from its start and deployed a while later. */
function instanceView(world: World, { accountId, stackId, currentAt }: StackInstance) {
  const current = currentAt <= world.clock.now();
  return {
    StackSetId: stackSetId,
    Region: region,
    Account: accountId,
    ...(current ? { StackId: stackId } : {}),
    Status: current ? "CURRENT" : "OUTDATED",
    ...(current ? {} : { StatusReason: "User Initiated" }),
    StackInstanceStatus: { DetailedStatus: current ? "SUCCEEDED" : "RUNNING" },
    OrganizationalUnitId: ouIds.ndx_InnovationSandboxAccountPool,
    DriftStatus: "NOT_CHECKED",
  };
}

const shown = (world: World) =>
  world.state.organisation.stackInstances.filter(({ startsAt }) => startsAt <= world.clock.now());

const paged = <T>(items: readonly T[], input: Input) =>
  pageAs("Summaries", items, {
    input,
    badToken: () => new AwsError("ValidationException", "The provided NextToken is not valid"),
  });

/** Filters of ListStackInstances: the detailed status alone means anything here. */
function wantedStatuses(input: Input): readonly string[] {
  return list<{ Name?: string; Values?: string }>(input, "Filters")
    .filter(({ Name }) => Name === "DETAILED_STATUS")
    .map(({ Values = "" }) => Values);
}

/** CloudFormation: the stack set of the management account whose instances put ISB's roles into pool accounts. */
export const cloudformation: Operations = {
  ListStackSets: ({ input }) => {
    const wanted = optional(input, "Status") ?? "ACTIVE";
    return paged(wanted === "ACTIVE" ? [stackSet] : [], input);
  },
  DescribeStackSet: ({ input }) => {
    insistOnStackSet(input);
    const StackSetARN = `arn:aws:cloudformation:${region}:${accountIds.management}:stackset/${stackSetId}`;
    const OrganizationalUnitIds = [ouIds.ndx_InnovationSandboxAccountPool];
    return { StackSet: { ...stackSet, StackSetARN, OrganizationalUnitIds, Regions: [region] } };
  },
  ListStackInstances: ({ world, input }) => {
    insistOnStackSet(input);
    const [account, inRegion] = [optional(input, "StackInstanceAccount"), optional(input, "StackInstanceRegion")];
    const statuses = wantedStatuses(input);
    const wanted = shown(world)
      .filter(({ accountId }) => (account ?? accountId) === accountId && (inRegion ?? region) === region)
      .map((instance) => instanceView(world, instance))
      .filter(
        ({ StackInstanceStatus }) => statuses.length === 0 || statuses.includes(StackInstanceStatus.DetailedStatus),
      );
    return paged(wanted, input);
  },
  DescribeStackInstance: ({ world, input }) => {
    insistOnStackSet(input);
    const account = text(input, "StackInstanceAccount");
    const found = shown(world).find(({ accountId }) => accountId === account);
    if (!found || text(input, "StackInstanceRegion") !== region) {
      throw new AwsError(
        "StackInstanceNotFoundException",
        `Stack instance not found for account ${account} in region ${text(input, "StackInstanceRegion")}`,
      );
    }
    return { StackInstance: { ...instanceView(world, found), ParameterOverrides: [] } };
  },
};
