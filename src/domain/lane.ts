/** At most `takes` in any stretch of `perMs` (wall clock), the first `burst` of them at once. */
export interface Limit {
  takes: number;
  perMs: number;
  burst: number;
}

/**
 * How much an outside system takes, for all processes of the bot together. `words` name it to people: "organisation writes".
 * "rate": so many requests in a time. "permits": so many jobs at a time, each from its entering to its leaving.
 */
export type RateLane = { kind: "rate"; words: string; limits: readonly Limit[] };
export type PermitLane = { kind: "permits"; words: string; atOnce: number };
export type Lane = RateLane | PermitLane;

/** By name. A name with something after a `#` is a lane of its own with the limits of what stands before it: "slack-posts#C012AB3CD". */
export type Lanes = Readonly<Record<string, Lane>>;
