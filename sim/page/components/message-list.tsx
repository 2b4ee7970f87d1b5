import { Fragment, type ReactNode, useState } from "react";
import { useScroll } from "../state/use-scroll.ts";
import { useWorkspace } from "../state/workspace-context.tsx";
import { calendarDay, dayDivider } from "../text/dates.ts";
import type { Message } from "../wire.ts";
import { JumpToEnd } from "./jump-to-end.tsx";
import { MessageRow } from "./message.tsx";
import { moveAmongMessages } from "./message-keys.ts";

/** Messages of one author within this time stand under one name, as in Slack. */
const groupMs = 5 * 60_000;

const msOf = (message: Message) => Number(message.ts) * 1000;

function isCompact(message: Message, before: Message | undefined): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    before.bot_id === message.bot_id &&
    before.username === message.username &&
    !before.ephemeral &&
    !message.ephemeral &&
    message.subtype !== "thread_broadcast" &&
    msOf(message) - msOf(before) < groupMs
  );
}

interface Props {
  label: string;
  channel: string;
  messages: readonly Message[];
  repliesOf?(message: Message): readonly Message[];
  threadHref?(message: Message): string;
  parentOf?(message: Message): Message | undefined;
  /** What stands above the first message. */
  opening?: ReactNode;
  /** What stands between the first message and the rest. */
  afterFirst?: ReactNode;
  /** The ts of the first message that is new to the reader. */
  newFrom?: string | undefined;
  /** The ts of a message to show and point at. */
  at?: string | undefined;
  /** The ts of the message being rewritten. */
  edited: string | undefined;
  onEdit(ts: string | undefined): void;
  /** Where the reader was last time, in px. */
  position?: number | undefined;
  onLeave?(position: number | undefined): void;
}

/** Messages by day, new ones said aloud, changed ones not: a card that moves every second must not talk all the time. */
export function MessageList(props: Props) {
  const { label, channel, messages, opening, afterFirst, newFrom, at, edited, onEdit } = props;
  const { reader } = useWorkspace();
  const scroll = useScroll({
    changes: messages,
    at: at ?? newFrom,
    position: props.position,
    onLeave: props.onLeave ?? (() => {}),
  });
  const [seen, setSeen] = useState(messages.length);
  if (scroll.isAtEnd && seen !== messages.length) setSeen(messages.length);
  const now = { ...reader, nowMs: Date.now };
  return (
    <div className="message-frame">
      <div
        ref={scroll.list}
        className="message-list"
        role="log"
        aria-label={label}
        aria-live="polite"
        aria-relevant="additions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, and the keyboard must be able to scroll it
        tabIndex={0}
        onScroll={scroll.onScroll}
        onKeyDown={moveAmongMessages}
      >
        <div ref={scroll.content} className="message-list-content">
          {opening}
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const day = calendarDay(msOf(message), reader.timeZone);
            const isNewDay = !afterFirst && (!before || calendarDay(msOf(before), reader.timeZone) !== day);
            const isNew = message.ts === newFrom;
            return (
              <Fragment key={message.ts}>
                {isNewDay && (
                  <div className={isNew ? "day day-new" : "day"}>
                    <span>{dayDivider(msOf(message), now)}</span>
                  </div>
                )}
                {isNew && <div className={isNewDay ? "new-line new-line-day" : "new-line"}>New</div>}
                <MessageRow
                  channel={channel}
                  message={message}
                  compact={!isNewDay && !isNew && !(afterFirst && index === 1) && isCompact(message, before)}
                  replies={props.repliesOf?.(message) ?? []}
                  parent={props.parentOf?.(message)}
                  isPointed={message.ts === at}
                  isEdited={message.ts === edited}
                  onEdit={(isOn) => onEdit(isOn ? message.ts : undefined)}
                  {...(props.threadHref ? { threadHref: props.threadHref(message) } : {})}
                />
                {index === 0 && afterFirst}
              </Fragment>
            );
          })}
        </div>
      </div>
      {!scroll.isAtEnd && messages.length > 0 && <JumpToEnd news={messages.length - seen} onJump={scroll.toEnd} />}
    </div>
  );
}
