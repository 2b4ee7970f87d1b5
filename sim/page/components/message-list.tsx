import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useWorkspace } from "../state/workspace-context.tsx";
import { calendarDay, dayDivider } from "../text/dates.ts";
import type { Message } from "../wire.ts";
import { MessageRow } from "./message.tsx";

/** Messages of one author within this time stand under one name, as in Slack. */
const groupMs = 5 * 60_000;
/** How near the end, in px, still counts as reading the end. */
const nearEndPx = 120;

const msOf = (message: Message) => Number(message.ts) * 1000;

function isCompact(message: Message, before: Message | undefined): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    before.bot_id === message.bot_id &&
    !before.ephemeral &&
    !message.ephemeral &&
    msOf(message) - msOf(before) < groupMs
  );
}

/** Keeps the end in view while the reader is there, and leaves the reader alone while they read further up. */
function useStickToEnd(messages: readonly Message[]) {
  const ref = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const toEnd = () => {
    const list = ref.current;
    if (list && atEnd.current) list.scrollTop = list.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: new or changed messages are what moves the end
  useLayoutEffect(toEnd, [messages]);
  // So do a plan that is opened and a window that gets narrower, neither of which comes with a message.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads refs only
  useEffect(() => {
    const watch = new ResizeObserver(toEnd);
    for (const each of [ref.current, content.current]) if (each) watch.observe(each);
    return () => watch.disconnect();
  }, []);
  const onScroll = () => {
    const list = ref.current;
    if (list) atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearEndPx;
  };
  return { ref, content, onScroll };
}

interface Props {
  label: string;
  channel: string;
  messages: readonly Message[];
  repliesOf?(message: Message): readonly Message[];
  threadHref?(message: Message): string;
  /** What stands above the first message. */
  opening?: ReactNode;
  /** What stands between the first message and the rest. */
  afterFirst?: ReactNode;
}

/** Messages by day, new ones said aloud, changed ones not: a card that moves every second must not talk all the time. */
export function MessageList({ label, channel, messages, repliesOf, threadHref, opening, afterFirst }: Props) {
  const { reader } = useWorkspace();
  const { ref, content, onScroll } = useStickToEnd(messages);
  const now = { ...reader, nowMs: Date.now };
  return (
    <div
      ref={ref}
      className="message-list"
      role="log"
      aria-label={label}
      aria-live="polite"
      aria-relevant="additions"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, and the keyboard must be able to scroll it
      tabIndex={0}
      onScroll={onScroll}
    >
      <div ref={content} className="message-list-content">
        {opening}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const day = calendarDay(msOf(message), reader.timeZone);
          const isNewDay = !afterFirst && (!before || calendarDay(msOf(before), reader.timeZone) !== day);
          const replies = repliesOf?.(message) ?? [];
          return (
            <Fragment key={message.ts}>
              {isNewDay && (
                <div className="day">
                  <span>{dayDivider(msOf(message), now)}</span>
                </div>
              )}
              <MessageRow
                channel={channel}
                message={message}
                compact={!isNewDay && !(afterFirst && index === 1) && isCompact(message, before)}
                replies={replies}
                {...(threadHref ? { threadHref: threadHref(message) } : {})}
              />
              {index === 0 && afterFirst}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}
