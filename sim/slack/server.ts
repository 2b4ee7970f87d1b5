import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import type { HttpRequest, HttpResponse } from "../http/server.ts";
import { controlRefusal, strangeness } from "../http/strangers.ts";
import { type Journal, noJournal } from "../keep/journal.ts";
import { createFaults, type Faults } from "../world/faults.ts";
import { createChanges } from "./changes.ts";
import { createControl, type ShownClock } from "./control/routes.ts";
import { createParts, resetParts } from "./create-parts.ts";
import { createSignedHttp } from "./delivery/signed-http.ts";
import { createSocketMode } from "./delivery/socket-mode.ts";
import type { Transport } from "./delivery/transport.ts";
import { serveFile } from "./files.ts";
import { answerHook } from "./hooks.ts";
import { keepSlack } from "./keep-slack.ts";
import { readManifest } from "./manifest.ts";
import { type Page, servePage } from "./page.ts";
import { readParams, readUpload, sendJson, sendText, TooLarge } from "./requests.ts";
import { createTraffic } from "./traffic.ts";
import { createMethods } from "./web-api/methods.ts";
import { createWebApi } from "./web-api/router.ts";
import {
  type Log,
  type SlackPerson,
  slackTimings,
  type WallClock,
  type WireTimings,
  type Workspace,
} from "./workspace.ts";

/** What a local Slack needs. */
export interface SlackOptions {
  /** Only shown at `/_control/clock`; Slack itself lives in real time. */
  clock: ShownClock;
  people: readonly SlackPerson[];
  workspace: Workspace;
  log: Log;
  /** 0 takes any free port. */
  port: number;
  /** The app's manifest (v2, YAML): scopes, slash commands, event subscriptions. */
  manifestPath: string;
  /** Trouble ordered for Slack; none when left out. */
  faults?: Faults;
  /** Answers control routes that are not Slack's own, such as the world's; undefined for those nobody knows. */
  estate?: (request: HttpRequest) => Promise<HttpResponse> | undefined;
  /** The browser page's files. */
  page?: Page;
  /** Delivers by signed HTTP to this address in place of Socket Mode. */
  http?: { requestUrl: string };
  /** Real time; tests bring their own to let triggers and rates pass. */
  wall?: WallClock;
  /** Slack's waits; tests shorten them. */
  timings?: Partial<WireTimings>;
  /** Picks the socket of each delivery. */
  random?: () => number;
  /** Where what people see is kept over the end of the process, and what is there from before. */
  journal?: Journal | undefined;
}

/** A running local Slack. */
export interface SlackServer {
  url: string;
  port: number;
  /** Begins again as on the first day, with these people. */
  begin(people: readonly SlackPerson[]): void;
  close(): Promise<void>;
}

/** Starts a Slack workspace on 127.0.0.1 that speaks Slack's wire protocols. */
export async function createSlack(options: SlackOptions): Promise<SlackServer> {
  const { workspace, people, log, http, random = Math.random } = options;
  const wall = options.wall ?? { now: () => Date.now() };
  const timings = { ...slackTimings, ...options.timings };
  const secrets = [workspace.botToken, workspace.appToken, workspace.signingSecret];
  const faults = options.faults ?? createFaults();
  const changes = createChanges();
  const traffic = createTraffic({ wall, secrets, tell: () => changes.tell({ type: "log" }) });
  const socketMode =
    http === undefined ? createSocketMode({ appId: workspace.appId, timings, traffic, random }) : undefined;
  const signedHttp =
    http === undefined
      ? undefined
      : createSignedHttp({ requestUrl: http.requestUrl, signingSecret: workspace.signingSecret, wall });
  const way = socketMode ?? signedHttp;
  if (way === undefined) throw new Error("an app is reached by Socket Mode or by HTTP");
  let keep = () => {};
  const transport: Transport = {
    send(envelope, ackMs) {
      keep();
      return way.send(envelope, ackMs);
    },
  };
  let url = "";
  const parts = createParts({
    workspace,
    people,
    manifest: await readManifest(options.manifestPath),
    wall,
    timings,
    transport,
    traffic,
    changes,
    faults,
    url: () => url,
  });
  keep = keepSlack(parts, options.journal ?? noJournal);
  const reset = (others?: readonly SlackPerson[]) => {
    resetParts(parts, others);
    keep();
  };
  const webApi = createWebApi({ parts, methods: createMethods(socketMode) });
  const control = createControl({
    parts,
    clock: options.clock,
    socketMode,
    signedHttp,
    reset: () => reset(),
    estate: options.estate,
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = addressOf(request, url);
    if (address === null) return sendText(response, 400, "the request's target is no path");
    const path = address.pathname;
    if (path.startsWith("/api/")) return webApi(path.slice("/api/".length), request, address, response);
    if (path.startsWith("/hooks/")) {
      const { status, body } = answerHook(parts, path, await readParams(request, address.searchParams));
      return sendJson(response, status, body);
    }
    // Behind this line nobody shows a token.
    const isControl = path.startsWith("/_control/");
    const arrival = { headers: request.headers, localPort: request.socket.localPort };
    const refusal = isControl ? controlRefusal(arrival) : strangeness(arrival);
    if (refusal !== undefined) return sendJson(response, 403, { ok: false, error: refusal });
    if (isControl) return control(request, response, address);
    if (path.startsWith("/upload/")) {
      const found = parts.files.receive(path, await readUpload(request));
      return sendText(response, found ? 200 : 404, found ? "OK" : "no such upload");
    }
    if (path.startsWith("/files/")) return serveFile(parts.files, path, response);
    return servePage(options.page, path, response);
  }

  const server = createServer((request, response) => {
    beforeHead(response, () => keep());
    route(request, response).catch((error: unknown) => {
      if (error instanceof TooLarge) return sendJson(response, 413, { ok: false, error: error.message });
      log.warn({ err: error, path: request.url }, "slack: a request failed");
      if (!response.headersSent) sendJson(response, 500, { ok: false, error: "internal_error" });
      else response.end();
    });
  });
  // Longer than any client keeps an idle connection, so that no request meets one that is just closing.
  server.keepAliveTimeout = 65_000;
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const address = addressOf(request, url);
    if (address === null || socketMode?.admits(address) !== true) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => socketMode.attach(opened));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  log.info({ url }, "slack: listening");
  return {
    url,
    port,
    begin: reset,
    async close() {
      parts.delivery.close();
      parts.scheduled.close();
      socketMode?.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Where a request goes; null for a target that is no address, such as `//`. */
const addressOf = (request: IncomingMessage, url: string): URL | null => URL.parse(request.url ?? "/", url);

/** Runs `run` before a response's first byte goes out. */
function beforeHead(response: ServerResponse, run: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    run();
    return writeHead(...args);
  };
}
