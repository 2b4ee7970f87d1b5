import { useCallback, useEffect, useState } from "react";
import type { Channel, Message } from "../wire.ts";
import { isReply, reasonToTell } from "./notifications.ts";

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
  channels,
  messages,
  open,
}: {
  user: string;
  /** Which workspace it is: another one after every start and reset. */
  began: string;
  channels: readonly Channel[];
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
    (id: string) => {
      const channel = channels.find((each) => each.id === id);
      const all = messages[id] ?? [];
      const fresh = all.filter((message) => message.ts > (marks[id] ?? "") && message.user !== user);
      const forMe = channel ? fresh.filter((each) => reasonToTell(each, { user, channel, messages: all })).length : 0;
      // A reply in somebody else's thread is nothing new in the channel.
      const any = forMe > 0 || fresh.some((each) => !isReply(each) || each.subtype === "thread_broadcast");
      return { any, forMe };
    },
    [marks, channels, messages, user],
  );
  return { of: unreadOf, markOf: (channel) => marks[channel] };
}
