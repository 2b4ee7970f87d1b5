/** The estate's fixed names. Shapes follow AWS's id patterns; none of them exists outside. */

/** The `namespace` this ISB was deployed with; it is part of OU, group, permission set and secret names. */
export const namespace = "ndx";

/** Region of ISB and of Identity Center. */
export const region = "us-west-2";

/** The three accounts around the pool. */
export const accountIds = {
  management: "900000000001",
  hub: "900000000002",
  identityCenter: "900000000003",
  /** A member account of the organisation that is not in the pool. */
  outsidePool: "200000000001",
} as const;

/** Roles a bot may assume; any other role ARN is refused by STS. */
export const roleArns = {
  organisation: `arn:aws:iam::${accountIds.management}:role/isb-bot-organisation`,
  identityCenter: `arn:aws:iam::${accountIds.identityCenter}:role/isb-bot-identity-center`,
} as const;

/** Who may be assumed by the bot's task, and with which external id. */
export const assumable: readonly { arn: string; externalId?: string }[] = [
  ...Object.values(roleArns).map((arn) => ({ arn })),
  { arn: `arn:aws:iam::${accountIds.hub}:role/isb-m2m`, externalId: "estate-m2m" },
];

const session = (role: string) => `arn:aws:sts::${accountIds.management}:assumed-role/${role}/IsbOrgMgtRoleSession`;

/** Who moves accounts: both use the same session name, so only the role tells them apart. */
export const movers = {
  isb: session("InnovationSandbox-ndx-OrgMgtRole"),
  separator: session("isb-billing-sep-org-mgt-ndx"),
} as const;

export const organisationId = "o-e57a7e0001";
export const rootId = "r-e5ta";

/** OU ids by name; all but the first two are children of the pool OU. */
export const ouIds = {
  Workloads: "ou-e5ta-workload",
  ndx_InnovationSandboxAccountPool: "ou-e5ta-poolpool",
  Available: "ou-e5ta-availabl",
  Active: "ou-e5ta-activeou",
  CleanUp: "ou-e5ta-cleanupo",
  Quarantine: "ou-e5ta-quaranti",
  Frozen: "ou-e5ta-frozenou",
  Entry: "ou-e5ta-entryoou",
  Exit: "ou-e5ta-exitooou",
} as const;

export const identityStoreId = "d-9067e57a7e";
export const instanceArn = "arn:aws:sso:::instance/ssoins-e57a7e0000000001";
export const portalUrl = "https://d-estate.awsapps.com/start";

const permissionSetPrefix = "arn:aws:sso:::permissionSet/ssoins-e57a7e0000000001/ps-";

/** Permission set ARNs by name. */
export const permissionSetArns = {
  ndx_IsbUsersPS: `${permissionSetPrefix}e57a7e0000000001`,
  ndx_IsbManagersPS: `${permissionSetPrefix}e57a7e0000000002`,
  ndx_IsbAdminsPS: `${permissionSetPrefix}e57a7e0000000003`,
} as const;

export const jwtSecretName = `/InnovationSandbox/${namespace}/Auth/JwtSecret`;

/** The queue that gets what is on ISB's bus. */
export const eventsQueueName = "isb-bot-events";

/** The stack set whose instances put ISB's roles into the accounts of the pool. */
export const stackSetName = `Isb-${namespace}-SandboxAccountResources`;

export const billingViewArn = `arn:aws:billing::${accountIds.management}:billingview/custom-e57a7e00-0000-4000-8000-000000000001`;
