import type { IncomingMessage, ServerResponse } from "node:http";
import { entryOf } from "../../entry-of.ts";
import { type Json, objectOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { sendJson } from "../requests.ts";
import { RateLimited, SlackError } from "../slack-error.ts";
import { newId } from "../tokens.ts";
import { checkArguments } from "./arguments.ts";
import { readSent, type Sent } from "./body.ts";
import { checkToken } from "./credentials.ts";
import type { Method, Methods } from "./method.ts";
import { anyScopeOf, needScope } from "./scopes.ts";
import { metByTrouble, retryAfterSeconds, slowness } from "./trouble.ts";

/** Answers calls to `/api/<method>`. */
export type WebApi = (name: string, request: IncomingMessage, url: URL, response: ServerResponse) => Promise<void>;

interface Answer {
  status: number;
  body: Json;
  headers: Record<string, string>;
}

/** Creates the Web API over a table of methods. */
export function createWebApi({ parts, methods }: { parts: Parts; methods: Methods }): WebApi {
  return async (name, request, url, response) => {
    const started = performance.now();
    const trouble = metByTrouble(parts.faults, name);
    const sent = await readSent(request, url.searchParams).catch((error: unknown) => {
      if (error instanceof SlackError) return error;
      throw error;
    });
    const record = (answer: Partial<Answer>, error?: string) =>
      parts.traffic.add({
        dir: "in",
        kind: "web-api",
        summary: name,
        method: name,
        payload: sent instanceof SlackError ? {} : sent.params,
        ms: Math.round(performance.now() - started),
        ...(answer.status === undefined ? {} : { status: answer.status }),
        ...(answer.body === undefined ? {} : { answer: answer.body }),
        ...(error === undefined ? {} : { error }),
        ...(trouble === undefined ? {} : { fault: trouble.kind }),
      });
    if (trouble?.kind === "down") {
      record({}, "connection_closed");
      request.socket.destroy();
      return;
    }
    const answer = await judge(entryOf(methods, name), sent, trouble?.kind);
    if (trouble?.kind === "slow") await slowness(trouble);
    const code = answer.body.ok === true ? undefined : String(answer.body.error);
    if (trouble?.kind === "lost-reply") {
      record(answer, code ?? "reply_lost");
      request.socket.destroy();
      return;
    }
    record(answer, code);
    sendJson(response, answer.status, answer.body, answer.headers);

    async function judge(method: Method | undefined, came: Sent | SlackError, kind?: string): Promise<Answer> {
      const headers = headersOf(parts, method);
      const warnings = came instanceof SlackError ? [] : came.warnings;
      try {
        if (method === undefined) throw new SlackError("unknown_method", { req_method: name });
        if (came instanceof SlackError) throw came;
        if (kind === "429") throw new RateLimited(retryAfterSeconds);
        if (kind === "error") throw new SlackError("internal_error");
        const body = await run(parts, name, method, came);
        return { status: 200, body: withWarnings({ ok: true, ...body }, warnings), headers };
      } catch (error) {
        if (!(error instanceof SlackError)) throw error;
        const body = withWarnings({ ok: false, error: error.code, ...error.extra }, warnings);
        if (!(error instanceof RateLimited)) return { status: 200, body, headers };
        return { status: 429, body, headers: { ...headers, "retry-after": String(error.retryAfterSeconds) } };
      }
    }
  };
}

/** Token, scope, rate, arguments; then the method itself. */
async function run(parts: Parts, name: string, method: Method, { token, params, warnings }: Sent): Promise<Json> {
  checkToken(parts, token, method);
  const needOneOf = (anyOf: readonly string[]) => needScope(parts.manifest.scopes, anyOf);
  const anyOf = acceptedBy(method);
  if (anyOf.length > 0) needOneOf(anyOf);
  const waitSeconds = parts.limits.call(name, method.tier);
  if (waitSeconds !== undefined) throw new RateLimited(waitSeconds);
  checkArguments(method.needs ?? [], params);
  return method.run({ parts, params, needScope: needOneOf, warn: (code) => warnings.push(code) });
}

/** `warning` names them all, comma-separated; `response_metadata.warnings` lists them (docs.slack.dev/apis/web-api, "Warnings"). */
function withWarnings(body: Json, warnings: readonly string[]): Json {
  if (warnings.length === 0) return body;
  const metadata = { ...objectOf(body.response_metadata), warnings };
  return { ...body, warning: warnings.join(","), response_metadata: metadata };
}

function headersOf(parts: Parts, method: Method | undefined): Record<string, string> {
  const accepted = acceptedBy(method);
  return {
    "x-slack-req-id": newId("", 32).toLowerCase(),
    "x-oauth-scopes": [...parts.manifest.scopes].join(","),
    ...(accepted.length === 0 ? {} : { "x-accepted-oauth-scopes": accepted.join(",") }),
  };
}

/** The scopes without one of which the method is closed whatever it is called with. */
function acceptedBy(method: Method | undefined): readonly string[] {
  return method?.scopes ?? (method?.verb === undefined ? [] : anyScopeOf(method.verb));
}
