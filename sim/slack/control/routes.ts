import type { IncomingMessage, ServerResponse } from "node:http";
import { entryOf } from "../../entry-of.ts";
import type { HttpRequest, HttpResponse } from "../../http/server.ts";
import { BadInput, countIn } from "../../input.ts";
import type { SignedHttp } from "../delivery/signed-http.ts";
import type { SocketMode } from "../delivery/socket-mode.ts";
import type { Json } from "../json.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "../person/act-error.ts";
import { readParams, sendJson } from "../requests.ts";
import { actsOf } from "./acts.ts";
import { streamChanges } from "./change-stream.ts";
import { gearOf } from "./gear.ts";
import { readMessages, readState, readStep, readViews } from "./reads.ts";

/** A clock as the estate's parts share it; Slack only shows it. */
export interface ShownClock {
  snapshot(): unknown;
}

/** Answers what starts with `/_control/`; every route is JSON and needs no login, because only this machine can call, and of its browsers only the estate's page. */
export function createControl({
  parts,
  clock,
  socketMode,
  signedHttp,
  reset,
  estate,
}: {
  parts: Parts;
  clock: ShownClock;
  socketMode: SocketMode | undefined;
  signedHttp: SignedHttp | undefined;
  reset: () => void;
  estate?: ((request: HttpRequest) => Promise<HttpResponse> | undefined) | undefined;
}): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> {
  const posts = { ...actsOf(parts), ...gearOf({ parts, socketMode, signedHttp, reset }) };

  function get(path: string, query: URLSearchParams): unknown {
    const [first, second] = path.split("/").map(decoded);
    if (first === "clock") return clock.snapshot();
    if (first === "state") return readState(parts, socketMode?.connections() ?? 0);
    if (first === "log") return parts.traffic.since(countIn(query, "since") ?? 0, countIn(query, "most") || undefined);
    if (first === "messages" && second !== undefined)
      return readMessages(parts, second, query.get("user") ?? undefined);
    if (first === "step" && second !== undefined) return readStep(parts, second);
    if (first === "views" && second !== undefined) return readViews(parts, second);
    return undefined;
  }

  /** The world's own routes answer here too, because a page may ask its own origin only. */
  async function askEstate(request: IncomingMessage, url: URL): Promise<HttpResponse | undefined> {
    if (estate === undefined) return undefined;
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { method = "GET", headers, rawHeaders, socket } = request;
    const { pathname: path, search } = url;
    const { remoteAddress = "", localPort } = socket;
    return estate({ method, path, query: search.slice(1), headers, rawHeaders, body, remoteAddress, localPort });
  }

  return async (request, response, url) => {
    const path = url.pathname.replace(/^\/_control\//, "");
    try {
      if (request.method === "GET" && path === "events") {
        return streamChanges(parts, response, url.searchParams.get("user") ?? undefined);
      }
      const post = entryOf(posts, path);
      const own =
        request.method === "POST" && post !== undefined
          ? await post(await readBody(request, url))
          : request.method === "GET"
            ? get(path, url.searchParams)
            : undefined;
      if (own !== undefined) return sendJson(response, 200, own);
      const theirs = await askEstate(request, url);
      if (theirs === undefined) throw new ActError("unknown_route", 404);
      response.writeHead(theirs.status, theirs.headers).end(theirs.body);
    } catch (error) {
      if (error instanceof BadInput) return sendJson(response, 400, { ok: false, error: error.message });
      if (!(error instanceof ActError)) throw error;
      sendJson(response, error.status, { ok: false, error: error.code });
    }
  };
}

async function readBody(request: IncomingMessage, url: URL): Promise<Json> {
  const body = await readParams(request, url.searchParams);
  if (body === undefined) throw new ActError("the body is no JSON object");
  return body;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ActError(`the path's "${part}" is no percent-encoded UTF-8`);
  }
}
