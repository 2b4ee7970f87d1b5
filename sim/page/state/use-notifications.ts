import { useMemo, useRef } from "react";
import type { Channel, Message } from "../wire.ts";
import { type Reason, reasonToTell } from "./notifications.ts";

/** A message somebody was told of, with the text it had when it came: a later edit does not change what a phone shows. */
export interface Notification {
  channel: Channel;
  message: Message;
  reason: Reason;
  /** It was there when the page was opened: its first text is not known, and nothing pops up. */
  isEarlier: boolean;
}

interface Heard {
  began: string;
  /** Channels that were read at least once. */
  channels: Set<string>;
  /** By ts; undefined for messages nobody is told of. */
  told: Map<string, Notification | undefined>;
}

/** Everything a person was told of, oldest first; `began` names the workspace, another one forgets it all. */
export function useNotifications(known: {
  user: string;
  began: string;
  channels: readonly Channel[];
  messages: Record<string, Message[]>;
}): readonly Notification[] {
  const { user, began, channels, messages } = known;
  const heard = useRef<Heard>({ began, channels: new Set(), told: new Map() });
  return useMemo(() => {
    if (heard.current.began !== began) heard.current = { began, channels: new Set(), told: new Map() };
    const { channels: read, told } = heard.current;
    for (const channel of channels) {
      const list = messages[channel.id];
      if (!list) continue;
      for (const message of list) {
        if (told.has(message.ts)) continue;
        const reason = reasonToTell(message, { user, channel, messages: list });
        told.set(message.ts, reason && { channel, message, reason, isEarlier: !read.has(channel.id) });
      }
      read.add(channel.id);
    }
    return [...told.values()]
      .filter((each) => each !== undefined)
      .sort((a, b) => (a.message.ts < b.message.ts ? -1 : 1));
  }, [user, began, channels, messages]);
}
