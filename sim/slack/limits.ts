import type { WallClock } from "./workspace.ts";

/** Calls a minute per method (docs.slack.dev/apis/web-api/rate-limits); "special" methods allow hundreds. */
export const callsPerMinute = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 } as const;
export type Tier = keyof typeof callsPerMinute;

/** Posts into one channel: about one a second, with a short burst allowed. */
const postsPerChannel = { burst: 5, perSecond: 1 } as const;
/** Posts by one app in the whole workspace, per minute: "several hundred". */
const postsPerMinute = 300;

/** Keeps the app to Slack's rates, in real time. */
export interface Limits {
  enabled: boolean;
  /** Counts a call; the answer is seconds to wait when it is one too many, else undefined. */
  call(method: string, tier: Tier): number | undefined;
  /** Counts a post into a channel, in the same way. */
  post(channelId: string): number | undefined;
  reset(): void;
}

/** Creates fresh, enabled limits. */
export function createLimits({ wall }: { wall: WallClock }): Limits {
  let calls = new Map<string, number[]>();
  let buckets = new Map<string, { tokens: number; at: number }>();

  function inWindow(key: string, allowed: number): number | undefined {
    const now = wall.now();
    const recent = (calls.get(key) ?? []).filter((at) => now - at < 60_000);
    calls.set(key, recent);
    const oldest = recent[0];
    if (oldest !== undefined && recent.length >= allowed) return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000));
    recent.push(now);
    return undefined;
  }

  const limits: Limits = {
    enabled: true,
    call: (method, tier) => (limits.enabled ? inWindow(method, callsPerMinute[tier]) : undefined),
    post(channelId) {
      if (!limits.enabled) return undefined;
      const now = wall.now();
      const before = buckets.get(channelId) ?? { tokens: postsPerChannel.burst, at: now };
      const gained = ((now - before.at) / 1000) * postsPerChannel.perSecond;
      const tokens = Math.min(postsPerChannel.burst, before.tokens + gained);
      if (tokens < 1) {
        buckets.set(channelId, { tokens, at: now });
        return Math.max(1, Math.ceil((1 - tokens) / postsPerChannel.perSecond));
      }
      buckets.set(channelId, { tokens: tokens - 1, at: now });
      return inWindow("chat.postMessage in the workspace", postsPerMinute);
    },
    reset() {
      calls = new Map();
      buckets = new Map();
    },
  };
  return limits;
}
