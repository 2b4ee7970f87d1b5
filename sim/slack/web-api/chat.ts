import type { Channel } from "../channels.ts";
import { isEmpty, readContent } from "../content.ts";
import { flagOf, textOf } from "../json.ts";
import type { Message } from "../messages.ts";
import { postAsApp, postPrivately, remove, rewrite } from "../posting.ts";
import { RateLimited, SlackError } from "../slack-error.ts";
import { findChannel, findPostable } from "./find-channel.ts";
import type { Call, Methods } from "./method.ts";

/** The `chat.*` methods. */
export const chat: Methods = {
  "chat.postMessage": { scope: "chat:write", tier: "special", run: postMessage },
  "chat.postEphemeral": { scope: "chat:write", tier: 4, run: postEphemeral },
  "chat.update": { scope: "chat:write", tier: 3, run: update },
  "chat.delete": { scope: "chat:write", tier: 3, run: deleteMessage },
  "chat.getPermalink": { tier: "special", run: getPermalink },
};

function postMessage(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call);
  const content = readContent(params);
  if (isEmpty(content)) throw new SlackError("no_text");
  const waitSeconds = parts.limits.post(channel.id);
  if (waitSeconds !== undefined) throw new RateLimited(waitSeconds);
  const threadTs = textOf(params.thread_ts);
  const place = { channel, broadcast: flagOf(params.reply_broadcast), ...(threadTs === "" ? {} : { threadTs }) };
  const { wire } = postAsApp(parts, place, content);
  return { channel: channel.id, ts: wire.ts, message: wire };
}

function postEphemeral(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call);
  const person = parts.directory.find(textOf(params.user));
  if (person === undefined || !channel.members.has(person.slackId)) throw new SlackError("user_not_in_channel");
  const content = readContent(params);
  if (isEmpty(content)) throw new SlackError("no_text");
  const threadTs = textOf(params.thread_ts);
  const place = { channel, ...(threadTs === "" ? {} : { threadTs }) };
  return { message_ts: postPrivately(parts, place, person.slackId, content).wire.ts };
}

function update(call: Call) {
  const { parts, params } = call;
  const channel = findChannel(call);
  const message = findOwn(call, channel, "cant_update_message");
  const content = readContent(params);
  if (content.text === undefined && content.blocks === undefined && content.attachments === undefined) {
    throw new SlackError("no_text");
  }
  const { wire } = rewrite(parts, channel, message, content);
  return { channel: channel.id, ts: wire.ts, text: textOf(wire.text), message: wire };
}

function deleteMessage(call: Call) {
  const channel = findChannel(call);
  const { wire } = findOwn(call, channel, "cant_delete_message");
  remove(call.parts, channel, wire.ts);
  return { channel: channel.id, ts: wire.ts };
}

function getPermalink(call: Call) {
  const channel = findChannel(call);
  const { wire } = findVisible(call, channel, textOf(call.params.message_ts));
  const thread = typeof wire.thread_ts === "string" && wire.thread_ts !== wire.ts;
  const query = thread ? `?thread_ts=${wire.thread_ts}&cid=${channel.id}` : "";
  const permalink = `${call.parts.url}/archives/${channel.id}/p${wire.ts.replace(".", "")}${query}`;
  return { channel: channel.id, permalink };
}

/** Private messages cannot be named by ts: for Slack's methods they are not there. */
function findVisible({ parts }: Call, channel: Channel, ts: string): Message {
  const message = parts.messages.find(channel.id, ts);
  if (message === undefined || message.onlyFor !== undefined) throw new SlackError("message_not_found");
  return message;
}

function findOwn(call: Call, channel: Channel, refusal: string): Message {
  const message = findVisible(call, channel, textOf(call.params.ts));
  if (message.wire.bot_id !== call.parts.workspace.botId) throw new SlackError(refusal);
  return message;
}
