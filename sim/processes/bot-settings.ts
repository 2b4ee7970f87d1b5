import { parse, stringify } from "yaml";
import { groups, type Person, people, workspace } from "../people.ts";
import { accountIds, identityStoreId, instanceArn, namespace, portalUrl, region } from "../world/constants.ts";

/** The table's name and region on every local estate. */
export const localTable = { name: "isb-local", region };

/** Opens nothing: the local AWS and the table take any well-formed key. */
const key = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "local-estate" };

const operators: readonly string[] = [groups.admins, groups.managers];
const header = "# Written anew at every local start.\n";
const localSlack = { teamId: workspace.teamId, opsChannels: ["C0ISBOPS"] };

/** The bot's configuration file for the local AWS and ISB, as YAML: its workspace, groups and accounts, and a link for every manager and admin. */
export function botConfig({
  slack = localSlack,
  known = people,
}: {
  slack?: { teamId: string; opsChannels: readonly string[] };
  known?: readonly Person[];
} = {}): string {
  const links = known.flatMap(({ slackId, identityId, email, groups: held }) =>
    identityId !== undefined && held.some((group) => operators.includes(group)) ? [{ slackId, identityId, email }] : [],
  );
  return `${header}${stringify({
    namespace,
    slack,
    identity: { groups: { user: [groups.users], manager: [groups.managers], admin: [groups.admins] }, links },
    sso: { startUrl: portalUrl, permissionSet: "ndx_IsbUsersPS", instanceArn, identityStoreId, region },
    protectedAccounts: {
      management: accountIds.management,
      hub: accountIds.hub,
      identityCenter: accountIds.identityCenter,
    },
    timeZone: "Europe/London",
    // The world runs many times as fast as the wall, so its jobs ask so much oftener; nothing local counts requests by the minute.
    lanes: { isb: { perSecond: 100, perMinute: 6_000 }, identityCenter: { perSecond: 100 } },
  })}`;
}

/** An organisation's own configuration, but for people who speak in the local Slack: the link of `me` is theirs there. */
export function onLocalSlack(text: string, me: Person): string {
  const { identity, ...settings } = parse(text) as { identity?: { links?: { email?: string }[] } };
  const own = (identity?.links ?? []).filter(({ email }) => email?.toLowerCase() === me.email);
  const links = own.map((link) => ({ ...link, slackId: me.slackId }));
  return `${header}${stringify({ ...settings, slack: localSlack, identity: { ...identity, links } })}`;
}

/** What every process of the local start gets of the person's own environment. Their Slack and AWS settings must not leak in. */
export function bareEnvironment(own: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "LOG_LEVEL"].flatMap((name) => {
    const value = own[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

/** The SDK's settings for the table alone. */
export function tableEnvironment(tableUrl: string): Record<string, string> {
  return {
    ...bareEnvironment(),
    ...key,
    AWS_REGION: localTable.region,
    AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
    // The person's own profile may name endpoints, regions and proxies.
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    ISB_TABLE_NAME: localTable.name,
  };
}

export interface BotAddresses {
  slack: string;
  aws: string;
  isb: string;
  table: string;
}

/** How the local Slack reaches the bot; `port`: by signed HTTP there, in place of Socket Mode. */
export type Delivery = { port?: number | undefined };

const slackEnvironment = (slack: string, { port }: Delivery): Record<string, string> => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  ...(port === undefined
    ? { SLACK_APP_TOKEN: workspace.appToken }
    : { SLACK_SIGNING_SECRET: workspace.signingSecret, PORT: String(port) }),
  SLACK_API_URL: `${slack}/api/`,
});

/**
 * The bot's whole environment on the local estate: the same variables as anywhere else, pointed at local servers.
 * `slackEnv` in place of the local Slack, or `awsEnv` in place of the local AWS and ISB, is a real side's; the table stays local.
 */
export function botEnvironment(
  { slack, aws, isb, table }: BotAddresses,
  {
    configFile,
    aliveFile,
    delivery = {},
    slackEnv = slackEnvironment(slack, delivery),
    awsEnv,
  }: {
    configFile: string;
    aliveFile: string;
    delivery?: Delivery;
    slackEnv?: Record<string, string> | undefined;
    awsEnv?: Record<string, string> | undefined;
  },
): Record<string, string> {
  const common = { ...slackEnv, ISB_CONFIG: configFile, ISB_ALIVE_FILE: aliveFile };
  if (awsEnv) {
    const ownTable = { AWS_ENDPOINT_URL_DYNAMODB: table, ISB_TABLE_NAME: localTable.name };
    return { ...bareEnvironment(), ...awsEnv, ...common, ...ownTable };
  }
  return {
    ...tableEnvironment(table),
    ...common,
    ISB_API_BASE_URL: `${isb}/prod`,
    AWS_ENDPOINT_URL: aws,
    ISB_CLOCK_URL: `${isb}/_control/clock`,
  };
}
