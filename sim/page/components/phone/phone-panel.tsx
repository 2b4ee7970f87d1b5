import type { Notification } from "../../state/use-notifications.ts";
import { PhoneCard } from "./phone-card.tsx";

/** More than a phone's lock screen would keep. */
const most = 50;

/** A phone's lock screen: newest first, each with nothing but the message's `text`. */
export function PhonePanel({ notifications }: { notifications: readonly Notification[] }) {
  const newest = notifications
    .filter(({ isEarlier }) => !isEarlier)
    .slice(-most)
    .reverse();
  return (
    <div className="phone">
      <p className="tools-note">
        A phone cannot draw blocks: it shows a message's <code>text</code>. Here is what came since this page was
        opened, as the page first saw it. Edits and private answers tell nobody.
      </p>
      {newest.length === 0 ? (
        <p className="tools-empty">
          Nothing since this page was opened. Direct messages, mentions and replies in your threads would be told here.
        </p>
      ) : (
        <ol className="phone-screen" aria-label="Notifications, newest first">
          {newest.map((each) => (
            <li key={each.message.ts}>
              <PhoneCard notification={each} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
