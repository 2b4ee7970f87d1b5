import type { Json } from "../json.ts";
import type { Tier } from "../limits.ts";
import type { Parts } from "../parts.ts";

/** A call that has passed the token check. */
export interface Call {
  parts: Parts;
  params: Json;
  /** Throws `missing_scope` when the app does not have it. */
  needScope(scope: string): void;
}

/** A Web API method: who may call it, how often, and what it does. */
export interface Method {
  /** Bot scope, checked before anything else; none for methods that need none or decide by channel. */
  scope?: string;
  tier: Tier;
  /** Default "bot". */
  token?: "app" | "any";
  /** Answers the body without `ok`. Throws SlackError. */
  run(call: Call): Json | Promise<Json>;
}

export type Methods = Readonly<Record<string, Method>>;
