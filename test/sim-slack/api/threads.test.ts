import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage("manifest.yml");
});
beforeEach(async () => {
  await stage.slack.control("reset", {});
  await stage.slack.control("limits", { enabled: false });
});
afterAll(() => stage.slack.close());

const general = { channel: "C0GENERAL" };
/** Messages that a reply in #general cannot stand under, by their ts. */
const nowhere: readonly [string, () => Promise<unknown>][] = [
  ["that never was", async () => "1700000000.000100"],
  ["of another channel", async () => stage.post({ channel: "C0ISBOPS" })],
  [
    "that was deleted",
    async () => {
      const ts = await stage.post();
      await stage.call("chat.delete", { ...general, ts });
      return ts;
    },
  ],
  [
    "that only one person sees",
    async () => (await stage.call("chat.postEphemeral", { ...general, user: "U0USER1", text: "psst" })).message_ts,
  ],
];

test.each(nowhere)("a reply to a message %s stands in the channel, and does not say so", async (_, find) => {
  const reply = { ...general, text: "a reply", thread_ts: await find(), reply_broadcast: true };
  const answer = await stage.call("chat.postMessage", reply);
  expect(answer).toMatchObject({ ok: true, message: { text: "a reply" } });
  expect(answer.message).not.toHaveProperty("thread_ts");
  expect(answer.message).not.toHaveProperty("subtype");
  const { messages } = await stage.call("conversations.history", general);
  expect(messages).toEqual(expect.arrayContaining([expect.objectContaining({ ts: answer.ts })]));
});

test("a reply under a deleted message with other replies stays in its thread", async () => {
  const thread_ts = await stage.post();
  await stage.post({ thread_ts });
  await stage.call("chat.delete", { ...general, ts: thread_ts });
  const answer = await stage.call("chat.postMessage", { ...general, text: "too late", thread_ts });
  expect(answer).toMatchObject({ ok: true, message: { thread_ts } });
});

test.each(["", "0", "soon", "-1"])("“%s” is no thread, and the answer says so", async (thread_ts) => {
  expect(await stage.call("chat.postMessage", { ...general, text: "x", thread_ts })).toEqual({
    ok: false,
    error: "invalid_thread_ts",
    response_metadata: { messages: [`[ERROR] ${thread_ts} is not a valid thread_ts`] },
  });
});
