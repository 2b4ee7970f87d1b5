import type { Content } from "./content.ts";
import { createKept, type Keeper } from "./kept.ts";
import { newId } from "./tokens.ts";
import type { WallClock } from "./workspace.ts";

/** A message waiting for its time; `postAt` and `created` are Unix seconds. */
export interface ScheduledMessage {
  readonly id: string;
  readonly channelId: string;
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  readonly postAt: number;
  readonly content: Content;
  readonly created: number;
}

/** The messages for later; kept by id. One whose time came while nobody was there is posted at once. */
export interface Scheduled extends Keeper<ScheduledMessage> {
  add(message: Omit<ScheduledMessage, "id" | "created">): ScheduledMessage;
  list(): ScheduledMessage[];
  /** False when there is none such in this channel. */
  remove(channelId: string, id: string): boolean;
  reset(): void;
  /** Posts nothing any more. */
  close(): void;
}

/** Node clamps longer timers to 1 ms, so longer waits are taken in pieces. */
const longestTimerMs = 2 ** 31 - 1;

/** Creates an empty store; `post` is called with each message when its time has come, in real time. */
export function createScheduled({
  wall,
  post,
}: {
  wall: WallClock;
  post: (message: ScheduledMessage) => void;
}): Scheduled {
  const waiting = createKept<ScheduledMessage>();
  const timers = new Map<string, NodeJS.Timeout>();

  function arm(message: ScheduledMessage): void {
    const leftMs = Math.max(message.postAt * 1000 - wall.now(), 0);
    const timer = setTimeout(
      () => (leftMs > longestTimerMs ? arm(message) : due(message)),
      Math.min(leftMs, longestTimerMs),
    );
    timers.set(message.id, timer.unref());
  }

  function due(message: ScheduledMessage): void {
    take(message.id);
    post(message);
  }

  function take(id: string): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
    waiting.delete(id);
  }

  function close(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  }

  function put(message: ScheduledMessage): void {
    waiting.set(message.id, message);
    arm(message);
  }

  return {
    add(given) {
      const message = { ...given, id: newId("Q0"), created: Math.floor(wall.now() / 1000) };
      put(message);
      return message;
    },
    list: waiting.values,
    remove(channelId, id) {
      if (waiting.get(id)?.channelId !== channelId) return false;
      take(id);
      return true;
    },
    keep: waiting.changes,
    restore(kept) {
      for (const [, message] of kept) put(message);
    },
    reset() {
      close();
      waiting.clear();
    },
    close,
  };
}
