import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callsPerMinute, createLimits, type Tier } from "../../../sim/slack/limits.ts";
import { createMethods } from "../../../sim/slack/web-api/methods.ts";
import { handClock } from "../local-slack.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage("manifest.yml");
});
beforeEach(() => stage.slack.control("reset", {}));
afterAll(() => stage.slack.close());

/** Read in `MethodsRateLimits` of slackapi/java-slack-sdk at 02a29a7, where "special" stands for a tier of the method's own. */
const tierOf: Record<Tier, readonly string[]> = {
  1: [],
  2: [
    "chat.startStream",
    "chat.stopStream",
    "conversations.archive",
    "conversations.close",
    "conversations.create",
    "conversations.list",
    "conversations.rename",
    "conversations.setPurpose",
    "conversations.setTopic",
    "conversations.unarchive",
    "emoji.list",
    "pins.add",
    "pins.list",
    "pins.remove",
    "reactions.list",
    "reactions.remove",
    "usergroups.list",
    "usergroups.users.list",
    "users.conversations",
    "users.list",
  ],
  3: [
    "assistant.threads.setTitle",
    "auth.revoke",
    "bots.info",
    "chat.delete",
    "chat.deleteScheduledMessage",
    "chat.meMessage",
    "chat.scheduleMessage",
    "chat.scheduledMessages.list",
    "chat.unfurl",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.invite",
    "conversations.join",
    "conversations.kick",
    "conversations.leave",
    "conversations.mark",
    "conversations.open",
    "conversations.replies",
    "files.delete",
    "files.list",
    "functions.completeError",
    "functions.completeSuccess",
    "reactions.add",
    "reactions.get",
    "team.info",
    "users.getPresence",
    "users.lookupByEmail",
  ],
  4: [
    "api.test",
    "chat.appendStream",
    "chat.postEphemeral",
    "conversations.members",
    "files.completeUploadExternal",
    "files.getUploadURLExternal",
    "files.info",
    "users.info",
    "users.profile.get",
    "views.open",
    "views.publish",
    "views.push",
    "views.update",
  ],
  special: ["assistant.threads.setStatus", "auth.test", "blocks.validate", "chat.getPermalink", "chat.postMessage"],
};
/** Where Slack's pages are newer than that list (read in slack_kit 1.0.0-alpha.0, which carries the pages). */
const newer: Record<string, Tier> = { "apps.connections.open": 3, "assistant.threads.setSuggestedPrompts": 4 };

test("every method has the tier that Slack's own SDK and pages give it", () => {
  const listed = Object.entries(tierOf).flatMap(([tier, names]) => names.map((name) => [name, tier]));
  const expected = Object.fromEntries(
    [...listed, ...Object.entries(newer)].map(([name, tier]) => [name, String(tier)]),
  );
  const ours = Object.entries(createMethods(undefined)).map(([name, { tier }]) => [name, String(tier)]);
  expect(Object.fromEntries(ours)).toEqual(expected);
});

const tiers = Object.entries(callsPerMinute) as [Tier, number][];
test.each(tiers)("tier %s allows %i calls a minute, each method by itself", (tier, allowed) => {
  const wall = handClock();
  const limits = createLimits({ wall });
  for (let made = 0; made < allowed; made++) expect(limits.call("one", tier)).toBeUndefined();
  expect(limits.call("one", tier)).toBe(60);
  expect(limits.call("other", tier)).toBeUndefined();
  wall.forward(59_000);
  expect(limits.call("one", tier)).toBe(1);
  wall.forward(1_000);
  expect(limits.call("one", tier)).toBeUndefined();
});

/** Slow methods over the wire; what is true of the table's other tiers is shown above. */
const slow = Object.entries(createMethods(undefined)).filter(([, { tier }]) => tier === 2);
test.each(slow)("%s is refused with 429 and a wait once its minute is used up", async (name, { tier }) => {
  for (let made = 0; made < callsPerMinute[tier]; made++) {
    expect((await stage.call(name)).error).not.toBe("ratelimited");
  }
  expect(await stage.call(name)).toEqual({ ok: false, error: "ratelimited", retryAfter: 60 });
});

test("every way of posting into a channel shares the channel's one a second", async () => {
  for (let n = 1; n <= 4; n++) await stage.post();
  await stage.call("chat.meMessage", { channel: "C0GENERAL", text: "waves" });
  expect(await stage.call("chat.meMessage", { channel: "C0GENERAL", text: "waves" })).toMatchObject({
    error: "ratelimited",
    retryAfter: 1,
  });
});
