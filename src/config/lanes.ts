import { z } from "zod";
import { minutes, seconds } from "../domain/duration.ts";
import type { Lanes, Limit, PermitLane, RateLane } from "../domain/lane.ts";

const whole = (what: string, most: number) =>
  z.int(`a whole number of ${what}`).min(1, `1 or more ${what}`).max(most, `at most ${most} ${what}`);
const perSecond = (usual: number) => whole("requests a second", 100).default(usual);
const perMinute = (usual: number) => whole("requests a minute", 6_000).default(usual);
const atOnce = (usual: number) => whole("jobs at once", 50).default(usual);

/** How much each outside system takes. Every value is what the bot allows itself; docs/operate.md says why. */
export const lanesSchema = z
  .strictObject({
    /** ISB v1.2.14: its gateway takes 100 a second from everybody, its firewall 200 a minute from one address. */
    isb: z.strictObject({ perSecond: perSecond(20), perMinute: perMinute(200) }).prefault({}),
    /** Identity Center takes some 20 calls a second from the whole organisation, ISB's own among them. */
    identityCenter: z.strictObject({ perSecond: perSecond(10) }).prefault({}),
    /** Changes of one organisation collide (ConcurrentModificationException). */
    organisationWrites: z.strictObject({ atOnce: atOnce(1) }).prefault({}),
    /** Even reads are refused while many ask ("another request is already in progress"). */
    organisationReads: z.strictObject({ perSecond: perSecond(4) }).prefault({}),
    /** AWS Organizations makes five accounts at a time. */
    accountCreations: z.strictObject({ atOnce: atOnce(5) }).prefault({}),
    /** AWS Organizations closes three accounts at a time. */
    accountCloses: z.strictObject({ atOnce: atOnce(3) }).prefault({}),
    /** In one channel: Slack takes about one post a second. */
    slackPosts: z.strictObject({ perSecond: perSecond(1) }).prefault({}),
    /** In the whole workspace: Slack takes 50 edits a minute. */
    slackEdits: z.strictObject({ perMinute: perMinute(45) }).prefault({}),
  })
  .prefault({});
export type LaneSettings = z.infer<typeof lanesSchema>;

/** A fifth at once, the rest evenly after it. */
const limit = (takes: number, perMs: number): Limit => ({ takes, perMs, burst: Math.max(1, Math.floor(takes / 5)) });
const rate = (words: string, settings: { perSecond?: number; perMinute?: number }): RateLane => ({
  kind: "rate",
  words,
  limits: [
    ...(settings.perSecond === undefined ? [] : [limit(settings.perSecond, seconds(1))]),
    ...(settings.perMinute === undefined ? [] : [limit(settings.perMinute, minutes(1))]),
  ],
});
const permits = (words: string, settings: { atOnce: number }): PermitLane => ({ kind: "permits", words, ...settings });

/** The lanes by the names under which the parts of the bot ask for them. */
export const lanesOf = (settings: LaneSettings) =>
  ({
    isb: rate("ISB requests", settings.isb),
    "identity-center": rate("Identity Center requests", settings.identityCenter),
    "organisation-writes": permits("organisation writes", settings.organisationWrites),
    "organisation-reads": rate("organisation reads", settings.organisationReads),
    "account-creations": permits("account creations", settings.accountCreations),
    "account-closes": permits("account closes", settings.accountCloses),
    "slack-posts": rate("Slack posts", settings.slackPosts),
    "slack-edits": rate("Slack edits", settings.slackEdits),
  }) satisfies Lanes;
