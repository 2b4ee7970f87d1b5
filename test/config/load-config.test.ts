import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { ConfigError, type ConfigProblem } from "../../src/config/config-error.ts";
import { type Config, loadConfig } from "../../src/config.ts";

const examplePath = new URL("../../config/example.yaml", import.meta.url).pathname;

const env = {
  ISB_CONFIG: examplePath,
  SLACK_BOT_TOKEN: "xoxb-bot-secret",
  SLACK_APP_TOKEN: "xapp-app-secret",
  ISB_API_BASE_URL: "https://abc.execute-api.us-west-2.amazonaws.com/prod/",
  AWS_REGION: "us-west-2",
  ISB_TABLE_NAME: "isb-bot",
};

const file = {
  namespace: "ndx",
  slack: { teamId: "T0ESTATE", opsChannels: ["C0OPS"] },
  identity: { groups: { user: ["users"] } },
  sso: { startUrl: "https://d-1.awsapps.com/start/", permissionSet: "ndx_IsbUsersPS", region: "us-west-2" },
  protectedAccounts: { management: "111111111111", hub: "222222222222", identityCenter: "333333333333" },
  timeZone: "Europe/London",
};

const load = (changes: { env?: Record<string, string | undefined>; file?: object; text?: string } = {}): Config =>
  loadConfig(
    { ...env, ...changes.env, ISB_CONFIG: "c.yaml" },
    () => changes.text ?? stringify({ ...file, ...changes.file }),
  );

const problemsOf = (run: () => Config): readonly ConfigProblem[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};
const places = (changes: Parameters<typeof load>[0]) =>
  problemsOf(() => load(changes)).map(({ where, what }) => `${where} ${what}`);

describe("a whole configuration", () => {
  it("is read from the example as it is shipped", () => {
    const config = loadConfig(env);
    expect(config.namespace).toBe("ndx");
    expect(config.isb).toEqual({
      baseUrl: "https://abc.execute-api.us-west-2.amazonaws.com/prod",
      dialect: "auto",
      jwtSecretPath: "/InnovationSandbox/ndx/Auth/JwtSecret",
    });
    expect(config.leases).toEqual({ approvalWaitDays: 14, provisioningMinutes: 30, accessMinutes: 5 });
    expect(config.protectedAccounts.hub).toBe("568672915267");
  });

  it("fills in what may be left out", () => {
    const config = load();
    expect(config.identity).toMatchObject({
      elevated: "link",
      cacheMinutes: 5,
      links: [],
      groups: { manager: [], admin: [] },
    });
    expect(config.leases.approvalWaitDays).toBe(14);
    expect(config.sso.startUrl).toBe("https://d-1.awsapps.com/start");
    expect(config.clockUrl).toBeUndefined();
  });

  it("takes Identity Center's place from the environment before the file", () => {
    const config = load({
      env: { ISB_IDC_REGION: "eu-west-2", ISB_IDC_ROLE_ARN: "arn:aws:iam::111111111111:role/read" },
    });
    expect(config.sso).toMatchObject({ region: "eu-west-2", roleArn: "arn:aws:iam::111111111111:role/read" });
  });

  it("cannot be changed, all the way down", () => {
    const config = load();
    expect(() => Object.assign(config.slack, { teamId: "T1" })).toThrow(TypeError);
    expect(() => config.identity.groups.admin.push("everybody")).toThrow(TypeError);
  });

  it("shows no secret when it is printed", () => {
    const config = load();
    expect(inspect(config, { depth: null }) + JSON.stringify(config)).not.toMatch(/bot-secret|app-secret/);
    expect(config.slack.botToken.reveal()).toBe("xoxb-bot-secret");
  });

  it("is HTTP when a signing secret and a port are given", () => {
    const { connection } = load({
      env: { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: "s", PORT: "3000" },
    }).slack;
    expect(connection).toMatchObject({ kind: "http", port: 3000 });
  });

  it("lower-cases the email of a link, which Slack's is compared with", () => {
    const links = [{ slackId: "U0ADMIN1", identityId: "id-1", email: "Admin1@Example.gov.uk" }];
    expect(load({ file: { identity: { ...file.identity, links } } }).identity.links[0]?.email).toBe(
      "admin1@example.gov.uk",
    );
  });
});

describe("an environment that is half set", () => {
  it.each([
    [{ SLACK_APP_TOKEN: undefined }, ["environment: SLACK_APP_TOKEN is missing"]],
    [{ SLACK_APP_TOKEN: undefined, PORT: "3000" }, ["environment: SLACK_APP_TOKEN is missing"]],
    [{ SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: "s" }, ["environment: PORT is missing"]],
    [{ SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: "s", PORT: "no" }, ["environment: PORT is not right"]],
    [{ SLACK_SIGNING_SECRET: "s" }, ["environment: SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set"]],
    [{ SLACK_BOT_TOKEN: "xapp-swapped" }, ["environment: SLACK_BOT_TOKEN is not right"]],
    [{ SLACK_BOT_TOKEN: " " }, ["environment: SLACK_BOT_TOKEN is missing"]],
    [{ ISB_API_BASE_URL: "localhost:1" }, ["environment: ISB_API_BASE_URL is not right"]],
    [{ ISB_API_AUTH: "basic" }, ["environment: ISB_API_AUTH is not right"]],
    [
      { ISB_API_AUTH: "iam" },
      ["environment: ISB_M2M_ROLE_ARN is missing", "environment: ISB_M2M_EXTERNAL_ID is missing"],
    ],
    [{ ISB_M2M_EXTERNAL_ID: "x" }, ["environment: ISB_M2M_ROLE_ARN is missing"]],
    [{ ISB_ORG_ROLE_ARN: "role/x" }, ["environment: ISB_ORG_ROLE_ARN is not right"]],
    [
      { AWS_REGION: undefined, ISB_TABLE_NAME: undefined },
      ["environment: AWS_REGION is missing", "environment: ISB_TABLE_NAME is missing"],
    ],
  ])("%j is told as %j", (changed, told) => expect(places({ env: changed })).toEqual(told));

  it("says which file cannot be read", () => {
    const [problem, ...others] = problemsOf(() => loadConfig({ ...env, ISB_CONFIG: "/nowhere/at/all.yaml" }));
    expect(problem?.what).toContain("/nowhere/at/all.yaml");
    expect(others).toEqual([]);
  });

  it("never repeats the value of a secret that is not right", () => {
    expect(() => load({ env: { SLACK_BOT_TOKEN: "swapped-secret-value" } })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("swapped-secret-value") }),
    );
  });
});

describe("a file that is not right", () => {
  it.each<[object, string[]]>([
    [{ namespace: "n" }, ["c.yaml: namespace is not right"]],
    [{ slack: { teamId: "T0ESTATE", opsChannels: [] } }, ["c.yaml: slack.opsChannels is not right"]],
    [
      { slack: { teamID: "T0ESTATE", opsChannels: ["C0OPS"] } },
      ["c.yaml: slack.teamId is missing", "c.yaml: slack.teamID is not known"],
    ],
    [{ timeZone: "Europe/Lundon" }, ["c.yaml: timeZone is not right"]],
    [
      { protectedAccounts: { ...file.protectedAccounts, hub: 222222222222 } },
      ["c.yaml: protectedAccounts.hub is not right"],
    ],
    [{ leases: { provisioningMinutes: 0 } }, ["c.yaml: leases.provisioningMinutes is not right"]],
    [{ leases: { provisionMinutes: 5 } }, ["c.yaml: leases.provisionMinutes is not known"]],
    [{ lanes: { isb: { perSecond: 0 } } }, ["c.yaml: lanes.isb.perSecond is not right"]],
    [{ lanes: { accountCloses: { atOnce: 1.5 } } }, ["c.yaml: lanes.accountCloses.atOnce is not right"]],
    [{ lanes: { isb: { perHour: 5 } } }, ["c.yaml: lanes.isb.perHour is not known"]],
    [{ jobs: { shape: 3 } }, ["c.yaml: jobs.shape is not right"]],
    [{ identity: { ...file.identity, elevated: "yes" } }, ["c.yaml: identity.elevated is not right"]],
    [
      { identity: { ...file.identity, links: [{ slackId: "U0A", identityId: "i", email: "nobody" }] } },
      ["c.yaml: identity.links.0.email is not right"],
    ],
    [
      {
        identity: {
          ...file.identity,
          links: [
            { slackId: "U0A", identityId: "i", email: "a@example.org" },
            { slackId: "U0A", identityId: "j", email: "b@example.org" },
          ],
        },
      },
      ["c.yaml: identity.links is not right"],
    ],
  ])("%j is told as %j", (changed, told) => expect(places({ file: changed })).toEqual(told));

  it("names the nearest known key, at every depth", () => {
    const expected = (changed: object) => problemsOf(() => load({ file: changed })).map((problem) => problem.expected);
    expect(expected({ timezone: "x" })).toContain("perhaps timeZone");
    expect(expected({ leases: { approvalWaitDay: 3 } })).toEqual(["perhaps approvalWaitDays"]);
    expect(expected({ identity: { groups: { user: ["u"], admins: ["a"] } } })).toEqual(["perhaps admin"]);
    const links = [{ slackid: "U0A", identityId: "i", email: "a@example.org" }];
    expect(expected({ identity: { ...file.identity, links } })).toContain("perhaps slackId");
  });

  it.each([
    ["a: [", "is not YAML"],
    ["", "is not right"],
    ["- a list", "is not right"],
  ])("%j is told without a stack", (text, what) => {
    const problems = problemsOf(() => load({ text }));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.what).toBe(what);
  });

  it("tells everything wrong at once, of the environment and the file", () => {
    const told = problemsOf(() =>
      load({ env: { AWS_REGION: undefined, SLACK_BOT_TOKEN: "x" }, file: { namespace: 1, timeZone: 2 } }),
    );
    expect(told.map(({ where }) => where)).toEqual([
      "environment: SLACK_BOT_TOKEN",
      "environment: AWS_REGION",
      "c.yaml: namespace",
      "c.yaml: timeZone",
    ]);
    for (const { expected, neededBy } of told) expect(expected && neededBy).toBeTruthy();
  });
});

it("the example's lanes are the usual ones", async () => {
  const { readFile } = await import("node:fs/promises");
  const { lanes } = parse(await readFile(examplePath, "utf8")) as { lanes: object };
  expect(load().lanes).toEqual(lanes);
  expect(load({ file: { lanes: { isb: { perMinute: 100 } } } }).lanes.isb).toEqual({ perSecond: 20, perMinute: 100 });
});

it("the example holds no key that could be left out by mistake", async () => {
  const { readFile } = await import("node:fs/promises");
  const example: unknown = parse(await readFile(examplePath, "utf8"));
  expect(Object.keys(example as object).sort()).toEqual([
    "identity",
    "lanes",
    "leases",
    "namespace",
    "protectedAccounts",
    "slack",
    "sso",
    "timeZone",
  ]);
});
