import { readContent } from "./content.ts";
import { flagOf, isObject, type Json, parseJson, textOf } from "./json.ts";
import type { Parts } from "./parts.ts";
import { postAsApp, postPrivately, remove, rewrite } from "./posting.ts";
import { SlackError } from "./slack-error.ts";

/** api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks, for a body that is not structurally valid. */
const notUnderstood = { status: 400, body: { ok: false, error: "invalid_payload" } };

/** Takes one answer to a response_url, undefined where its body was no JSON; gives the HTTP status and body. */
export function answerHook(parts: Parts, path: string, params: Json | undefined): { status: number; body: Json } {
  // Old clients send the JSON as one form field.
  const wrapped = typeof params?.payload === "string" ? parseJson(params.payload) : undefined;
  const sent = isObject(wrapped) ? wrapped : params;
  const result = sent === undefined ? notUnderstood : answer(parts, path, sent);
  parts.traffic.add({
    dir: "in",
    kind: "response_url",
    summary: "answer to a response_url",
    payload: sent ?? {},
    status: result.status,
    answer: result.body,
    ...(result.body.ok === true ? {} : { error: textOf(result.body.error) }),
  });
  return result;
}

function answer(parts: Parts, path: string, sent: Json): { status: number; body: Json } {
  const target = parts.responseUrls.use(path);
  if ("error" in target) return { status: 404, body: { ok: false, error: target.error } };
  const channel = parts.channels.findById(target.channelId);
  if (channel === undefined) return { status: 404, body: { ok: false, error: "channel_not_found" } };
  const original = target.messageTs === undefined ? undefined : parts.messages.find(channel.id, target.messageTs);
  try {
    if (flagOf(sent.delete_original)) {
      if (original !== undefined) remove(parts, channel, original.wire.ts);
      return { status: 200, body: { ok: true } };
    }
    const content = readContent(sent);
    if (content.text === undefined && content.blocks === undefined) throw new SlackError("no_text");
    // Without one it goes to the channel, wherever the click was (slackapi/bolt-js#963).
    const threadTs = textOf(sent.thread_ts);
    const place = { channel, ...(threadTs === "" ? {} : { threadTs }) };
    if (flagOf(sent.replace_original) && original !== undefined) rewrite(parts, channel, original, content);
    else if (sent.response_type === "in_channel") postAsApp(parts, place, content);
    else postPrivately(parts, place, target.userId, content);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 400, body: { ok: false, error: error.code, ...error.extra } };
  }
}
