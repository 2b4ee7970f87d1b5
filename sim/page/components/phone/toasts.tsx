import { useEffect, useState } from "react";
import type { Notification } from "../../state/use-notifications.ts";
import { Close } from "../icons.tsx";
import { PhoneCard } from "./phone-card.tsx";

/** How long a notification stays, in real ms; one may also send it away, or rest the pointer on it. */
const staysMs = 7_000;
/** More than these at once would cover the page. */
const most = 3;

/** Notifications as they come, but for what is being read already: Slack keeps quiet about that, too. */
export function Toasts(props: {
  notifications: readonly Notification[];
  /** They are all shown elsewhere on the page. */
  isQuiet: boolean;
  /** The channel and the thread that are being read. */
  open: string | undefined;
  thread?: string;
}) {
  const { notifications, isQuiet, open, thread } = props;
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const fresh = notifications.filter((each) => !each.isEarlier && !seen.has(each.message.ts));
  const isRead = ({ channel, message: { ts, thread_ts: inThread } }: Notification) =>
    isQuiet || (channel.id === open && (inThread === undefined || inThread === ts || inThread === thread));
  const shown = fresh.filter((each) => !isRead(each)).slice(-most);
  const dismiss = (...all: string[]) => setSeen((before) => new Set([...before, ...all]));

  // What was read as it came does not pop up when the reader goes elsewhere.
  const read = fresh.filter(isRead).map((each) => each.message.ts);
  const readKey = read.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is in the list
  useEffect(() => {
    if (read.length > 0) dismiss(...read);
  }, [readKey]);

  return (
    <section className="toasts" aria-label="Notifications" aria-live="polite">
      {shown.map((each) => (
        <Toast key={each.message.ts} notification={each} onDone={() => dismiss(each.message.ts)} />
      ))}
    </section>
  );
}

function Toast({ notification, onDone }: { notification: Notification; onDone(): void }) {
  const [isHeld, setHeld] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does when it is done does not change
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onDone, staysMs);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only makes it stay; the link and the button act
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <PhoneCard notification={notification} onGo={onDone} />
      <button type="button" className="button-icon" aria-label="Dismiss notification" onClick={onDone}>
        <Close size={14} />
      </button>
    </div>
  );
}
