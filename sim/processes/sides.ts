/** Which sides of the world are somebody else's, and what of the environment that takes. */
export type Sides =
  | { real: "none" }
  /** The bot joins a real workspace; AWS and ISB are local. */
  | { real: "slack"; env: Record<string, string>; opsChannel: string; admins: readonly string[] }
  /** People talk to the bot in the local Slack; it acts on real AWS and ISB. */
  | { real: "aws"; env: Record<string, string>; configFile: string; me: string }
  /** The bot is run in place, on what the environment names. */
  | { real: "both" };

export interface SideFlags {
  /** Sides that are to be local although the environment names real ones. */
  local: readonly ("slack" | "aws")[];
  opsChannel?: string | undefined;
  admins?: readonly string[] | undefined;
  me?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const slackNames = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT", "SLACK_API_URL"];
const credentialNames = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
const isbNames = /^(ISB_API_|ISB_JWT_|ISB_M2M_|ISB_ORG_|ISB_IDC_|ISB_EVENTS_)/;

/** What a start is to be by its flags and its environment: who names one side as local wants the other one real. `problem` names, in sentences, what is only half set. */
export function readSides(flags: SideFlags, env: Environment): Sides | { problem: string } {
  const has = (name: string) => (env[name] ?? "").trim() !== "";
  const { local } = flags;
  if (local.length === 0) return { real: slackNames.slice(0, 3).some(has) ? "both" : "none" };
  if (!local.includes("slack")) return realSlack(flags, env, has);
  if (!local.includes("aws")) return realAws(flags, env, has);
  return { real: "none" };
}

function realSlack(
  { opsChannel, admins = [] }: SideFlags,
  env: Environment,
  has: (name: string) => boolean,
): Sides | { problem: string } {
  const missing = [
    ...(has("SLACK_BOT_TOKEN") ? [] : ["SLACK_BOT_TOKEN is missing: the bot speaks in Slack with it."]),
    ...(has("SLACK_APP_TOKEN") || has("SLACK_SIGNING_SECRET")
      ? []
      : [
          "SLACK_APP_TOKEN is missing: Slack reaches the bot over Socket Mode by it (or SLACK_SIGNING_SECRET and PORT).",
        ]),
    ...(has("SLACK_SIGNING_SECRET") && !has("SLACK_APP_TOKEN") && !has("PORT")
      ? ["PORT is missing: with SLACK_SIGNING_SECRET the bot listens there."]
      : []),
    ...(opsChannel
      ? []
      : ["--ops-channel is missing: the id of the channel in which managers decide, such as C012AB3CD."]),
  ];
  if (missing.length > 0 || !opsChannel) return { problem: missing.join("\n") };
  return { real: "slack", env: pick(env, (name) => slackNames.includes(name)), opsChannel, admins };
}

function realAws({ me }: SideFlags, env: Environment, has: (name: string) => boolean): Sides | { problem: string } {
  const wanted: Record<string, string> = {
    ISB_API_BASE_URL: "ISB's API address",
    ISB_CONFIG: "the bot's configuration file for that organisation",
    AWS_REGION: "the region ISB runs in",
  };
  const [id, secret] = credentialNames.map(has);
  const missing = [
    ...Object.entries(wanted).flatMap(([name, what]) => (has(name) ? [] : [`${name} is missing: ${what}.`])),
    ...(!has("ISB_API_BASE_URL") || URL.canParse(env.ISB_API_BASE_URL ?? "")
      ? []
      : [`ISB_API_BASE_URL is no address: ${env.ISB_API_BASE_URL}. One begins with https:// and ends with the stage.`]),
    ...(id === secret
      ? []
      : [`${id ? credentialNames[1] : credentialNames[0]} is missing beside the other half of the key.`]),
    ...(me ? [] : ["--me is missing: your email in Identity Center, for the local Slack to know you by."]),
  ];
  if (missing.length > 0 || !me) return { problem: missing.join("\n") };
  const own = pick(env, (name) => isbNames.test(name) || (name.startsWith("AWS_") && !name.endsWith("_DYNAMODB")));
  return { real: "aws", env: own, configFile: env.ISB_CONFIG ?? "", me };
}

function pick(env: Environment, wanted: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value && wanted(name) ? [[name, value] as const] : [])),
  );
}
