import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stopLocally } from "../../sim/processes/local-start.ts";
import { allLocal } from "../../sim/processes/named-sides.ts";
import { createTalk } from "../e2e/talk.ts";
import { control, kill, ownPlace, startAt } from "./places.ts";

interface Clock {
  now: number;
  real: number;
  speed: number;
  paused: boolean;
}
const clockOf = (base: string) => control<Clock>(base, "clock");
const since = 0;

test("after all three were killed at once, the world, Slack and the job are where they were, and the job ends on its card", async () => {
  const place = ownPlace();
  const first = await startAt(place, { args: ["--speed", "60"] });
  const before = createTalk(first.slack);
  await before.send("U0USER1", "lease assign council-chatbot");
  await before.listen("U0USER1", since, {
    until: ({ card }) => card?.text.includes("wait until the account") === true,
  });
  await control(first.isb, "trouble", { name: "events-doubled" });
  const clock = await clockOf(first.isb);
  const messages = await before.messages("C0GENERAL");
  await kill(place, "bot", "estate", "table");

  const second = await startAt(place);
  expect(await control(second.isb, "world")).toMatchObject({ troubles: ["events-doubled"] });
  const again = await clockOf(second.isb);
  expect(again.speed).toBe(60);
  expect(again.now).toBeGreaterThan(clock.now - 60 * 1_500);
  const after = createTalk(second.slack);
  expect((await after.messages("C0GENERAL")).map(({ ts }) => ts)).toEqual(messages.map(({ ts }) => ts));
  // The dead bot's lease has to run out first; it is of the world's time, which can be moved on.
  await control(second.isb, "clock", { jumpMs: 2 * 3_600_000 });
  const heard = await after.listen("U0USER1", since);
  expect(heard).toMatchObject({ state: "succeeded", card: { ts: messages[0]?.ts } });
});

test("time stands still while everything was stopped, and goes on while only the estate was away", async () => {
  const place = ownPlace();
  const first = await startAt(place, { args: ["--speed", "1000"] });
  const stopping = await clockOf(first.isb);
  await stopLocally(place);
  const second = await startAt(place);
  const stopped = await clockOf(second.isb);
  // From the first look to the end, and from the second start to the second look.
  expect(stopped.now - stopping.now).toBeLessThan((stopped.real - stopping.real) * 1_000);

  const before = await clockOf(second.isb);
  await kill(place, "estate");
  const third = await startAt(place, { ports: {} });
  const after = await clockOf(third.isb);
  const expected = before.now + (after.real - before.real) * 1_000;
  // It was away for the five seconds after which the bot connects again; the wall's clock may be set meanwhile.
  expect(Math.abs(after.now - expected)).toBeLessThan(2_000 * 1_000);
});

test("another scenario and a reset begin anew and say what they forget; the same scenario goes on", async () => {
  const place = ownPlace();
  const first = await startAt(place, { args: ["--scenario", "hackathon-morning"] });
  expect(first.notes).toEqual([]);
  await control(first.slack, "message", { user: "U0PERSON40", channel: "C0GENERAL", text: "Is there coffee?" });
  await stopLocally(place);

  const second = await startAt(place, { args: ["--scenario", "hackathon-morning"] });
  expect(second.notes).toEqual([
    "It goes on where it stopped: the world, Slack's messages and the bot's jobs. To begin anew: --reset",
  ]);
  expect(await createTalk(second.slack).messages("C0GENERAL")).toHaveLength(1);
  await stopLocally(place);

  const third = await startAt(place, { args: ["--scenario", "all-quarantined"] });
  expect(third.notes).toEqual(["Forgotten: the world, Slack's messages and the bot's jobs."]);
  expect(await createTalk(third.slack).messages("C0GENERAL")).toEqual([]);
  expect(await control(third.isb, "scenarios")).toMatchObject({ current: "all-quarantined" });
  await expect(startAt(place, { reset: true })).rejects.toThrow("npm run estate -- reset");
  await stopLocally(place);

  const fourth = await startAt(place, { reset: true });
  expect(fourth.notes).toEqual(["Forgotten: the world, Slack's messages and the bot's jobs."]);
  expect(await control(fourth.isb, "scenarios")).toMatchObject({ current: null });
});

test("a world that cannot be read is set aside with its jobs, in a sentence, and another begins", async () => {
  const place = ownPlace();
  const { keepDir, tableDir } = place.of(allLocal);
  const first = await startAt(place);
  await createTalk(first.slack).say("U0USER1", "lease assign empty-sandbox");
  await stopLocally(place);
  writeFileSync(join(keepDir, "world.jsonl"), '{"of":"the world","v":0}\n');
  const second = await startAt(place);
  expect(second.notes.join("\n")).toMatch(/world\.jsonl is of version 0.* set aside/);
  expect(second.notes.join("\n")).toContain("The bot's jobs of the world before were set aside");
  expect(readdirSync(keepDir)).toContain("world.jsonl.aside");
  expect(existsSync(`${tableDir}.aside`)).toBe(true);
  const list = await createTalk(second.slack).say("U0USER1", "job list");
  expect(list.everything).not.toContain("empty-sandbox");
});

test("a bot that cannot start for trouble that was kept is said so, and starts without it", async () => {
  const place = ownPlace();
  const first = await startAt(place);
  await control(first.isb, "trouble", { name: "slack-down" });
  await stopLocally(place);
  const failure = await startAt(place).catch((error: unknown) => error as { lines: string[] });
  expect("lines" in failure && failure.lines.at(-1)).toBe(
    "Trouble was on, which may be why: slack-down. To start without it: --clear",
  );
  const second = await startAt(place, { clear: true });
  expect((await createTalk(second.slack).say("U0USER1", "whoami")).state).toBe("answered");
});
