import { people, workspace } from "../../sim/people.ts";

const elevated = /Admins|Managers/;

/** The bot's configuration file for the estate: YAML is a superset of JSON. */
export const estateConfig = JSON.stringify({
  namespace: "ndx",
  slack: { teamId: workspace.teamId, opsChannels: ["C0ISBOPS"] },
  identity: {
    groups: { user: ["ndx_IsbUsersGroup"], manager: ["ndx_IsbManagersGroup"], admin: ["ndx_IsbAdminsGroup"] },
    links: people
      .filter(({ groups, identityId }) => identityId && groups.some((name) => elevated.test(name)))
      .map(({ slackId, identityId, email }) => ({ slackId, identityId, email })),
  },
  sso: { startUrl: "https://d-estate.awsapps.com/start", permissionSet: "ndx_IsbUsersPS", region: "us-west-2" },
  protectedAccounts: { management: "900000000001", hub: "900000000002", identityCenter: "900000000003" },
  timeZone: "Europe/London",
});

export interface Surroundings {
  slack: string;
  aws: string;
  isb: string;
  /** Endpoint of the table's server. */
  table: string;
  tableName: string;
  /** Path of the configuration file. */
  configPath: string;
  /** Given: signed HTTP on this port; absent: Socket Mode. */
  httpPort?: number;
}

/** What the bot reads from its environment, and nothing that the person at the keyboard has set. */
export const botEnvironment = ({
  slack,
  aws,
  isb,
  table,
  tableName,
  configPath,
  httpPort,
}: Surroundings): Record<string, string> => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  ...(httpPort === undefined
    ? { SLACK_APP_TOKEN: workspace.appToken }
    : { SLACK_SIGNING_SECRET: workspace.signingSecret, PORT: String(httpPort) }),
  SLACK_API_URL: `${slack}/api/`,
  ISB_CONFIG: configPath,
  ISB_API_BASE_URL: `${isb}/prod`,
  ISB_TABLE_NAME: tableName,
  ISB_CLOCK_URL: `${slack}/_control/clock`,
  AWS_REGION: "us-west-2",
  AWS_ACCESS_KEY_ID: "AKIAESTATE0000000000",
  AWS_SECRET_ACCESS_KEY: "estate",
  AWS_ENDPOINT_URL: aws,
  AWS_ENDPOINT_URL_DYNAMODB: table,
});
