import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAws } from "../../sim/aws/server.ts";
import { createClock } from "../../sim/clock.ts";
import { createIsb } from "../../sim/isb/server.ts";
import { silentLog } from "../../sim/log.ts";
import { groups, type Person, people } from "../../sim/people.ts";
import { startLocally, statusOf, stopLocally } from "../../sim/processes/local-start.ts";
import { allLocal } from "../../sim/processes/named-sides.ts";
import type { Place } from "../../sim/processes/place.ts";
import { readSides, type Sides } from "../../sim/processes/sides.ts";
import { createWorld } from "../../sim/world/world.ts";
import { createTalk } from "../e2e/talk.ts";
import { estateConfig } from "../servers/bot-settings.ts";
import { startSlack } from "../sim-slack/local-slack.ts";
import { anyPorts, control, kill, ownPlace, root, startAt } from "./places.ts";

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

/** An AWS and ISB elsewhere, and what a start in `place` has to know to act on them. */
async function startElsewhere(place: Place) {
  const clock = createClock({ speed: 1 });
  const world = createWorld({ clock, people: [...people, { ...somebody, groups: [groups.users] }] });
  const parts = { clock, world, log: silentLog, port: 0 };
  const [aws, isb] = await Promise.all([createAws(parts), createIsb(parts)]);
  onTestFinished(async () => {
    world.close();
    await Promise.all([aws.close(), isb.close()]);
  });
  const configFile = join(place.dir, "theirs.yaml");
  writeFileSync(configFile, estateConfig);
  const env = {
    ISB_API_BASE_URL: `${isb.url}/prod`,
    ISB_CONFIG: configFile,
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "AKIAESTATE0000000000",
    AWS_SECRET_ACCESS_KEY: "estate-secret",
    AWS_ENDPOINT_URL: aws.url,
  };
  return { world, env, sides: readSides({ local: ["slack"], me: somebody.email }, env) as Sides };
}

/** Everything below a folder that is a file. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
const holds = (folder: string, words: string): boolean =>
  filesIn(folder).some((path) => readFileSync(path, "latin1").includes(words));

test("with Slack local the bot acts on an AWS and ISB elsewhere as the person that --me names, and practice jobs stay out of it", async () => {
  const place = ownPlace();
  const practice = await startAt(place);
  await control(practice.isb, "trouble", { name: "isb-down" });
  const asked = await createTalk(practice.slack).say("U0USER1", "lease assign empty-sandbox", {
    until: ({ jobId }) => jobId !== undefined,
  });
  await kill(place, "bot");
  await stopLocally(place);

  const { world, env, sides } = await startElsewhere(place);
  const leases = () => world.state.isb.leases.filter(({ userEmail }) => userEmail === "user1@example.gov.uk").length;
  const before = leases();
  const { state, slack, isb: localIsb } = await startAt(place, { sides });
  const talk = createTalk(slack);
  const own = await talk.say("U0ME", "lease assign empty-sandbox", {
    until: ({ jobId }) => jobId !== undefined,
  });
  const lease = () => world.state.isb.leases.find(({ userEmail }) => userEmail === somebody.email);
  await expect.poll(() => lease()?.status, { timeout: 15_000 }).toBe("Active");
  expect(JSON.stringify(await control(localIsb, "world"))).not.toContain(lease()?.uuid);
  expect((await talk.say("U0ADMIN1", "whoami")).everything).not.toContain("admin here");
  const [practiceTable, realTable] = [place.of(allLocal).tableDir, place.of(state.sides).tableDir];
  expect([holds(practiceTable, String(asked.jobId)), holds(realTable, String(asked.jobId))]).toEqual([true, false]);
  expect([holds(practiceTable, String(own.jobId)), holds(realTable, String(own.jobId))]).toEqual([false, true]);
  expect(leases()).toBe(before);

  const pids = () => statusOf(place).processes.map(({ pid, running }) => running && pid);
  const running = pids();
  await kill(place, "bot");
  await expect(startLocally(place, { only: "bot" })).rejects.toThrow(/other sides.*\n.*AWS and ISB are REAL/);
  expect((await startLocally(place, { only: "bot", sides })).started).toEqual(["bot"]);
  const again = pids();
  const said = await Promise.all(
    [["restart", "bot"], ["reset"], ["scenario", "all-quarantined"], ["start"], []].map((words) => run(place, words)),
  );
  for (const { code, text } of said)
    expect([code, text]).toEqual([1, expect.stringMatching(/Runs: .*AWS and ISB are REAL/)]);
  expect(pids()).toEqual(again);
  expect(again.slice(0, 2)).toEqual(running.slice(0, 2));
  expect(await run(place, ["status"])).toEqual({
    code: 0,
    text: expect.stringContaining("AWS and ISB are REAL (127.0.0.1"),
  });

  expect(holds(place.dir, env.AWS_SECRET_ACCESS_KEY)).toBe(false);
  const open = filesIn(place.dir).filter((path) => statSync(path).mode & 0o077);
  const outside = open.filter((path) => !path.endsWith("theirs.yaml") && !path.startsWith(place.cacheDir));
  expect(outside.filter((path) => !path.endsWith("bot.alive"))).toEqual([]);
  expect(statSync(place.of(state.sides).sidesDir).mode & 0o777).toBe(0o700);
});

/** Types `npm run estate -- …`, or `npm start` where there are no words, in an environment without a real side. */
function run(place: Place, words: readonly string[]): Promise<{ code: number | null; text: string }> {
  const argv = words.length === 0 ? ["sim/start.ts"] : ["sim/terminal/estate.ts", ...words];
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { PATH: process.env.PATH, ISB_ESTATE_DIR: place.dir },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += String(chunk);
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, text })));
}

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
