import { newId } from "./tokens.ts";
import type { WallClock } from "./workspace.ts";

/** A message waiting for its time; `postAt` and `created` are Unix seconds. */
export interface ScheduledMessage {
  id: string;
  channelId: string;
  postAt: number;
  text: string;
  created: number;
}

/** The messages for later. */
export interface Scheduled {
  add(message: Omit<ScheduledMessage, "id" | "created">, post: () => void): ScheduledMessage;
  list(): ScheduledMessage[];
  /** False when there is none such in this channel. */
  remove(channelId: string, id: string): boolean;
  reset(): void;
}

/** Node clamps longer timers to 1 ms, so longer waits are taken in pieces. */
const longestTimerMs = 2 ** 31 - 1;

/** Creates an empty store that posts in real time. */
export function createScheduled({ wall }: { wall: WallClock }): Scheduled {
  const waiting = new Map<string, { message: ScheduledMessage; timer: NodeJS.Timeout }>();

  function arm(leftMs: number, run: () => void, keep: (timer: NodeJS.Timeout) => void): void {
    const piece = Math.min(Math.max(leftMs, 0), longestTimerMs);
    keep(setTimeout(() => (leftMs > piece ? arm(leftMs - piece, run, keep) : run()), piece).unref());
  }

  return {
    add(given, post) {
      const message = { ...given, id: newId("Q0"), created: Math.floor(wall.now() / 1000) };
      const due = () => {
        waiting.delete(message.id);
        post();
      };
      arm(message.postAt * 1000 - wall.now(), due, (timer) => waiting.set(message.id, { message, timer }));
      return message;
    },
    list: () => [...waiting.values()].map(({ message }) => message),
    remove(channelId, id) {
      const found = waiting.get(id);
      if (found === undefined || found.message.channelId !== channelId) return false;
      clearTimeout(found.timer);
      return waiting.delete(id);
    },
    reset() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
