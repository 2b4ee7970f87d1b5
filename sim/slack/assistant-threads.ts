import type { Json } from "./json.ts";
import { createKept, type Keeper } from "./kept.ts";
import type { WallClock } from "./workspace.ts";

/** A status goes away by itself after so long (docs.slack.dev/reference/methods/assistant.threads.setStatus). */
const statusMs = 120_000;

/** What is known of one thread; `at` is wall time, ms. */
interface AssistantThread {
  readonly channelId: string;
  readonly said: Json;
  readonly at: number;
}

/** What an assistant said about its threads: status, title, prompts. Kept by channel and thread. */
export interface AssistantThreads extends Keeper<AssistantThread> {
  /** Adds to what is known of a thread; `threadTs` is "" for the whole conversation. */
  note(channelId: string, threadTs: string, said: Json): void;
  of(channelId: string): Json[];
  reset(): void;
}

/** Creates an empty store. */
export function createAssistantThreads({ wall }: { wall: WallClock }): AssistantThreads {
  const threads = createKept<AssistantThread>();
  return {
    note(channelId, threadTs, said) {
      const key = `${channelId}/${threadTs}`;
      const before = threads.get(key)?.said ?? { thread_ts: threadTs };
      threads.set(key, { channelId, said: { ...before, ...said }, at: wall.now() });
    },
    of: (channelId) =>
      threads
        .values()
        .filter((thread) => thread.channelId === channelId)
        .map(({ said, at }) => (wall.now() - at > statusMs ? { ...said, status: "", loading_messages: [] } : said)),
    keep: threads.changes,
    restore(kept) {
      for (const [key, thread] of kept) threads.set(key, thread);
    },
    reset: threads.clear,
  };
}
