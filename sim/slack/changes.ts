/** A hint to look again, or a line that Slack's own client would flash up. */
export type Change =
  | { type: "changed"; channel: string }
  | { type: "views" }
  | { type: "state" }
  | { type: "log" }
  | { type: "notice"; text: string };

type Listener = (change: Change) => void;

/** Who is watching, and what they are told. */
export interface Changes {
  /** Watches on behalf of one person; returns how to stop. */
  watch(userId: string | undefined, listener: Listener): () => void;
  /** Tells everyone who may see it; `mayKnow` decides per person. */
  tell(change: Change, mayKnow?: (userId: string) => boolean): void;
  tellOnly(userId: string, change: Change): void;
}

/** Creates the hub that the live pages hang on. A watcher without a person hears everything. */
export function createChanges(): Changes {
  const watchers = new Set<{ userId: string | undefined; listener: Listener }>();
  return {
    watch(userId, listener) {
      const watcher = { userId, listener };
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    tell(change, mayKnow = () => true) {
      for (const { userId, listener } of watchers) {
        if (userId === undefined || mayKnow(userId)) listener(change);
      }
    },
    tellOnly(userId, change) {
      for (const watcher of watchers) {
        if (watcher.userId === undefined || watcher.userId === userId) watcher.listener(change);
      }
    },
  };
}
