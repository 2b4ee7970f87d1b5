import { textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";
import { findChannel, findPostable } from "./find-channel.ts";
import { contentErrors, placeErrors, placeIn, readShown, threadErrors } from "./message.ts";
import type { Call, Methods } from "./method.ts";
import { paged } from "./paging.ts";

/** Slack takes messages for up to so many days ahead (docs.slack.dev/reference/methods/chat.scheduleMessage). */
const farthestDays = 120;
/** And so many for one channel within five minutes (same page). */
const mostPerWindow = 30;
const windowSeconds = 300;

/** Messages for later. */
export const chatScheduled: Methods = {
  "chat.scheduleMessage": {
    scopes: ["chat:write"],
    tier: 3,
    needs: ["channel", "post_at"],
    errors: [
      ...placeErrors,
      ...threadErrors,
      ...contentErrors,
      "invalid_time",
      "time_in_past",
      "time_too_far",
      "restricted_too_many",
    ],
    run: schedule,
  },
  "chat.deleteScheduledMessage": {
    scopes: ["chat:write"],
    tier: 3,
    needs: ["channel", "scheduled_message_id"],
    errors: ["channel_not_found", "invalid_scheduled_message_id"],
    run: unschedule,
  },
  "chat.scheduledMessages.list": { tier: 3, errors: ["invalid_channel", "invalid_cursor", "invalid_limit"], run: list },
};

function schedule(call: Call) {
  const { parts, params } = call;
  const channel = findPostable(call, { byName: true });
  const content = readShown(call);
  const postAt = readTime(call);
  const sameTime = parts.scheduled
    .list()
    .filter((each) => each.channelId === channel.id && Math.abs(each.postAt - postAt) < windowSeconds);
  if (sameTime.length >= mostPerWindow) throw new SlackError("restricted_too_many");
  const { channel: _, ...place } = placeIn(channel, params);
  const { id } = parts.scheduled.add({ channelId: channel.id, ...place, postAt, content });
  const text = content.text ?? "";
  const message = { type: "delayed_message", text, bot_id: parts.workspace.botId, user: parts.workspace.botUserId };
  return { channel: channel.id, scheduled_message_id: id, post_at: postAt, message };
}

function readTime({ parts, params }: Call): number {
  const postAt = Number(textOf(params.post_at));
  const nowSeconds = parts.wall.now() / 1000;
  if (!Number.isInteger(postAt) || postAt <= 0) throw new SlackError("invalid_time");
  if (postAt <= nowSeconds) throw new SlackError("time_in_past");
  if (postAt > nowSeconds + farthestDays * 86_400) throw new SlackError("time_too_far");
  return postAt;
}

function unschedule(call: Call) {
  const channel = findChannel(call);
  if (!call.parts.scheduled.remove(channel.id, textOf(call.params.scheduled_message_id))) {
    throw new SlackError("invalid_scheduled_message_id");
  }
  return {};
}

function list({ parts, params }: Call) {
  const named = textOf(params.channel);
  const channel = parts.channels.findById(named);
  if (named !== "" && channel === undefined) throw new SlackError("invalid_channel");
  const waiting = parts.scheduled
    .list()
    .filter((each) => channel === undefined || each.channelId === channel.id)
    .map(({ id, channelId, postAt, content, created }) => ({
      id,
      channel_id: channelId,
      post_at: postAt,
      date_created: created,
      text: content.text ?? "",
    }));
  return paged("scheduled_messages", waiting, params, 100);
}
