import { type Secret, secret } from "../domain/secret.ts";
import type { ConfigProblem } from "./config-error.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export type SlackConnection =
  | { kind: "socket"; appToken: Secret }
  | { kind: "http"; signingSecret: Secret; port: number };

/** What the environment says; secrets are wrapped so that printing the configuration shows none. */
export interface EnvironmentSettings {
  configPath: string;
  slack: {
    botToken: Secret;
    connection: SlackConnection;
    /** Absent: Slack itself. */
    apiUrl?: string;
  };
  isb: {
    /** Without a trailing slash. */
    baseUrl: string;
    dialect: "auto" | "1.2" | "1.3";
    /** Absent: ISB's own name for it. */
    jwtSecretPath?: string;
    /** For ISB 1.3, which the bot cannot sign in to yet: checked, not used yet. */
    m2m?: { roleArn: string; externalId: string };
  };
  aws: {
    region: string;
    tableName: string;
    /** Acts in the organisation. Checked, not used yet. */
    organisationRoleArn?: string;
    /** Brings ISB's events. Checked, not used yet. */
    eventsQueueUrl?: string;
  };
  identityCenter: { region?: string; roleArn?: string };
  /** Absent: the host's own clock. */
  clockUrl?: string;
}

const dialects: Readonly<Record<string, "auto" | "1.2" | "1.3">> = { auto: "auto", jwt: "1.2", iam: "1.3" };

/** Reads the environment; `problems` receives everything wrong with it. The answer is whole only when nothing was added. */
export const readEnvironment = (env: Environment, problems: ConfigProblem[]): EnvironmentSettings => {
  const wrong = (name: string, what: string, expected: string, neededBy: string): void => {
    problems.push({ where: `environment: ${name}`, what, expected, neededBy });
  };

  /** An empty variable counts as not set: that is what compose files and task definitions leave behind. */
  const optional = (name: string): string | undefined => env[name]?.trim() || undefined;

  const shaped = (name: string, expected: string, fits: (value: string) => boolean, neededBy: string) => {
    const value = optional(name);
    if (value === undefined || fits(value)) return value;
    wrong(name, "is not right", expected, neededBy);
    return undefined;
  };

  const required = (
    name: string,
    expected: string,
    neededBy: string,
    fits: (value: string) => boolean = () => true,
  ) => {
    if (optional(name) === undefined) wrong(name, "is missing", expected, neededBy);
    return shaped(name, expected, fits, neededBy) ?? "";
  };

  const isUrl = (value: string): boolean => /^https?:$/.test(URL.parse(value)?.protocol ?? "");
  const isRoleArn = (value: string): boolean => /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(value);
  const isPort = (value: string): boolean => /^\d+$/.test(value) && Number(value) <= 65_535;
  const url = (name: string, neededBy: string) =>
    shaped(name, "an http or https address", isUrl, neededBy)?.replace(/\/+$/, "");
  const roleArn = (name: string, neededBy: string) => shaped(name, "an IAM role ARN", isRoleArn, neededBy);
  const present = <K extends string>(key: K, value: string | undefined) =>
    (value === undefined ? {} : { [key]: value }) as { [each in K]?: string };

  const connection = (): SlackConnection => {
    const appToken = shaped(
      "SLACK_APP_TOKEN",
      "a token that begins with xapp-",
      (v) => v.startsWith("xapp-"),
      "Socket Mode",
    );
    const given = optional("SLACK_APP_TOKEN") !== undefined;
    const signingSecret = optional("SLACK_SIGNING_SECRET");
    if (given && signingSecret !== undefined) {
      wrong(
        "SLACK_APP_TOKEN",
        "and SLACK_SIGNING_SECRET are both set",
        "one of them",
        "knowing how Slack reaches the bot",
      );
    }
    if (given) return { kind: "socket", appToken: secret(appToken ?? "") };
    if (signingSecret === undefined) {
      const expected =
        optional("PORT") === undefined
          ? "SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP"
          : "SLACK_SIGNING_SECRET beside PORT for HTTP, or SLACK_APP_TOKEN for Socket Mode";
      wrong("SLACK_APP_TOKEN", "is missing", expected, "receiving commands from Slack");
    }
    const port =
      signingSecret === undefined ? "0" : required("PORT", "a port number", "receiving commands over HTTP", isPort);
    return { kind: "http", signingSecret: secret(signingSecret ?? ""), port: Number(port) };
  };

  const m2m = (dialect: string): { m2m?: { roleArn: string; externalId: string } } => {
    const role = roleArn("ISB_M2M_ROLE_ARN", "signing to ISB 1.3");
    const externalId = optional("ISB_M2M_EXTERNAL_ID");
    const wanted = dialect === "1.3" || optional("ISB_M2M_ROLE_ARN") !== undefined || externalId !== undefined;
    if (wanted && optional("ISB_M2M_ROLE_ARN") === undefined)
      wrong("ISB_M2M_ROLE_ARN", "is missing", "the M2MRoleArn output of ISB's client stack", "signing to ISB 1.3");
    if (wanted && externalId === undefined)
      wrong(
        "ISB_M2M_EXTERNAL_ID",
        "is missing",
        "the M2MExternalId output of ISB's client stack",
        "signing to ISB 1.3",
      );
    return role !== undefined && externalId !== undefined ? { m2m: { roleArn: role, externalId } } : {};
  };

  const auth = optional("ISB_API_AUTH") ?? "auto";
  const dialect = dialects[auth];
  if (dialect === undefined) wrong("ISB_API_AUTH", "is not right", "auto, jwt or iam", "signing calls to ISB");

  const isBotToken = (value: string): boolean => /^xox[be][.-]/.test(value);
  return {
    configPath: required("ISB_CONFIG", "the path of the configuration file", "starting"),
    slack: {
      botToken: secret(required("SLACK_BOT_TOKEN", "a token that begins with xoxb-", "speaking in Slack", isBotToken)),
      connection: connection(),
      ...present("apiUrl", url("SLACK_API_URL", "reaching Slack")),
    },
    isb: {
      baseUrl: required("ISB_API_BASE_URL", "ISB's API address", "reaching ISB", isUrl).replace(/\/+$/, ""),
      dialect: dialect ?? "auto",
      ...present("jwtSecretPath", optional("ISB_JWT_SECRET_PATH")),
      ...m2m(dialect ?? "auto"),
    },
    aws: {
      region: required("AWS_REGION", "the region ISB runs in", "reading ISB's secret and keeping jobs"),
      tableName: required("ISB_TABLE_NAME", "the name of the bot's DynamoDB table", "keeping jobs"),
      ...present("organisationRoleArn", roleArn("ISB_ORG_ROLE_ARN", "acting in the organisation, not used yet")),
      ...present("eventsQueueUrl", url("ISB_EVENTS_QUEUE_URL", "hearing ISB's events, not used yet")),
    },
    identityCenter: {
      ...present("region", optional("ISB_IDC_REGION")),
      ...present("roleArn", roleArn("ISB_IDC_ROLE_ARN", "reading Identity Center")),
    },
    ...present("clockUrl", url("ISB_CLOCK_URL", "keeping the estate's time")),
  };
};
