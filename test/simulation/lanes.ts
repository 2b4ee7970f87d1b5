import { minutes, seconds } from "../../src/domain/duration.ts";
import type { Lanes, PermitLane } from "../../src/domain/lane.ts";

/** Lanes of the outside: so many jobs at a time. */
export const permitLanes = {
  "one-at-a-time": { kind: "permits", words: "one at a time", atOnce: 1 },
  "two-at-a-time": { kind: "permits", words: "two at a time", atOnce: 2 },
} as const satisfies Record<string, PermitLane>;

export const lanes: Lanes = {
  ...permitLanes,
  "slack-posts": { kind: "rate", words: "Slack posts", limits: [{ takes: 1, perMs: seconds(1), burst: 3 }] },
  "slack-edits": { kind: "rate", words: "Slack edits", limits: [{ takes: 45, perMs: minutes(1), burst: 10 }] },
};
