import { isReply, type Reason } from "../state/notifications.ts";
import { useAuthor } from "../state/use-author.ts";
import type { Notification } from "../state/use-notifications.ts";
import { addressOf } from "../state/use-route.ts";
import { titleOfChannel, useWorkspace } from "../state/workspace-context.tsx";
import { dayDivider, timeOfDay } from "../text/dates.ts";
import type { Message } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { plainWords } from "./phone/plain-words.ts";

/** Slack's own list goes on for ever; further back one looks in the channel. */
const most = 100;

const reasonWords: Readonly<Record<Reason, string>> = {
  "direct message": "Direct message",
  mention: "Mention",
  thread: "Reply in a thread",
};

/** One message that concerns the reader: why, where, from whom, when, and its beginning as it is now. */
function ActivityEntry({ notification, message }: { notification: Notification; message: Message }) {
  const { channel, reason } = notification;
  const { state, me, reader } = useWorkspace();
  const author = useAuthor(message);
  const ms = Number(message.ts) * 1000;
  const where = channel.is_im ? "" : ` in ${titleOfChannel(channel, state, me.id)}`;
  const thread = isReply(message) && message.thread_ts ? { thread: message.thread_ts } : {};
  return (
    <a className="activity-entry" href={addressOf({ user: me.id, place: channel.id, at: message.ts, ...thread })}>
      <Avatar id={author.id} name={author.name} sizePx={32} app={author.isApp} />
      <span className="phone-words">
        <span className="phone-head">
          <span className="tools-note">
            {reasonWords[reason]}
            {where}
          </span>
          <time className="phone-time" dateTime={new Date(ms).toISOString()}>
            {dayDivider(ms, { ...reader, nowMs: Date.now })}, {timeOfDay(ms, reader.timeZone)}
          </time>
        </span>
        <strong>{author.name}</strong>
        <span className="phone-body">
          {plainWords(message.text ?? "", { state, reader }).trim() || "A message without text: open it to see it."}
        </span>
      </span>
    </a>
  );
}

/** Slack's Activity: mentions, replies in threads one takes part in, and direct messages, newest first. What was deleted is gone from it. */
export function ActivityPanel(props: {
  notifications: readonly Notification[];
  messages: Readonly<Record<string, readonly Message[]>>;
}) {
  const { notifications, messages } = props;
  const entries = notifications
    .flatMap((notification) => {
      const { channel, message } = notification;
      const now = messages[channel.id]?.find(({ ts }) => ts === message.ts);
      return now ? [{ notification, message: now }] : [];
    })
    .slice(-most)
    .reverse();
  if (entries.length === 0) {
    return (
      <p className="tools-empty">
        Nothing yet. Mentions of you, replies in your threads and direct messages are listed here.
      </p>
    );
  }
  return (
    <ol className="activity" aria-label="Activity, newest first">
      {entries.map((entry) => (
        <li key={entry.message.ts}>
          <ActivityEntry {...entry} />
        </li>
      ))}
    </ol>
  );
}
