import { describe, expect, test } from "vitest";
import { typedFrom } from "../../sim/page/components/typed-from.ts";
import { durationWords, faultWords, titleOf } from "../../sim/page/state/estate-words.ts";
import { reasonToTell } from "../../sim/page/state/notifications.ts";
import { permalinkOf, readPermalink } from "../../sim/page/state/permalink.ts";
import { isRefusal, lineOfCall, lineOfSlack, matching } from "../../sim/page/state/traffic.ts";
import type { Channel, Message } from "../../sim/page/wire.ts";

const me = "U1";
const room: Channel = { id: "C1", name: "general", members: [me, "U2", "U3"] };
const direct: Channel = { id: "D1", is_im: true, members: [me, "UBOT"] };
const said = (ts: string, user: string, text: string, more: Partial<Message> = {}): Message => ({
  ts,
  user,
  text,
  ...more,
});

describe("a message is told", () => {
  const thread = { thread_ts: "1" };
  const mine = said("1", me, "my question");
  const theirs = said("1", "U2", "a question");
  const table: readonly [string, Channel, Message, readonly Message[], ReturnType<typeof reasonToTell>][] = [
    ["in a direct message", direct, said("2", "UBOT", "hello"), [], "direct message"],
    ["not when it is one's own", direct, said("2", me, "hello"), [], undefined],
    ["not in a channel, without a reason", room, said("2", "U2", "hello"), [], undefined],
    ["when it names the reader", room, said("2", "U2", "hello <@U1>"), [], "mention"],
    ["when it names them in its blocks only", room, said("2", "U2", "", { blocks: [section("<@U1>")] }), [], "mention"],
    ["when it calls everybody", room, said("2", "U2", "<!here> lunch"), [], "mention"],
    ["not when somebody with a longer id is named", room, said("2", "U2", "<@U12>"), [], undefined],
    ["not when only the reader sees it", room, said("2", "UBOT", "<@U1>", { ephemeral: true }), [], undefined],
    ["in a thread one began", room, said("2", "U2", "an answer", thread), [mine], "thread"],
    [
      "in a thread one replied in",
      room,
      said("3", "U2", "more", thread),
      [theirs, said("2", me, "a", thread)],
      "thread",
    ],
    ["not in a thread of others", room, said("2", "U3", "an answer", thread), [theirs], undefined],
  ];
  test.each(table)("%s", (_, channel, message, before, reason) => {
    expect(reasonToTell(message, { user: me, channel, messages: [...before, message] })).toBe(reason);
  });
});

function section(text: string) {
  return { type: "section" as const, text: { type: "mrkdwn" as const, text } };
}

test("a message that is rewritten shows what its writer typed", () => {
  const known = { users: [{ id: "U2", name: "user2" }], channels: [{ id: "C1", name: "general" }] };
  const sent = "<@U2> see <#C1|> &amp; <https://a.uk/x?b&amp;c>, <mailto:a@b.uk|a@b.uk>, <!here> <@U9> &lt;b&gt;";
  expect(typedFrom(sent, known)).toBe("@user2 see #general & https://a.uk/x?b&c, a@b.uk, <!here> <@U9> <b>");
});

test("a copied link leads back to the message, a reply's through its thread", () => {
  const origin = "http://127.0.0.1:4310";
  for (const message of [{ ts: "1763705000.000100" }, { ts: "1763705000.000100", thread_ts: "1763704000.000200" }]) {
    const { ts: at, thread_ts: thread } = message;
    const expected = { place: "C1", at, ...(thread ? { thread } : {}) };
    expect(readPermalink(permalinkOf(origin, "C1", message), origin)).toEqual(expected);
  }
  expect(permalinkOf(origin, "C1", { ts: "2.000001", thread_ts: "2.000001" })).toBe(`${origin}/archives/C1/p2000001`);
});

describe("traffic", () => {
  const clock = { now: 61_000, real: 1_000_000, speed: 60, paused: false };
  const lines = [
    lineOfSlack({ n: 1, at: 5, dir: "in", kind: "web-api", method: "chat.update", summary: "", payload: { ts: "1" } }),
    lineOfSlack({ n: 2, at: 6, dir: "out", kind: "slash_commands", summary: "/isb", payload: {}, ms: 12 }),
    lineOfCall({ n: 1, at: 1_000, service: "isb", operation: "GET /leases", status: 503, ms: 4.2 }, clock),
    lineOfCall({ n: 2, at: 1_000, real: 7, service: "sts", operation: "AssumeRole", status: "dropped" }, clock),
  ];
  test("says from whom to whom, and a call without a wall time gets one from the clock", () => {
    expect(lines.map(({ from, to, summary, at }) => [from, to, summary, at])).toEqual([
      ["App", "Slack", "chat.update", 5],
      ["Slack", "App", "/isb", 6],
      ["App", "ISB", "GET /leases", 999_000],
      ["App", "AWS", "AssumeRole", 7],
    ]);
  });
  test("says how long a call took, where that is known", () => {
    expect(lines.map(({ ms }) => ms)).toEqual([undefined, 12, 4.2, undefined]);
  });
  test("knows a refusal by its error or its status", () => {
    expect(lines.map(isRefusal)).toEqual([false, false, true, true]);
  });
  test.each([
    [{ text: "CHAT.up" }, ["chat.update"]],
    [{ text: '"ts":"1"' }, ["chat.update"]],
    [{ kind: "sts" }, ["AssumeRole"]],
    [{ onlyRefusals: true }, ["GET /leases", "AssumeRole"]],
    [{ onlyRefusals: true, text: "leases" }, ["GET /leases"]],
  ])("is filtered by %j", (filter, expected) => {
    const found = matching(lines, { text: "", kind: "", onlyRefusals: false, ...filter });
    expect(found.map(({ summary }) => summary)).toEqual(expected);
  });
});

test("trouble and time are told in plain words", () => {
  expect(faultWords({ service: "isb", kind: "503", times: 1 })).toBe("ISB: 503, next call");
  expect(faultWords({ service: "slack", kind: "429", operation: "chat.update", times: 3 })).toBe(
    "Slack: 429, chat.update, next 3 calls",
  );
  expect(faultWords({ service: "sso-admin", kind: "down", forMs: 60_000 })).toBe(
    "Identity Center: down, every call, ordered for 1 min",
  );
  expect(titleOf("identity-center-down")).toBe("Identity Center down");
  expect(titleOf("quiet-monday")).toBe("Quiet Monday");
  expect([500, 1_000, 59_000, 90_000, 3_600_000, 7_200_000, 86_400_000].map(durationWords)).toEqual([
    "1 s",
    "1 s",
    "59 s",
    "2 min",
    "1 h",
    "2 h",
    "1 d",
  ]);
});
