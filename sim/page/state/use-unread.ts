import { useCallback, useEffect, useState } from "react";
import type { Message } from "../wire.ts";

type ReadMarks = Record<string, string>;

const keyOf = (user: string) => `read:${user}`;

function load(user: string): ReadMarks {
  try {
    return JSON.parse(localStorage.getItem(keyOf(user)) ?? "{}") as ReadMarks;
  } catch {
    // A mark that cannot be read only makes messages look new.
    return {};
  }
}

/** What this person has read, kept in this browser: the ts of the last message seen in each channel. */
export function useUnread(user: string, messages: Record<string, Message[]>, open: string | undefined) {
  const [marks, setMarks] = useState(() => load(user));
  useEffect(() => setMarks(load(user)), [user]);

  const latest = open ? messages[open]?.at(-1)?.ts : undefined;
  useEffect(() => {
    if (!open || !latest) return;
    setMarks((before) => {
      if ((before[open] ?? "") >= latest) return before;
      const after = { ...before, [open]: latest };
      localStorage.setItem(keyOf(user), JSON.stringify(after));
      return after;
    });
  }, [user, open, latest]);

  return useCallback(
    (channel: string) => {
      const seen = marks[channel] ?? "";
      return (messages[channel] ?? []).filter((message) => message.ts > seen && message.user !== user).length;
    },
    [marks, messages, user],
  );
}
