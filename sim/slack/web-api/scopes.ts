import type { ChannelKind } from "../channels.ts";
import { SlackError } from "../slack-error.ts";

/** What an app does to a conversation. */
export type Verb = "read" | "history" | "manage" | "invite" | "topic" | "join";

type Scopes = Readonly<Record<ChannelKind, readonly string[]>>;

/** Bot scopes by verb and kind of conversation: any one of a list will do (docs.slack.dev/reference/scopes/<scope>). */
export const scopesByVerb: Readonly<Record<Verb, Scopes>> = {
  read: { public: ["channels:read"], private: ["groups:read"], im: ["im:read"], mpim: ["mpim:read"] },
  history: { public: ["channels:history"], private: ["groups:history"], im: ["im:history"], mpim: ["mpim:history"] },
  manage: { public: ["channels:manage"], private: ["groups:write"], im: ["im:write"], mpim: ["mpim:write"] },
  invite: {
    public: ["channels:manage", "channels:write.invites"],
    private: ["groups:write", "groups:write.invites"],
    im: ["im:write"],
    mpim: ["mpim:write"],
  },
  topic: {
    public: ["channels:manage", "channels:write.topic"],
    private: ["groups:write", "groups:write.topic"],
    im: ["im:write", "im:write.topic"],
    mpim: ["mpim:write", "mpim:write.topic"],
  },
  join: { public: ["channels:join"], private: ["channels:join"], im: ["channels:join"], mpim: ["channels:join"] },
};

/** Throws `missing_scope` for an app that was given none of these. */
export function needScope(given: ReadonlySet<string>, anyOf: readonly string[]): void {
  if (anyOf.some((scope) => given.has(scope))) return;
  throw new SlackError("missing_scope", { needed: anyOf.join(","), provided: [...given].join(",") });
}

/** Every scope that opens a method of this verb for at least one kind of conversation. */
export function anyScopeOf(verb: Verb): string[] {
  return [...new Set(Object.values(scopesByVerb[verb]).flat())];
}
