import { expect } from "vitest";
import { type Stage, section } from "../stage.ts";
import { badPlaces } from "./chat.ts";
import type { Examples } from "./example.ts";

const general = { channel: "C0GENERAL" };
const reader = { recipient_team_id: "T0ESTATE", recipient_user_id: "U0USER1" };

async function stream(stage: Stage): Promise<{ channel: string; ts: string }> {
  const started = { ...general, ...reader, thread_ts: await stage.write(), markdown_text: "one " };
  return { ...general, ts: String((await stage.call("chat.startStream", started)).ts) };
}

/** What a call that adds to a stream can bring that is none. */
const badChunks = {
  msg_too_long: async (stage: Stage) => ({ ...(await stream(stage)), markdown_text: "x".repeat(12_001) }),
  invalid_chunks: async (stage: Stage) => ({ ...(await stream(stage)), chunks: [{ type: "nonsense" }] }),
  invalid_blocks: async (stage: Stage) => ({
    ...(await stream(stage)),
    chunks: [{ type: "blocks", blocks: [{ type: "nonsense" }] }],
  }),
};

const badStreams = {
  channel_not_found: { channel: "C0NOWHERE", ts: "1.000000" },
  message_not_found: { ...general, ts: "1.000000" },
  message_not_owned_by_app: async (stage: Stage) => ({ ...general, ts: await stage.write() }),
  message_not_in_streaming_state: async (stage: Stage) => {
    const at = await stream(stage);
    stage.wall.forward(300_001);
    return { ...at, markdown_text: "too late" };
  },
};

const start = { ...general, ...reader, thread_ts: "1.000000" };
const link = "https://docs.example.org/leases";

/** `chat.*Stream` and `chat.unfurl`. */
export const chatMore: Examples = {
  "chat.startStream": {
    passes: async (stage) => ({
      ...general,
      ...reader,
      thread_ts: await stage.write(),
      task_display_mode: "plan",
      chunks: [
        { type: "plan_update", title: "Lease" },
        { type: "task_update", id: "1", title: "find an account", status: "in_progress", details: "looking" },
      ],
    }),
    refused: {
      ...badPlaces({ ...reader, thread_ts: "1.000000", markdown_text: "x" }),
      missing_recipient_team_id: { ...general, thread_ts: "1.000000" },
      missing_recipient_user_id: { ...general, thread_ts: "1.000000", recipient_team_id: "T0ESTATE" },
      user_not_found: { ...start, recipient_user_id: "U0NOBODY" },
      invalid_arguments: { ...start, thread_ts: "" },
      invalid_thread_ts: async (stage) => ({ ...start, channel: "C0ISBOPS", thread_ts: await stage.write() }),
      msg_too_long: { ...start, markdown_text: "x".repeat(12_001) },
      invalid_chunks: { ...start, markdown_text: "x", chunks: [] },
      invalid_blocks: { ...start, chunks: [{ type: "blocks", blocks: [{ type: "nonsense" }] }] },
    },
  },
  "chat.appendStream": {
    passes: async (stage) => ({ ...(await stream(stage)), markdown_text: "two" }),
    refused: { ...badStreams, ...badChunks, no_text: stream },
  },
  "chat.stopStream": {
    passes: async (stage) => ({ ...(await stream(stage)), markdown_text: "three", blocks: [section("end")] }),
    answers: { message: expect.objectContaining({ text: "one three" }) },
    refused: { ...badStreams, ...badChunks },
  },
  "chat.unfurl": {
    passes: async (stage) => ({
      ...general,
      ts: await stage.write(`see ${link}`),
      unfurls: { [link]: { text: "How to lease" } },
    }),
    refused: {
      missing_channel: { ts: "1.000000", unfurls: {} },
      missing_ts: { ...general, unfurls: {} },
      missing_unfurls: { ...general, ts: "1.000000" },
      cannot_find_channel: { channel: "C0NOWHERE", ts: "1.000000", unfurls: {} },
      cannot_find_message: { ...general, ts: "1.000000", unfurls: {} },
      invalid_unfurls_format: async (stage) => ({ ...general, ts: await stage.write(link), unfurls: "[]" }),
      cannot_unfurl_url: async (stage) => ({
        ...general,
        ts: await stage.write("see https://elsewhere.net/"),
        unfurls: { "https://elsewhere.net/": { text: "x" } },
      }),
      cannot_unfurl_message: async (stage) => ({
        ...general,
        ts: await stage.write("no link"),
        unfurls: { [link]: { text: "x" } },
      }),
    },
  },
};
