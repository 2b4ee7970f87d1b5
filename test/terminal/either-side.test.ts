import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAws } from "../../sim/aws/server.ts";
import { createClock } from "../../sim/clock.ts";
import { createIsb } from "../../sim/isb/server.ts";
import { silentLog } from "../../sim/log.ts";
import { groups, type Person, people } from "../../sim/people.ts";
import { startLocally } from "../../sim/processes/local-start.ts";
import { readSides, type Sides } from "../../sim/processes/sides.ts";
import { createWorld } from "../../sim/world/world.ts";
import { createTalk } from "../e2e/talk.ts";
import { estateConfig } from "../servers/bot-settings.ts";
import { startSlack } from "../sim-slack/local-slack.ts";
import { anyPorts, control, kill, ownPlace, startAt } from "./places.ts";

const somebody: Person = {
  slackId: "U0SOMEBODY",
  email: "somebody@council.example.org",
  name: "Some Body",
  tz: "Europe/London",
  groups: [groups.users, groups.admins],
  identityId: "11111111-0000-4000-8000-000000000777",
};

test("with AWS local the bot joins a Slack elsewhere, whose people are in the local Identity Center", async () => {
  const elsewhere = await startSlack({ people: [...people, somebody] });
  onTestFinished(() => elsewhere.close());
  const sides = readSides(
    { local: ["aws"], opsChannel: "C0ISBOPS", admins: [somebody.email] },
    { SLACK_BOT_TOKEN: "xoxb-estate-bot", SLACK_APP_TOKEN: "xapp-estate-app", SLACK_API_URL: `${elsewhere.url}/api/` },
  ) as Sides;
  const { slack } = await startAt(ownPlace(), { sides });
  const talk = createTalk(elsewhere.url);
  const whoami = await talk.say(somebody.slackId, "whoami");
  expect(whoami.private.join()).toMatch(/You are admin here/);
  const assigned = await talk.say(somebody.slackId, "lease assign empty-sandbox");
  expect(assigned.state).toBe("succeeded");
  expect(await createTalk(slack).messages("C0GENERAL")).toEqual([]);
});

test("with Slack local the bot acts on an AWS and ISB elsewhere, as the person that --me names", async () => {
  const clock = createClock({ speed: 1 });
  const world = createWorld({ clock, people: [...people, { ...somebody, groups: [groups.users] }] });
  const parts = { clock, world, log: silentLog, port: 0 };
  const [aws, isb] = await Promise.all([createAws(parts), createIsb(parts)]);
  onTestFinished(async () => {
    world.close();
    await Promise.all([aws.close(), isb.close()]);
  });
  const place = ownPlace();
  const configFile = join(place.dir, "theirs.yaml");
  writeFileSync(configFile, estateConfig);
  const sides = readSides(
    { local: ["slack"], me: somebody.email },
    {
      ISB_API_BASE_URL: `${isb.url}/prod`,
      ISB_CONFIG: configFile,
      AWS_REGION: "us-west-2",
      AWS_ACCESS_KEY_ID: "AKIAESTATE0000000000",
      AWS_SECRET_ACCESS_KEY: "estate",
      AWS_ENDPOINT_URL: aws.url,
    },
  ) as Sides;
  const { slack, isb: own } = await startAt(place, { sides });
  const talk = createTalk(slack);
  const assigned = await talk.say("U0ME", "lease assign empty-sandbox", { until: ({ jobId }) => jobId !== undefined });
  expect(assigned.jobId).toBeDefined();
  const lease = () => world.state.isb.leases.find(({ userEmail }) => userEmail === somebody.email);
  await expect.poll(() => lease()?.status, { timeout: 15_000 }).toBe("Active");
  expect(JSON.stringify(await control(own, "world"))).not.toContain(lease()?.uuid);
  const stranger = await talk.say("U0ADMIN1", "whoami");
  expect(stranger.everything).not.toContain("admin here");
});

test("delivery by signed HTTP is a matter of configuration, and outlives a restart of the bot", async () => {
  const place = ownPlace();
  const { slack, notes } = await startAt(place, { delivery: "http" });
  expect(notes).toEqual([]);
  const talk = createTalk(slack);
  expect((await talk.say("U0USER1", "whoami")).state).toBe("answered");
  await kill(place, "bot");
  await startLocally(place, { only: "bot", ports: anyPorts });
  // The first delivery may still go down the dead bot's connection, and is refused as Slack refuses it.
  await expect.poll(async () => (await talk.say("U0USER1", "whoami")).state, { timeout: 15_000 }).toBe("answered");
  expect(await control(slack, "state")).toMatchObject({ app: { connections: 0 } });
});

test("a token that Slack refuses is said with Slack's own word, and nothing is left running", async () => {
  const elsewhere = await startSlack();
  onTestFinished(() => elsewhere.close());
  const env = { SLACK_BOT_TOKEN: "xoxb-wrong", SLACK_APP_TOKEN: "xapp-1", SLACK_API_URL: `${elsewhere.url}/api/` };
  const sides = readSides({ local: ["aws"], opsChannel: "C0ISBOPS" }, env) as Sides;
  await expect(startAt(ownPlace(), { sides })).rejects.toThrow(
    "Slack refuses auth.test with this SLACK_BOT_TOKEN: invalid_auth.",
  );
});
