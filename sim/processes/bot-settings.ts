import { stringify } from "yaml";
import { groups, people, workspace } from "../people.ts";
import { accountIds, identityStoreId, instanceArn, namespace, portalUrl, region } from "../world/constants.ts";

/** The table's name and region on every local estate. */
export const localTable = { name: "isb-local", region };

/** Opens nothing: the local AWS and the table take any well-formed key. */
const key = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "local-estate" };

const operators: readonly string[] = [groups.admins, groups.managers];

/** The bot's configuration file for the local estate, as YAML: its workspace, groups and accounts, and a link for every manager and admin. */
export function botConfig(): string {
  const links = people.flatMap(({ slackId, identityId, email, groups: held }) =>
    identityId !== undefined && held.some((group) => operators.includes(group)) ? [{ slackId, identityId, email }] : [],
  );
  return `# Written anew at every local start.\n${stringify({
    namespace,
    slack: { teamId: workspace.teamId, opsChannels: ["C0ISBOPS"] },
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

/** The bot's whole environment on the local estate: the same variables as anywhere else, pointed at local servers. */
export function botEnvironment(
  { slack, aws, isb, table }: BotAddresses,
  { configFile, aliveFile }: { configFile: string; aliveFile: string },
): Record<string, string> {
  return {
    ...tableEnvironment(table),
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: `${slack}/api/`,
    ISB_API_BASE_URL: `${isb}/prod`,
    AWS_ENDPOINT_URL: aws,
    ISB_CLOCK_URL: `${slack}/_control/clock`,
    ISB_CONFIG: configFile,
    ISB_ALIVE_FILE: aliveFile,
  };
}
