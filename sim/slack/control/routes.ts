import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpRequest, HttpResponse } from "../../http/server.ts";
import type { SocketMode } from "../delivery/socket-mode.ts";
import { type Json, objectOf, textOf } from "../json.ts";
import type { Parts } from "../parts.ts";
import { ActError } from "../person/act-error.ts";
import { clickInMessage, clickInView } from "../person/click.ts";
import { closeView, leaveViews } from "../person/close.ts";
import { typeCommand } from "../person/command.ts";
import { openHome } from "../person/open-home.ts";
import { askOptions } from "../person/options.ts";
import { submitView } from "../person/submit.ts";
import { startUpload } from "../person/upload.ts";
import { writeMessage } from "../person/write.ts";
import { readParams, sendJson } from "../requests.ts";
import { streamChanges } from "./change-stream.ts";
import { readMessages, readState, readViews } from "./reads.ts";

/** A clock as the estate's parts share it; Slack only shows it. */
export interface ShownClock {
  snapshot(): unknown;
}

type Post = (body: Json) => unknown;

/** Answers what starts with `/_control/`; every route is JSON and needs no login, because only this machine can call. */
export function createControl({
  parts,
  clock,
  socketMode,
  reset,
  estate,
}: {
  parts: Parts;
  clock: ShownClock;
  socketMode: SocketMode | undefined;
  reset: () => void;
  estate?: ((request: HttpRequest) => HttpResponse | undefined) | undefined;
}): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> {
  const posts: Record<string, Post> = {
    command: (body) => typeCommand(parts, { ...who(body), command: textOf(body.command), text: textOf(body.text) }),
    message: (body) => {
      const threadTs = textOf(body.thread_ts);
      return writeMessage(parts, {
        ...who(body),
        text: textOf(body.text),
        ...(threadTs ? { thread_ts: threadTs } : {}),
      });
    },
    interact: (body) => {
      const { user, channel } = who(body);
      const act = { user, action: objectOf(body.action), values: body.values };
      if (body.viewId !== undefined) return clickInView(parts, { ...act, viewId: textOf(body.viewId) });
      return clickInMessage(parts, { ...act, channel, messageTs: textOf(body.messageTs) });
    },
    options: (body) =>
      askOptions(parts, {
        ...who(body),
        ...(body.viewId === undefined ? {} : { viewId: textOf(body.viewId) }),
        messageTs: textOf(body.messageTs),
        block_id: textOf(body.block_id),
        action_id: textOf(body.action_id),
        value: textOf(body.value),
      }),
    "view/submit": (body) =>
      submitView(parts, { user: textOf(body.user), viewId: textOf(body.viewId), values: body.values }),
    "view/close": (body) =>
      closeView(parts, { user: textOf(body.user), viewId: textOf(body.viewId), all: body.all === true }),
    upload: (body) => startUpload(parts, { user: textOf(body.user), name: textOf(body.name), bytes: body.bytes }),
    "view/leave": (body) => leaveViews(parts, { user: textOf(body.user) }),
    "open-home": (body) =>
      openHome(parts, { user: textOf(body.user), tab: body.tab === "messages" ? "messages" : "home" }),
    async redeliver(body) {
      const again = await parts.delivery.again(textOf(body.delivery));
      if (again === undefined) throw new ActError("delivery_not_found", 404);
      const { body: _, ...result } = { body: undefined, ...again };
      return result;
    },
    limits(body) {
      parts.limits.enabled = body.enabled !== false;
      return { ok: true, enabled: parts.limits.enabled };
    },
    disconnect(body) {
      if (socketMode === undefined) throw new ActError("socket_mode_not_enabled");
      const reason = body.reason === "warning" ? "warning" : "refresh_requested";
      return { ok: true, disconnected: socketMode.disconnect(reason) };
    },
    reset() {
      reset();
      return { ok: true };
    },
  };

  function get(path: string, query: URLSearchParams): unknown {
    const [first, second] = path.split("/").map(decodeURIComponent);
    if (first === "clock") return clock.snapshot();
    if (first === "state") return readState(parts, socketMode?.connections() ?? 0);
    if (first === "log") return { log: parts.traffic.since(Number(query.get("since") ?? 0)) };
    if (first === "messages" && second !== undefined)
      return readMessages(parts, second, query.get("user") ?? undefined);
    if (first === "views" && second !== undefined) return readViews(parts, second);
    return undefined;
  }

  /** The world's own routes answer here too, because a page may ask its own origin only. */
  async function askEstate(request: IncomingMessage, url: URL): Promise<HttpResponse | undefined> {
    if (estate === undefined) return undefined;
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { method = "GET", headers, rawHeaders } = request;
    const { pathname: path, search } = url;
    return estate({ method, path, query: search.slice(1), headers, rawHeaders, body, remoteAddress: "127.0.0.1" });
  }

  return async (request, response, url) => {
    const path = url.pathname.replace(/^\/_control\//, "");
    try {
      if (request.method === "GET" && path === "events") {
        return streamChanges(parts, response, url.searchParams.get("user") ?? undefined);
      }
      const post = posts[path];
      const own =
        request.method === "POST" && post !== undefined
          ? await post(await readParams(request, url.searchParams))
          : request.method === "GET"
            ? get(path, url.searchParams)
            : undefined;
      if (own !== undefined) return sendJson(response, 200, own);
      const theirs = await askEstate(request, url);
      if (theirs === undefined) throw new ActError("unknown_route", 404);
      response.writeHead(theirs.status, theirs.headers).end(theirs.body);
    } catch (error) {
      if (!(error instanceof ActError)) throw error;
      sendJson(response, error.status, { ok: false, error: error.code });
    }
  };
}

function who(body: Json): { user: string; channel: string } {
  return { user: textOf(body.user), channel: textOf(body.channel) };
}
