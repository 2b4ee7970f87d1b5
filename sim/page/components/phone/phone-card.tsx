import { isReply } from "../../state/notifications.ts";
import { useAuthor } from "../../state/use-author.ts";
import type { Notification } from "../../state/use-notifications.ts";
import { addressOf } from "../../state/use-route.ts";
import { nameOfApp, nameOfChannel, useWorkspace } from "../../state/workspace-context.tsx";
import { timeOfDay } from "../../text/dates.ts";
import { Avatar } from "../avatar.tsx";
import { plainWords } from "./plain-words.ts";

/** What a phone shows of a message without `text`: it cannot draw blocks (seen in statping/statping#933, RasaHQ/rasa#3561). */
export const nothingToShow = "This content can't be displayed.";

/** One notification: where it came from, who wrote it, and the message's `text`, which is all a phone can show. */
export function PhoneCard({ notification, onGo }: { notification: Notification; onGo?(): void }) {
  const { channel, message, reason } = notification;
  const workspace = useWorkspace();
  const { state, me, reader } = workspace;
  const author = useAuthor(message);
  const isDirect = channel.is_im === true;
  const place = nameOfChannel(channel, state, me.id);
  const title = isDirect ? author.name : channel.is_mpim ? place : `#${place}`;
  const words = plainWords(message.text ?? "", { state, reader }).trim();
  return (
    <a
      className="phone-card"
      href={addressOf({
        user: me.id,
        place: channel.id,
        at: message.ts,
        ...(isReply(message) ? { thread: message.thread_ts as string } : {}),
      })}
      onClick={onGo}
    >
      <Avatar id={author.id} name={author.isApp ? nameOfApp(workspace) : author.name} sizePx={32} app={author.isApp} />
      <span className="phone-words">
        <span className="phone-head">
          <strong>{title}</strong>
          <span className="phone-time">{timeOfDay(Number(message.ts) * 1000, reader.timeZone)}</span>
        </span>
        <span className={words ? "phone-body" : "phone-body phone-nothing"}>
          {isDirect || !words ? "" : `${author.name}: `}
          {words || nothingToShow}
        </span>
        <span className="unseen">, {reason}</span>
      </span>
    </a>
  );
}
