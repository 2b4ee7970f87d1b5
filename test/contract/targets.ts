import { createAws } from "../../sim/aws/server.ts";
import { createClock } from "../../sim/clock.ts";
import type { Listening } from "../../sim/http/server.ts";
import { createIsb } from "../../sim/isb/server.ts";
import { silentLog } from "../../sim/log.ts";
import { people, workspace } from "../../sim/people.ts";
import { createSlack } from "../../sim/slack/server.ts";
import { eventsQueueName, jwtSecretName, region, roleArns } from "../../sim/world/constants.ts";
import { jwtSecret } from "../../sim/world/secrets.ts";
import { createWorld } from "../../sim/world/world.ts";
import type { Target } from "./asked.ts";
import { awsCallers, isbCallers, slackCallers } from "./callers.ts";

type Service = Target["service"];

/** What a service elsewhere wants to be told, by environment variable: what it is for, and whether it may be left out. */
export const wanted: Record<Service, Readonly<Record<string, { says: string; optional?: true }>>> = {
  isb: {
    ISB_JWT_SECRET: { says: "the JWT secret's value" },
    ISB_CONTRACT_EMAIL: { says: "the email the suite signs as", optional: true },
    ISB_CONTRACT_PERSON: {
      says: "a person in an ISB group: with --writes they are given a lease for a moment, and told of it by ISB",
      optional: true,
    },
  },
  slack: {
    SLACK_BOT_TOKEN: { says: "the app's bot token" },
    SLACK_CONTRACT_CHANNEL: { says: "id of a channel the app is in: with --writes it posts there", optional: true },
  },
  aws: {
    AWS_ACCESS_KEY_ID: { says: "whose rights are used" },
    AWS_SECRET_ACCESS_KEY: { says: "the key's secret" },
    AWS_SESSION_TOKEN: { says: "for temporary credentials", optional: true },
    AWS_REGION: { says: `default ${region}`, optional: true },
    AWS_CONTRACT_SECRET: { says: "name of a secret that may be read", optional: true },
    AWS_CONTRACT_ROLE: { says: "role to assume for reading the organisation", optional: true },
    AWS_CONTRACT_QUEUE: { says: "name of a queue that may be looked at", optional: true },
  },
};

const defaultEmail = "contract-suite@example.org";

const build: Record<Service, (env: NodeJS.ProcessEnv) => Omit<Target, "service" | "url">> = {
  isb: (env) => {
    const person = env.ISB_CONTRACT_PERSON;
    const email = env.ISB_CONTRACT_EMAIL ?? defaultEmail;
    return {
      callers: isbCallers({ secret: env.ISB_JWT_SECRET ?? "", email, person: person ?? email }),
      values: person ? { person } : {},
    };
  },
  slack: (env) => ({
    callers: slackCallers({ botToken: env.SLACK_BOT_TOKEN ?? "" }),
    values: env.SLACK_CONTRACT_CHANNEL ? { channel: env.SLACK_CONTRACT_CHANNEL } : {},
  }),
  aws: (env) => ({
    callers: awsCallers({
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "",
      ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
      region: env.AWS_REGION ?? region,
    }),
    values: {
      region: env.AWS_REGION ?? region,
      ...(env.AWS_CONTRACT_SECRET ? { secret: env.AWS_CONTRACT_SECRET } : {}),
      ...(env.AWS_CONTRACT_ROLE ? { role: encodeURIComponent(env.AWS_CONTRACT_ROLE) } : {}),
      ...(env.AWS_CONTRACT_QUEUE ? { queue: env.AWS_CONTRACT_QUEUE } : {}),
    },
  }),
};

/** A service at an address, asked with what the environment says. `missing` names variables it cannot do without. */
export function targetElsewhere(
  service: Service,
  url: string,
  env: NodeJS.ProcessEnv,
): { target: Target } | { missing: string[] } {
  const missing = Object.entries(wanted[service]).flatMap(([name, { optional }]) =>
    optional || env[name] ? [] : [name],
  );
  return missing.length > 0 ? { missing } : { target: { service, url, ...build[service](env) } };
}

/** What every local estate takes; its JWT secret is another one in each, and is read in its Secrets Manager. */
export const valuesOfTheEstate = {
  ISB_CONTRACT_PERSON: "user1@example.gov.uk",
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_CONTRACT_CHANNEL: workspace.channels[0].id,
  AWS_ACCESS_KEY_ID: "AKIAESTATE0000000000",
  AWS_SECRET_ACCESS_KEY: "opens-nothing",
  AWS_CONTRACT_SECRET: jwtSecretName,
  AWS_CONTRACT_ROLE: roleArns.organisation,
  AWS_CONTRACT_QUEUE: eventsQueueName,
} as const;

/** The estate's three services, started here on free ports; `close` ends them. World time runs as fast as real time. */
export async function startTargets({ manifestPath }: { manifestPath: string }): Promise<{
  targets: Target[];
  /** What the environment of somebody who asks them as servers elsewhere must hold. */
  env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}> {
  const clock = createClock({ speed: 1, startMs: Date.now() });
  const world = createWorld({ clock });
  const common = { clock, world, log: silentLog, port: 0 };
  const [isb, aws, slack] = await Promise.all([
    createIsb(common),
    createAws(common),
    createSlack({ clock, people, workspace, log: silentLog, port: 0, manifestPath, faults: world.faults }),
  ]);
  const env = { ISB_JWT_SECRET: jwtSecret(world), ...valuesOfTheEstate };
  const listening: [Service, Listening | { url: string; close(): Promise<void> }][] = [
    ["isb", isb],
    ["slack", slack],
    ["aws", aws],
  ];
  return {
    targets: listening.map(([service, { url }]) => ({ service, url, ...build[service](env) })),
    env,
    close: async () => {
      world.close();
      await Promise.all(listening.map(([, part]) => part.close()));
    },
  };
}
