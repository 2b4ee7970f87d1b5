import { expect } from "vitest";
import { section } from "../stage.ts";
import type { Example, Examples, Prepared } from "./example.ts";

const nowhere = { channel: "C0NOWHERE" };
const general = { channel: "C0GENERAL" };

/** Contents Slack refuses, for any method that takes contents. */
const badContents = (rest: object): Record<string, Prepared> => ({
  no_text: { ...rest, text: " " },
  markdown_text_conflict: { ...rest, text: "x", markdown_text: "**x**" },
  msg_too_long: { ...rest, text: "x".repeat(40_001) },
  invalid_blocks: { ...rest, text: "x", blocks: [{ type: "nonsense" }] },
  invalid_blocks_format: { ...rest, text: "x", blocks: "not a list" },
  invalid_attachments: { ...rest, text: "x", attachments: "not a list" },
  too_many_attachments: { ...rest, attachments: Array.from({ length: 101 }, () => ({ text: "one of many" })) },
  invalid_metadata_format: { ...rest, text: "x", metadata: "not an object" },
  invalid_metadata_schema: { ...rest, text: "x", metadata: { event_type: "job" } },
  metadata_too_large: {
    ...rest,
    text: "x",
    metadata: { event_type: "job", event_payload: { all: "x".repeat(50_000) } },
  },
});

/** Places the app cannot write to. */
export const badPlaces = (rest: object): Record<string, Prepared> => ({
  channel_not_found: { ...rest, ...nowhere },
  not_in_channel: { ...rest, channel: "C0RANDOM" },
  is_archived: async (stage) => {
    const channel = await stage.channel("old-plans");
    await stage.call("conversations.archive", { channel });
    return { ...rest, channel };
  },
});

/** Threads there cannot be. */
const badThreads = (rest: object): Record<string, Prepared> => ({
  invalid_thread_ts: { ...general, text: "x", thread_ts: "0", ...rest },
});

const postAt = (stage: { wall: { now(): number } }, seconds: number) => Math.floor(stage.wall.now() / 1000) + seconds;

const scheduled: Example = {
  passes: async (stage) => ({ ...general, text: "later", post_at: postAt(stage, 60) }),
  answers: { channel: "C0GENERAL", scheduled_message_id: expect.stringMatching(/^Q/) },
  refused: {
    ...badPlaces({ text: "later", post_at: 1 }),
    ...badContents({ ...general, post_at: 1 }),
    invalid_thread_ts: async (stage) => ({ ...general, text: "x", post_at: postAt(stage, 60), thread_ts: "soon" }),
    invalid_time: { ...general, text: "later", post_at: "tomorrow" },
    time_in_past: async (stage) => ({ ...general, text: "later", post_at: postAt(stage, -1) }),
    time_too_far: async (stage) => ({ ...general, text: "later", post_at: postAt(stage, 121 * 86_400) }),
    restricted_too_many: async (stage) => {
      const call = { ...general, text: "later", post_at: postAt(stage, 600) };
      for (let sent = 0; sent < 30; sent++) await stage.call("chat.scheduleMessage", call);
      return call;
    },
  },
};

/** `chat.*`, one message at a time. */
export const chat: Examples = {
  "chat.postMessage": {
    passes: { ...general, text: "hello", blocks: [section("hello")] },
    answers: { channel: "C0GENERAL", message: expect.objectContaining({ text: "hello", type: "message" }) },
    refused: {
      ...badPlaces({ text: "x" }),
      ...badContents(general),
      ...badThreads({}),
      msg_blocks_too_long: {
        ...general,
        text: "x",
        blocks: Array.from({ length: 5 }, () => section("x".repeat(3_000))),
      },
    },
  },
  "chat.postEphemeral": {
    passes: { ...general, user: "U0USER1", text: "psst" },
    answers: { message_ts: expect.stringMatching(/^\d+\.\d{6}$/) },
    refused: {
      ...badPlaces({ user: "U0USER1", text: "x" }),
      ...badContents({ ...general, user: "U0USER1" }),
      ...badThreads({ user: "U0USER1", thread_ts: "" }),
      user_not_in_channel: { ...general, user: "U0EXTERNAL", text: "x" },
    },
  },
  "chat.meMessage": {
    passes: { ...general, text: "waves" },
    refused: {
      ...badPlaces({ text: "x" }),
      no_text: { ...general, text: "" },
      msg_too_long: { ...general, text: "x".repeat(40_001) },
    },
  },
  "chat.update": {
    passes: async (stage) => ({ ...general, ts: await stage.post(), text: "other" }),
    answers: { text: "other" },
    refused: {
      channel_not_found: { ...nowhere, ts: "1.000000", text: "x" },
      message_not_found: { ...general, ts: "1.000000", text: "x" },
      cant_update_message: async (stage) => ({ ...general, ts: await stage.write(), text: "x" }),
      ...Object.fromEntries(
        Object.entries(badContents(general)).map(
          ([code, args]) =>
            [
              code,
              async (stage) => ({ ...(code === "no_text" ? general : (args as object)), ts: await stage.post() }),
            ] satisfies [string, Prepared],
        ),
      ),
    },
  },
  "chat.delete": {
    passes: async (stage) => ({ ...general, ts: await stage.post() }),
    refused: {
      channel_not_found: { ...nowhere, ts: "1.000000" },
      message_not_found: { ...general, ts: "1.000000" },
      cant_delete_message: async (stage) => ({ ...general, ts: await stage.write() }),
    },
  },
  "chat.getPermalink": {
    passes: async (stage) => ({ ...general, message_ts: await stage.post() }),
    answers: { permalink: expect.stringContaining("/archives/C0GENERAL/p") },
    refused: {
      channel_not_found: { ...nowhere, message_ts: "1.000000" },
      message_not_found: { ...general, message_ts: "1.000000" },
    },
  },
  "chat.scheduleMessage": scheduled,
  "chat.deleteScheduledMessage": {
    passes: async (stage) => {
      const { scheduled_message_id } = await stage.call("chat.scheduleMessage", {
        ...general,
        text: "later",
        post_at: postAt(stage, 60),
      });
      return { ...general, scheduled_message_id };
    },
    refused: {
      channel_not_found: { ...nowhere, scheduled_message_id: "Q0" },
      invalid_scheduled_message_id: { ...general, scheduled_message_id: "Q0" },
    },
  },
  "chat.scheduledMessages.list": {
    passes: async (stage) => {
      await stage.call("chat.scheduleMessage", { ...general, text: "later", post_at: postAt(stage, 60) });
      return general;
    },
    answers: { scheduled_messages: [expect.objectContaining({ text: "later", channel_id: "C0GENERAL" })] },
    refused: { invalid_channel: nowhere, invalid_cursor: { cursor: "x" }, invalid_limit: { limit: "few" } },
  },
};
