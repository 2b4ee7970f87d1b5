import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { workspace } from "../../../sim/people.ts";
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
  const token = name === "apps.connections.open" ? workspace.appToken : workspace.botToken;
  for (let made = 0; made < callsPerMinute[tier]; made++) {
    expect((await stage.call(name, {}, token)).error).not.toBe("ratelimited");
  }
  expect(await stage.call(name, {}, token)).toEqual({ ok: false, error: "ratelimited", retryAfter: 60 });
});

test("every way of posting into a channel shares the channel's one a second", async () => {
  for (let n = 1; n <= 4; n++) await stage.post();
  await stage.call("chat.meMessage", { channel: "C0GENERAL", text: "waves" });
  expect(await stage.call("chat.meMessage", { channel: "C0GENERAL", text: "waves" })).toMatchObject({
    error: "ratelimited",
    retryAfter: 1,
  });
});
