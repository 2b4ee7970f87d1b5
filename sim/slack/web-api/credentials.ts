import type { Parts } from "../parts.ts";
import { SlackError } from "../slack-error.ts";
import type { Method } from "./method.ts";

/** Throws `not_authed`, `invalid_auth`, `token_revoked` or `not_allowed_token_type`. */
export function checkToken({ workspace: own, revoked }: Parts, token: string, method: Method): void {
  if (method.token === "none") return;
  if (token === "") throw new SlackError("not_authed");
  if (token !== own.botToken && token !== own.appToken) throw new SlackError("invalid_auth");
  if (revoked.has(token)) throw new SlackError("token_revoked");
  if (method.token === "any") return;
  const wanted = method.token === "app" ? own.appToken : own.botToken;
  if (token !== wanted) throw new SlackError("not_allowed_token_type");
}
