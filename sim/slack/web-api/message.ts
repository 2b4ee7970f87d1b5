import type { Channel } from "../channels.ts";
import { type Content, isEmpty, readContent } from "../content.ts";
import { flagOf, type Json, textOf } from "../json.ts";
import type { Place } from "../posting.ts";
import { SlackError } from "../slack-error.ts";
import type { Call } from "./method.ts";

/** What can be wrong with the contents of a message. */
export const contentErrors = [
  "no_text",
  "markdown_text_conflict",
  "msg_too_long",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_attachments",
  "too_many_attachments",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "metadata_too_large",
];
/** What can be wrong with the channel a message is for. */
export const placeErrors = ["channel_not_found", "not_in_channel", "is_archived"];
/** And with the thread: a ts of that form need not be there, see `threadFields` in `posting.ts`. */
export const threadErrors = ["invalid_thread_ts"];

/** `markdown_text` holds at most so many characters (docs.slack.dev/reference/methods/chat.postMessage). */
const mostMarkdown = 12_000;

/** The contents a call brings; `markdown_text` stands for one markdown block, and goes with neither `text` nor `blocks`. */
export function readMessage(params: Json): Content {
  const markdown = textOf(params.markdown_text);
  if (markdown === "") return readContent(params);
  if (textOf(params.text) !== "" || params.blocks !== undefined) throw new SlackError("markdown_text_conflict");
  if (markdown.length > mostMarkdown) throw new SlackError("msg_too_long");
  return readContent({ ...params, text: markdown, blocks: [{ type: "markdown", text: markdown }] });
}

/** Contents that show something. Warns, as Slack does, when a screen reader and a phone would get no text. */
export function readShown(call: Call): Content {
  const content = readMessage(call.params);
  if (isEmpty(content)) throw new SlackError("no_text");
  if (content.text === undefined && content.blocks !== undefined) call.warn("missing_text_in_message");
  return content;
}

/**
 * Where in the channel: the thread a call names. Throws `invalid_thread_ts` for what is no timestamp
 * (jenkinsci/slack-plugin#584), an empty one too (vercel/chat#268).
 */
export function placeIn(channel: Channel, params: Json): Place {
  const place = { channel, broadcast: flagOf(params.reply_broadcast) };
  if (params.thread_ts === undefined) return place;
  const threadTs = textOf(params.thread_ts);
  if (!(Number(threadTs) > 0)) {
    const messages = [`[ERROR] ${threadTs} is not a valid thread_ts`];
    throw new SlackError("invalid_thread_ts", { response_metadata: { messages } });
  }
  return { ...place, threadTs };
}
