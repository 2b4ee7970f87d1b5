import { withIds } from "../block-ids.ts";
import type { Channel } from "../channels.ts";
import { readContent } from "../content.ts";
import { isObject, type Json, objectsOf, parseJson, textOf } from "../json.ts";
import type { Message } from "../messages.ts";
import { postAsApp, replaceWire } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import { blocksOfStream, grow, type Stream } from "../streams.ts";
import { findChannel, findPostable } from "./find-channel.ts";
import { findByApp } from "./find-message.ts";
import { placeErrors } from "./message.ts";
import type { Call, Methods } from "./method.ts";

const textErrors = ["no_text", "msg_too_long", "invalid_chunks", "invalid_blocks"];
/** One call adds at most so many characters (docs.slack.dev/reference/methods/chat.appendStream). */
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
      "msg_too_long",
      "invalid_chunks",
      "invalid_blocks",
    ],
    run: start,
  },
  "chat.appendStream": {
    scopes: ["chat:write"],
    tier: 4,
    needs: ["channel", "ts"],
    errors: ["channel_not_found", "message_not_found", "message_not_in_streaming_state", ...textErrors],
    run: append,
  },
  "chat.stopStream": {
    scopes: ["chat:write"],
    tier: 2,
    needs: ["channel", "ts"],
    errors: [
      "channel_not_found",
      "message_not_found",
      "message_not_in_streaming_state",
      "msg_too_long",
      "invalid_chunks",
      "invalid_blocks",
    ],
    run: stop,
  },
};

function start(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call, { byName: false });
  checkRecipient(call, channel);
  const stream: Stream = {
    startedAt: parts.wall.now(),
    mode: params.task_display_mode === "plan" ? "plan" : "timeline",
    text: "",
    tasks: [],
    blocks: [],
  };
  grow(stream, readChunks(params));
  const place = { channel, threadTs: textOf(params.thread_ts) };
  const { wire } = postAsApp(parts, place, { text: stream.text, blocks: withIds(blocksOfStream(stream)) });
  parts.streams.open(channel.id, wire.ts, stream);
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

function append(call: Call) {
  const { channel, message, stream } = findStream(call);
  const chunks = readChunks(call.params);
  if (chunks.length === 0) throw new SlackError("no_text");
  grow(stream, chunks);
  show(call, channel, message, stream, {});
  return { channel: channel.id, ts: message.wire.ts };
}

function stop(call: Call) {
  const { parts, params } = call;
  const { channel, message, stream } = findStream(call);
  grow(stream, readChunks(params));
  const { blocks = [], metadata } = readContent({ blocks: params.blocks, metadata: params.metadata });
  stream.blocks.push(...blocks);
  parts.streams.close(channel.id, message.wire.ts);
  const { wire } = show(call, channel, message, stream, metadata === undefined ? {} : { metadata });
  return { channel: channel.id, ts: wire.ts, message: wire };
}

function findStream(call: Call): { channel: Channel; message: Message; stream: Stream } {
  const channel = findChannel(call);
  const message = findByApp(call, channel, textOf(call.params.ts), "message_not_found");
  const stream = call.parts.streams.find(channel.id, message.wire.ts);
  if (stream === undefined) throw new SlackError("message_not_in_streaming_state");
  return { channel, message, stream };
}

function show({ parts }: Call, channel: Channel, message: Message, stream: Stream, more: Json): Message {
  const { blocks: _, ...rest } = message.wire;
  const blocks = withIds(blocksOfStream(stream));
  const shown = blocks.length > 0 ? { blocks } : {};
  return replaceWire(parts, channel, message, { ...rest, text: stream.text, ...shown, ...more });
}

/** Either text or chunks, never both. */
function readChunks({ markdown_text, chunks }: Json): Json[] {
  const text = textOf(markdown_text);
  if (text.length > mostCharacters) throw new SlackError("msg_too_long");
  if (chunks === undefined) return text === "" ? [] : [{ type: "markdown_text", text }];
  const list = typeof chunks === "string" ? parseJson(chunks) : chunks;
  const isKnown = (chunk: unknown) =>
    isObject(chunk) && ["markdown_text", "task_update", "plan_update", "blocks"].includes(textOf(chunk.type));
  if (text !== "" || !Array.isArray(list) || !list.every(isKnown)) throw new SlackError("invalid_chunks");
  const read = objectsOf(list);
  for (const { type, blocks } of read) if (type === "blocks") readContent({ blocks });
  return read;
}
