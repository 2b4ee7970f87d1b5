import { createKept, type Keeper } from "./kept.ts";
import { newId, newSecret } from "./tokens.ts";
import type { WallClock } from "./workspace.ts";

/** Where answers to a response_url go. */
export interface ResponseTarget {
  channelId: string;
  userId: string;
  /** The message the person acted on; absent for a slash command. */
  messageTs?: string;
}

/** A response_url takes this many answers (docs.slack.dev/interactivity/handling-user-interaction). */
const maxUses = 5;

/** The short-lived addresses that come with commands and clicks; kept by path. */
export interface ResponseUrls extends Keeper<IssuedUrl> {
  issue(target: ResponseTarget): string;
  /** Counts one use of `/hooks/…`. */
  use(path: string): ResponseTarget | { error: "expired_url" | "used_url" };
  reset(): void;
}

interface IssuedUrl {
  readonly target: ResponseTarget;
  readonly at: number;
  readonly uses: number;
}

/** Creates the addresses of one server; `lifetimeMs` is real time, `baseUrl` is asked for late. */
export function createResponseUrls({
  wall,
  lifetimeMs,
  teamId,
  baseUrl,
}: {
  wall: WallClock;
  lifetimeMs: number;
  teamId: string;
  baseUrl: () => string;
}): ResponseUrls {
  const issued = createKept<IssuedUrl>();
  const isExpired = ({ at }: IssuedUrl) => wall.now() - at > lifetimeMs;

  function dropExpired(): void {
    for (const [path, entry] of issued.entries()) {
      // In the order in which they were issued.
      if (!isExpired(entry)) return;
      issued.delete(path);
    }
  }

  return {
    issue(target) {
      dropExpired();
      const path = `/hooks/commands/${teamId}/${newId("", 12)}/${newSecret()}`;
      issued.set(path, { target, at: wall.now(), uses: 0 });
      return `${baseUrl()}${path}`;
    },
    use(path) {
      const entry = issued.get(path);
      if (entry === undefined || isExpired(entry)) return { error: "expired_url" };
      if (entry.uses >= maxUses) return { error: "used_url" };
      issued.set(path, { ...entry, uses: entry.uses + 1 });
      return entry.target;
    },
    keep: issued.changes,
    restore(kept) {
      for (const [path, entry] of kept) issued.set(path, entry);
    },
    reset: issued.clear,
  };
}
