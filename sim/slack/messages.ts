import type { Json } from "./json.ts";
import { objectsOf, textOf } from "./json.ts";
import type { Keeper } from "./kept.ts";
import type { WallClock } from "./workspace.ts";

/** A message as it goes over the wire; private ones also say whom they are for. */
export interface Message {
  wire: Json & { ts: string };
  /** The only person who sees it. */
  onlyFor?: string;
}

/** All messages of the workspace, by channel; kept by channel and ts. */
export interface Messages extends Keeper<Message> {
  /** Adds a message; a thread's first message gets its counts. */
  add(channelId: string, wire: Json, onlyFor?: string): Message;
  find(channelId: string, ts: string): Message | undefined;
  /** Oldest first, private ones too. */
  list(channelId: string): readonly Message[];
  /** Puts new contents in place; `wire` keeps its ts. */
  replace(channelId: string, ts: string, wire: Json): Message | undefined;
  remove(channelId: string, ts: string): boolean;
  reset(): void;
}

/** Creates an empty store. Message ts are wall time with microseconds, never twice the same. */
export function createMessages({ wall }: { wall: WallClock }): Messages {
  let channels = new Map<string, Message[]>();
  let lastMicros = 0;
  /** Channel and ts of what is to be kept anew. */
  const changed = new Map<string, readonly [channelId: string, ts: string]>();
  const change = (channelId: string, ts: string) => changed.set(`${channelId}/${ts}`, [channelId, ts]);

  function nextTs(): string {
    lastMicros = Math.max(wall.now() * 1000, lastMicros + 1);
    return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
  }
  const listOf = (channelId: string) => channels.get(channelId) ?? [];
  // From the end: what is asked for is mostly new.
  const find = (channelId: string, ts: string) => listOf(channelId).findLast((message) => message.wire.ts === ts);

  function recount(channelId: string, parentTs: string): void {
    const parent = find(channelId, parentTs);
    if (parent === undefined) return;
    change(channelId, parentTs);
    const replies = listOf(channelId).filter(
      ({ wire, onlyFor }) => onlyFor === undefined && wire.thread_ts === parentTs && wire.ts !== parentTs,
    );
    const { reply_count, reply_users, reply_users_count, latest_reply, ...rest } = parent.wire;
    const users = [...new Set(replies.map(({ wire }) => textOf(wire.user)))];
    parent.wire = rest as Message["wire"];
    const latest = replies.at(-1);
    if (latest === undefined) return;
    Object.assign(parent.wire, {
      thread_ts: parentTs,
      reply_count: replies.length,
      reply_users: users,
      reply_users_count: users.length,
      latest_reply: latest.wire.ts,
    });
  }

  return {
    add(channelId, wire, onlyFor) {
      const message: Message = { wire: { ...wire, ts: nextTs() }, ...(onlyFor === undefined ? {} : { onlyFor }) };
      const list = channels.get(channelId);
      if (list === undefined) channels.set(channelId, [message]);
      else list.push(message);
      change(channelId, message.wire.ts);
      if (onlyFor === undefined && typeof wire.thread_ts === "string") recount(channelId, wire.thread_ts);
      return message;
    },
    find,
    list: listOf,
    replace(channelId, ts, wire) {
      const message = find(channelId, ts);
      if (message !== undefined) message.wire = { ...wire, ts };
      change(channelId, ts);
      return message;
    },
    remove(channelId, ts) {
      const message = find(channelId, ts);
      if (message === undefined) return false;
      change(channelId, ts);
      channels.set(
        channelId,
        listOf(channelId).filter((each) => each !== message),
      );
      if (typeof message.wire.thread_ts === "string") recount(channelId, message.wire.thread_ts);
      return true;
    },
    keep() {
      const since = [...changed].map(([key, [channelId, ts]]) => [key, find(channelId, ts)] as const);
      changed.clear();
      return since;
    },
    restore(kept) {
      for (const [key, message] of kept) {
        const [channelId = ""] = key.split("/");
        channels.set(channelId, [...listOf(channelId), message]);
        lastMicros = Math.max(lastMicros, Math.round(Number(message.wire.ts) * 1e6));
      }
      for (const list of channels.values()) list.sort((one, other) => Number(one.wire.ts) - Number(other.wire.ts));
    },
    reset() {
      for (const [channelId, list] of channels) for (const { wire } of list) change(channelId, wire.ts);
      channels = new Map();
    },
  };
}

/** The blocks of a message. */
export function blocksOf(message: Message): Json[] {
  return objectsOf(message.wire.blocks);
}
