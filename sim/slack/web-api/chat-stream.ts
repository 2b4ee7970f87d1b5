import { withIds } from "../block-ids.ts";
import type { Channel } from "../channels.ts";
import { readContent } from "../content.ts";
import { type Json, objectsOf, parseJson, textOf } from "../json.ts";
import type { Message } from "../messages.ts";
import { postAsApp, replaceWire } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { blocksOfStream, grown, type Stream } from "../streams.ts";
import { complaintsAboutChunkBlocks, complaintsAboutChunks } from "../validate/chunks.ts";
import { throwWhenRefused } from "../validate/refusal.ts";
import { complaintsAbout } from "../validate/validate.ts";
import { findChannel, findPostable } from "./find-channel.ts";
import { findByApp } from "./find-message.ts";
import { placeErrors } from "./message.ts";
import type { Call, Methods } from "./method.ts";

const contentErrors = ["msg_too_long", "invalid_chunks", "invalid_blocks"];
const streamErrors = [
  "channel_not_found",
  "message_not_found",
  "message_not_owned_by_app",
  "message_not_in_streaming_state",
];
/**
 * One call adds at most so many characters (docs.slack.dev/reference/methods/chat.appendStream), and a markdown block
 * holds no more: a stream was seen to end at about as many (openclaw/openclaw#143882).
 */
const mostCharacters = 12_000;

/** Messages that grow while they are read. */
export const chatStream: Methods = {
  "chat.startStream": {
    scopes: ["chat:write"],
    tier: 2,
    needs: ["channel", "thread_ts"],
    errors: [
      ...placeErrors,
      "missing_recipient_team_id",
      "missing_recipient_user_id",
      "user_not_found",
      "invalid_arguments",
      "invalid_thread_ts",
      ...contentErrors,
    ],
    run: start,
  },
  "chat.appendStream": {
    scopes: ["chat:write"],
    tier: 4,
    needs: ["channel", "ts"],
    errors: [...streamErrors, "no_text", ...contentErrors],
    run: append,
  },
  "chat.stopStream": {
    scopes: ["chat:write"],
    tier: 2,
    needs: ["channel", "ts"],
    errors: [...streamErrors, ...contentErrors],
    run: stop,
  },
};

function start(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call, { byName: false });
  checkRecipient(call, channel);
  const mode = params.task_display_mode === "plan" ? "plan" : "timeline";
  const empty: Stream = { startedAt: parts.wall.now(), mode, text: "", tasks: [], blocks: [] };
  const stream = grown(empty, readChunks(params));
  const content = shownBy(stream);
  const { wire } = postAsApp(parts, { channel, threadTs: findThread(call, channel) }, content);
  parts.streams.put(channel.id, wire.ts, stream);
  return { channel: channel.id, ts: wire.ts };
}

/** In a channel the stream is for one person, who must be named. */
function checkRecipient({ parts, params }: Call, channel: Channel): void {
  if (channel.kind !== "im") {
    if (textOf(params.recipient_team_id) === "") throw new SlackError("missing_recipient_team_id");
    if (textOf(params.recipient_user_id) === "") throw new SlackError("missing_recipient_user_id");
  }
  const named = textOf(params.recipient_user_id);
  if (named !== "" && parts.directory.findById(named) === undefined) throw new SlackError("user_not_found");
}

/**
 * A stream always answers a message of its channel. An empty `thread_ts` is `invalid_arguments` (vercel/chat#268); the
 * code for one that names no message is not documented, that of `assistant.threads.*` is taken.
 */
function findThread({ parts, params }: Call, channel: Channel): string {
  const threadTs = textOf(params.thread_ts);
  if (threadTs === "") throw new SlackError("invalid_arguments");
  const message = parts.messages.find(channel.id, threadTs);
  if (message === undefined || message.onlyFor !== undefined) throw new SlackError("invalid_thread_ts");
  return threadTs;
}

function append(call: Call) {
  const { channel, message, stream } = findStream(call);
  const chunks = readChunks(call.params);
  if (chunks.length === 0) throw new SlackError("no_text");
  const longer = grown(stream, chunks);
  show(call, channel, message, shownBy(longer));
  call.parts.streams.put(channel.id, message.wire.ts, longer);
  return { channel: channel.id, ts: message.wire.ts };
}

function stop(call: Call) {
  const { parts, params } = call;
  const { channel, message, stream } = findStream(call);
  const { blocks = [], metadata } = readContent({ blocks: params.blocks, metadata: params.metadata });
  const whole = grown(stream, [...readChunks(params), { type: "blocks", blocks }]);
  const { wire } = show(call, channel, message, { ...shownBy(whole), ...(metadata === undefined ? {} : { metadata }) });
  parts.streams.close(channel.id, message.wire.ts);
  return { channel: channel.id, ts: wire.ts, message: wire };
}

function findStream(call: Call): { channel: Channel; message: Message; stream: Stream } {
  const channel = findChannel(call);
  const message = findByApp(call, channel, textOf(call.params.ts), "message_not_owned_by_app");
  const stream = call.parts.streams.find(channel.id, message.wire.ts);
  if (stream === undefined) throw new SlackError("message_not_in_streaming_state");
  return { channel, message, stream };
}

/** What the message shows, judged as any message. Throws `msg_too_long`, `invalid_blocks`; the stream is then as it was. */
function shownBy(stream: Stream): { text: string; blocks: Json[] } {
  if (stream.text.length > mostCharacters) throw new SlackError("msg_too_long");
  const blocks = blocksOfStream(stream);
  throwWhenRefused(complaintsAbout(blocks, "message", "/blocks"), "invalid_blocks");
  return { text: stream.text, blocks: withIds(blocks) };
}

function show({ parts }: Call, channel: Channel, message: Message, { blocks, ...more }: Json): Message {
  const { blocks: _, ...rest } = message.wire;
  const shown = objectsOf(blocks).length > 0 ? { blocks } : {};
  return replaceWire(parts, channel, message, { ...rest, ...shown, ...more });
}

/** Either text or chunks, never both. */
function readChunks({ markdown_text, chunks }: Json): Json[] {
  const text = textOf(markdown_text);
  if (text.length > mostCharacters) throw new SlackError("msg_too_long");
  if (chunks === undefined) return text === "" ? [] : [{ type: "markdown_text", text }];
  const list = typeof chunks === "string" ? parseJson(chunks) : chunks;
  if (text !== "" || !Array.isArray(list)) throw new SlackError("invalid_chunks");
  throwWhenRefused(complaintsAboutChunks(list), "invalid_chunks");
  throwWhenRefused(complaintsAboutChunkBlocks(list), "invalid_blocks");
  return objectsOf(list);
}
