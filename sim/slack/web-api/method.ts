import type { Json } from "../json.ts";
import type { Tier } from "../limits.ts";
import type { Parts } from "../parts.ts";
import type { Verb } from "./scopes.ts";

/** A call that has passed the checks every method has: token, scope, rate, needed arguments. */
export interface Call {
  parts: Parts;
  params: Json;
  /** Throws `missing_scope` when the app has none of them. */
  needScope(anyOf: readonly string[]): void;
  /** Adds one of Slack's warnings to the answer. */
  warn(code: string): void;
}

/**
 * A Web API method: who may call it, how often, with what, and what it does. Source of each: its own page,
 * docs.slack.dev/reference/methods/<name>; codes also from slack-ruby/slack-api-ref, tiers from `MethodsRateLimits` in
 * slackapi/java-slack-sdk.
 */
export interface Method {
  /** Bot scopes any one of which will do; none for methods that need none or decide by conversation. */
  scopes?: readonly string[];
  /** What the method does to a conversation; which scope that takes depends on the kind of conversation. */
  verb?: Verb;
  tier: Tier;
  /** Default "bot". "none": answers without a token too. */
  token?: "app" | "any" | "none";
  /** Arguments without which the call is refused (`invalid_arguments`). */
  needs?: readonly string[];
  /** Every code of its own this method can answer here; what all methods share is not repeated. */
  errors: readonly string[];
  /** Answers the body without `ok`. Throws SlackError. */
  run(call: Call): Json | Promise<Json>;
}

export type Methods = Readonly<Record<string, Method>>;
