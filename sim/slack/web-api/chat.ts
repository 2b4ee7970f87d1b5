import type { Channel } from "../channels.ts";
import { refuseTooLong } from "../content.ts";
import { type Json, textOf } from "../json.ts";
import { postAsApp, postPrivately, remove, rewrite } from "../posting.ts";
import { RateLimited, SlackError } from "../slack-error.ts";
import { findChannel, findPostable } from "./find-channel.ts";
import { findByApp, findVisible } from "./find-message.ts";
import { contentErrors, placeErrors, placeIn, readMessage, readShown, threadErrors } from "./message.ts";
import type { Call, Methods } from "./method.ts";

const write = ["chat:write"];

/** The `chat.*` methods for single messages. */
export const chat: Methods = {
  "chat.postMessage": {
    scopes: write,
    tier: "special",
    needs: ["channel"],
    errors: [...placeErrors, ...threadErrors, ...contentErrors, "msg_blocks_too_long", "messages_tab_disabled"],
    run: postMessage,
  },
  "chat.postEphemeral": {
    scopes: write,
    tier: 4,
    needs: ["channel", "user"],
    errors: [...placeErrors, ...threadErrors, ...contentErrors, "user_not_in_channel"],
    run: postEphemeral,
  },
  "chat.meMessage": {
    scopes: write,
    tier: 3,
    needs: ["channel", "text"],
    errors: [...placeErrors, "no_text", "msg_too_long"],
    run: meMessage,
  },
  "chat.update": {
    scopes: write,
    tier: 3,
    needs: ["channel", "ts"],
    errors: ["channel_not_found", "message_not_found", "cant_update_message", ...contentErrors],
    run: update,
  },
  "chat.delete": {
    scopes: write,
    tier: 3,
    needs: ["channel", "ts"],
    errors: ["channel_not_found", "message_not_found", "cant_delete_message"],
    run: deleteMessage,
  },
  "chat.getPermalink": {
    tier: "special",
    needs: ["channel", "message_ts"],
    errors: ["channel_not_found", "message_not_found"],
    run: getPermalink,
  },
};

function postMessage(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call, { byName: true });
  const content = readShown(call);
  refuseTooLong(content);
  const place = placeIn(channel, params);
  spend(call, channel);
  const { wire } = postAsApp(parts, place, content, authorship(call));
  return { channel: channel.id, ts: wire.ts, message: wire };
}

/** About one post a second and channel. */
function spend({ parts }: Call, channel: Channel): void {
  const waitSeconds = parts.limits.post(channel.id);
  if (waitSeconds !== undefined) throw new RateLimited(waitSeconds);
}

/** Another name and picture, for apps that may (docs.slack.dev/reference/scopes/chat.write.customize); else they are ignored. */
function authorship({ parts, params }: Call): Json {
  if (!parts.manifest.scopes.has("chat:write.customize")) return {};
  const username = textOf(params.username);
  const [emoji, image] = [textOf(params.icon_emoji), textOf(params.icon_url)];
  const icons = emoji === "" ? (image === "" ? undefined : { image_48: image }) : { emoji };
  return { ...(username === "" ? {} : { username }), ...(icons === undefined ? {} : { icons }) };
}

function postEphemeral(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call, { byName: true });
  const person = parts.directory.findById(textOf(params.user));
  if (person === undefined || !channel.members.has(person.slackId)) throw new SlackError("user_not_in_channel");
  const { wire } = postPrivately(parts, placeIn(channel, params), person.slackId, readShown(call));
  return { message_ts: wire.ts };
}

function meMessage(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call, { byName: true });
  const { text = "" } = readShown({ ...call, params: { text: params.text } });
  spend(call, channel);
  const { wire } = postAsApp(parts, { channel }, { text }, { subtype: "me_message" });
  return { channel: channel.id, ts: wire.ts };
}

function update(call: Call) {
  const { parts, params } = call;
  const channel = findChannel(call);
  const message = findByApp(call, channel, textOf(params.ts), "cant_update_message");
  const content = readMessage(params);
  if (content.text === undefined && content.blocks === undefined && content.attachments === undefined) {
    throw new SlackError("no_text");
  }
  const { wire } = rewrite(parts, channel, message, content);
  return { channel: channel.id, ts: wire.ts, text: textOf(wire.text), message: wire };
}

function deleteMessage(call: Call) {
  const channel = findChannel(call);
  const { wire } = findByApp(call, channel, textOf(call.params.ts), "cant_delete_message");
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
