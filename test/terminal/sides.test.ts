import { expect, test } from "vitest";
import { readSides, type SideFlags, type Sides } from "../../sim/processes/sides.ts";

const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
const aws = { ISB_API_BASE_URL: "https://isb/prod", ISB_CONFIG: "/c.yaml", AWS_REGION: "eu-west-2", AWS_PROFILE: "p" };
const awsLocal: SideFlags = { local: ["aws"], opsChannel: "C1" };
const slackLocal: SideFlags = { local: ["slack"], me: "me@example.org" };
const sidesOf = (flags: SideFlags, env: Record<string, string>) => readSides(flags, { HOME: "/h", ...env }) as Sides;
const problemOf = (flags: SideFlags, env: Record<string, string>) =>
  (readSides(flags, env) as { problem?: string }).problem?.split("\n").map((line) => line.replace(/ is missing.*/, ""));

test.each([
  ["nothing set: all is local", { local: [] }, {}, "none"],
  ["tokens and no flag: the bot in place", { local: [] }, slack, "both"],
  ["AWS local with tokens: Slack is real", awsLocal, slack, "slack"],
  ["Slack local with ISB's address: AWS is real", slackLocal, { ...slack, ...aws }, "aws"],
  ["both local, whatever is set", { local: ["slack", "aws"] }, { ...slack, ...aws }, "none"],
  ["an empty token is none", { local: [] }, { SLACK_BOT_TOKEN: " " }, "none"],
] as const)("%s", (_, flags, env, real) => expect(sidesOf(flags, env).real).toBe(real));

test("a real side gets of the environment what is its own and nothing else", () => {
  const env = { ...slack, ...aws, AWS_ENDPOINT_URL_DYNAMODB: "http://theirs", ISB_TABLE_NAME: "theirs", OTHER: "1" };
  expect(sidesOf(awsLocal, env)).toMatchObject({ env: slack });
  expect(sidesOf(slackLocal, env)).toMatchObject({
    env: { ISB_API_BASE_URL: aws.ISB_API_BASE_URL, AWS_REGION: aws.AWS_REGION, AWS_PROFILE: "p" },
    configFile: "/c.yaml",
  });
});

test.each([
  [{ local: ["aws"] }, {}, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "--ops-channel"]],
  [awsLocal, { SLACK_BOT_TOKEN: " " }, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]],
  [slackLocal, slack, ["ISB_API_BASE_URL", "ISB_CONFIG", "AWS_REGION"]],
  [{ local: ["aws"] }, { SLACK_APP_TOKEN: "xapp-1" }, ["SLACK_BOT_TOKEN", "--ops-channel"]],
  [awsLocal, { SLACK_BOT_TOKEN: "xoxb-1" }, ["SLACK_APP_TOKEN"]],
  [awsLocal, { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" }, ["PORT"]],
  [{ local: ["slack"] }, { ISB_API_BASE_URL: "https://isb" }, ["ISB_CONFIG", "AWS_REGION", "--me"]],
  [slackLocal, { ...aws, AWS_ACCESS_KEY_ID: "AKIA" }, ["AWS_SECRET_ACCESS_KEY"]],
  [slackLocal, { ...aws, AWS_SECRET_ACCESS_KEY: "s" }, ["AWS_ACCESS_KEY_ID"]],
  [
    slackLocal,
    { ...aws, ISB_API_BASE_URL: "isb" },
    ["ISB_API_BASE_URL is no address: isb. One begins with https:// and ends with the stage."],
  ],
] as const)("%j with %j half set is refused by name", (flags, env, missing) => {
  expect(problemOf(flags, env)).toEqual(missing);
});
