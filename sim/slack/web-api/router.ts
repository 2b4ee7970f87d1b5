import type { ServerResponse } from "node:http";
import type { SocketMode } from "../delivery/socket-mode.ts";
import { type Json, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { sendJson } from "../requests.ts";
import { RateLimited, SlackError } from "../slack-error.ts";
import { newId } from "../tokens.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { files } from "./files.ts";
import type { Method, Methods } from "./method.ts";
import { users } from "./users.ts";
import { views } from "./views.ts";
import { workspace } from "./workspace.ts";

const methods: Methods = { ...chat, ...conversations, ...files, ...users, ...views, ...workspace };

/** Answers calls to `/api/<method>`. */
export type WebApi = (request: {
  name: string;
  params: Json;
  authorization: string | undefined;
  response: ServerResponse;
}) => Promise<void>;

/** Creates the Web API; `socketMode` is absent when the app takes signed HTTP. */
export function createWebApi({ parts, socketMode }: { parts: Parts; socketMode: SocketMode | undefined }): WebApi {
  const all: Methods = { ...methods, "apps.connections.open": openConnection(socketMode, () => parts.url) };
  return async ({ name, params, authorization, response }) => {
    const started = performance.now();
    const { token: bodyToken, ...args } = params;
    const token = authorization?.replace(/^Bearer\s+/i, "") ?? textOf(bodyToken);
    const method = all[name];
    const headers = headersOf(parts, method);
    const record = (error?: string) =>
      parts.traffic.add({
        dir: "in",
        kind: "web-api",
        summary: name,
        payload: args,
        ms: Math.round(performance.now() - started),
        ...(error === undefined ? {} : { error }),
      });
    try {
      const body = await run({ parts, name, method, token, params: args });
      record();
      sendJson(response, 200, { ok: true, ...body }, headers);
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      record(error.code);
      const status = error instanceof RateLimited ? 429 : 200;
      const retry = error instanceof RateLimited ? { "retry-after": String(error.retryAfterSeconds) } : {};
      sendJson(response, status, { ok: false, error: error.code, ...error.extra }, { ...headers, ...retry });
    }
  };
}

async function run({
  parts,
  name,
  method,
  token,
  params,
}: {
  parts: Parts;
  name: string;
  method: Method | undefined;
  token: string;
  params: Json;
}): Promise<Json> {
  if (method === undefined) throw new SlackError("unknown_method", { req_method: name });
  checkToken(parts, token, method);
  const needScope = (scope: string) => {
    const { scopes } = parts.manifest;
    if (!scopes.has(scope)) throw new SlackError("missing_scope", { needed: scope, provided: [...scopes].join(",") });
  };
  if (method.scope !== undefined) needScope(method.scope);
  const waitSeconds = parts.limits.call(name, method.tier);
  if (waitSeconds !== undefined) throw new RateLimited(waitSeconds);
  return method.run({ parts, params, needScope });
}

function checkToken({ workspace: own }: Parts, token: string, method: Method): void {
  if (token === "") throw new SlackError("not_authed");
  if (token !== own.botToken && token !== own.appToken) throw new SlackError("invalid_auth");
  if (method.token === "any") return;
  const wanted = method.token === "app" ? own.appToken : own.botToken;
  if (token !== wanted) throw new SlackError("not_allowed_token_type");
}

function headersOf(parts: Parts, method: Method | undefined): Record<string, string> {
  return {
    "x-slack-req-id": newId("", 32).toLowerCase(),
    "x-oauth-scopes": [...parts.manifest.scopes].join(","),
    ...(method?.scope === undefined ? {} : { "x-accepted-oauth-scopes": method.scope }),
  };
}

function openConnection(socketMode: SocketMode | undefined, url: () => string): Method {
  return {
    tier: 2,
    token: "app",
    run() {
      if (socketMode === undefined) throw new SlackError("socket_mode_not_enabled");
      return { url: `${url().replace(/^http/, "ws")}${socketMode.issuePath()}` };
    },
  };
}
