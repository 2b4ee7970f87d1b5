import { useCallback, useEffect, useState } from "react";
import type { Message } from "../wire.ts";

/** What is new in a channel: anything at all, and how much of it names this person or is for them alone. */
export type UnreadOf = (channel: string) => { any: boolean; forMe: number };

interface Unread {
  of: UnreadOf;
  /** The ts of the last message seen in a channel; undefined where one never was. */
  markOf(channel: string): string | undefined;
}

type ReadMarks = Record<string, string>;

const keyOf = (user: string) => `read:${user}`;

/** Marks of another workspace than the one that `began` now are forgotten. */
function load(user: string, began: string): ReadMarks {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(user)) ?? "{}") as { began?: string; marks?: ReadMarks };
    if (kept.began === began) return kept.marks ?? {};
    localStorage.removeItem(keyOf(user));
  } catch {
    // A mark that cannot be read only makes messages look new.
  }
  return {};
}

/** What this person has read, kept in this browser: the ts of the last message seen in each channel. */
export function useUnread({
  user,
  began,
  messages,
  open,
}: {
  user: string;
  /** Which workspace it is: another one after every start and reset. */
  began: string;
  messages: Record<string, Message[]>;
  open: string | undefined;
}): Unread {
  const [marks, setMarks] = useState(() => load(user, began));
  useEffect(() => setMarks(load(user, began)), [user, began]);

  const latest = open ? messages[open]?.at(-1)?.ts : undefined;
  useEffect(() => {
    if (!open || !latest) return;
    setMarks((before) => {
      if ((before[open] ?? "") >= latest) return before;
      const after = { ...before, [open]: latest };
      localStorage.setItem(keyOf(user), JSON.stringify({ began, marks: after }));
      return after;
    });
  }, [user, began, open, latest]);

  const unreadOf = useCallback(
    (channel: string) => {
      const seen = marks[channel] ?? "";
      const fresh = (messages[channel] ?? []).filter((message) => message.ts > seen && message.user !== user);
      const isForMe = (message: Message) =>
        channel.startsWith("D") || message.ephemeral === true || JSON.stringify(message).includes(`<@${user}`);
      return { any: fresh.length > 0, forMe: fresh.filter(isForMe).length };
    },
    [marks, messages, user],
  );
  return { of: unreadOf, markOf: (channel) => marks[channel] };
}
