import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Journal } from "../../sim/keep/journal.ts";
import { createResponseUrls } from "../../sim/slack/response-urls.ts";
import { createStreams } from "../../sim/slack/streams.ts";
import { createTriggers } from "../../sim/slack/triggers.ts";
import { handClock, type LocalSlack, startSlack } from "./local-slack.ts";

describe("what is written down", () => {
  const written: string[] = [];
  const journal: Journal = {
    entries: new Map(),
    put: (key) => written.push(key) > 0,
    close() {},
  };
  let slack: LocalSlack;
  const home = { type: "home" as const, blocks: [{ type: "divider" as const }] };
  const publish = (user_id: string) => slack.client.views.publish({ user_id, view: home });
  const post = () => slack.client.chat.postMessage({ channel: "C0GENERAL", text: "x" });
  beforeAll(async () => {
    slack = await startSlack({ journal });
    await publish("U0USER2");
    await post();
  });
  beforeEach(() => {
    written.length = 0;
  });
  afterAll(() => slack.close());

  test.each<[string, () => unknown]>([
    ["a call that changes nothing", () => slack.client.api.test()],
    ["a look at the workspace", () => slack.read("state")],
    ["a refusal", () => slack.client.chat.postMessage({ channel: "C0NOWHERE", text: "x" }).catch(() => {})],
  ])("is nothing after %s", async (_, call) => {
    await call();
    expect(written).toEqual([]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a Home tab", () => publish("U0USER1"), /^view\/home\/U0USER1$/],
    ["a message", post, /^message\/C0GENERAL\/\d+\.\d+$/],
    ["a channel", () => slack.control("leave", { channel: "C0ISBOPS", user: "U0USER1" }), /^channel\/C0ISBOPS$/],
    ["a file", () => slack.client.files.getUploadURLExternal({ filename: "a", length: 1 }), /^file\/F0\w+(\/bytes)?$/],
  ])("after %s has changed is that alone", async (_, change, key) => {
    await change();
    expect(written).not.toEqual([]);
    expect(written.filter((each) => !key.test(each))).toEqual([]);
  });
});

test("an address is dropped with its time, and told of as gone", () => {
  const wall = handClock();
  const urls = createResponseUrls({ wall, lifetimeMs: 1_000, teamId: "T0", baseUrl: () => "" });
  const target = { channelId: "C0GENERAL", userId: "U0USER1" };
  const first = urls.issue(target);
  wall.forward(600);
  const second = urls.issue(target);
  urls.keep();
  wall.forward(600);
  const third = urls.issue(target);
  expect(urls.keep()).toEqual([
    [first, undefined],
    [third, expect.objectContaining({ target, uses: 0 })],
  ]);
  expect([urls.use(first), urls.use(second)]).toEqual([{ error: "expired_url" }, target]);
});

test("a trigger id that was is told from one that never was for ten minutes, and is then forgotten", () => {
  const wall = handClock();
  const triggers = createTriggers({ wall, lifetimeMs: 3_000 });
  const [used, late] = [triggers.issue({ userId: "U0USER1" }), triggers.issue({ userId: "U0USER1" })];
  triggers.exchange(used);
  const errors = () => {
    triggers.issue({ userId: "U0USER2" });
    return [triggers.exchange(used), triggers.exchange(late)];
  };
  wall.forward(603_000);
  expect(errors()).toEqual([{ error: "exchanged_trigger_id" }, { error: "expired_trigger_id" }]);
  wall.forward(1);
  expect(errors()).toEqual([{ error: "invalid_trigger_id" }, { error: "invalid_trigger_id" }]);
});

test("a stream that closed by itself is dropped when another grows", () => {
  const wall = handClock();
  const streams = createStreams({ wall, lifetimeMs: 1_000 });
  const put = (ts: string) =>
    streams.put("C0GENERAL", ts, { startedAt: wall.now(), mode: "timeline", text: ts, tasks: [], blocks: [] });
  put("1");
  streams.keep();
  wall.forward(1_001);
  put("2");
  expect(streams.keep()).toEqual([
    ["C0GENERAL/1", undefined],
    ["C0GENERAL/2", expect.objectContaining({ text: "2" })],
  ]);
});
