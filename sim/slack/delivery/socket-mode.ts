import { hostname } from "node:os";
import type { WebSocket } from "ws";
import { isObject, parseJson, textOf } from "../json.ts";
import { newSecret } from "../tokens.ts";
import type { Traffic } from "../traffic.ts";
import type { WireTimings } from "../workspace.ts";
import { createAcks } from "./acks.ts";
import type { Ack, Envelope, Transport } from "./transport.ts";

/** Slack allows this many sockets per app (docs.slack.dev/apis/events-api/using-socket-mode). */
const maxConnections = 10;
/** A ticket from apps.connections.open opens one socket. */
const ticketPath = "/link/";

/** A client that does not finish the closing handshake in this time is cut off. */
const closeGraceMs = 300;

/** docs.slack.dev/apis/events-api/using-socket-mode, "Disconnecting". */
export const disconnectReasons = ["warning", "refresh_requested", "link_disabled", "too_many_websockets"] as const;
export type DisconnectReason = (typeof disconnectReasons)[number];

/** Slack's end of Socket Mode: any number of sockets up to ten, each payload to one of them at random. */
export interface SocketMode extends Transport {
  /** The path, with its one-use ticket, of a new socket. */
  issuePath(): string;
  /** Says whether this path carries a ticket not used before, and uses it up. */
  admits(url: URL): boolean;
  attach(socket: WebSocket): void;
  /** Tells every socket to go; all reasons but "warning" also close it from this end. Answers how many there were. */
  disconnect(reason: DisconnectReason): number;
  /** Refreshes every socket as Slack does every few hours: a warning, and some seconds later the end. Answers how many. */
  refresh(): number;
  connections(): number;
  close(): void;
}

/** Creates Slack's end of Socket Mode; `random` picks the socket. */
export function createSocketMode({
  appId,
  timings,
  traffic,
  random,
}: {
  appId: string;
  timings: WireTimings;
  traffic: Traffic;
  random: () => number;
}): SocketMode {
  const tickets = new Set<string>();
  const sockets = new Map<WebSocket, { answered: boolean; leaving: boolean }>();
  const acks = createAcks();
  const pinging = setInterval(pingAll, timings.pingMs);
  pinging.unref();

  function pingAll(): void {
    for (const [socket, state] of sockets) {
      if (!state.answered) socket.terminate();
      state.answered = false;
      socket.ping(`Ping from ${hostname()}`);
    }
  }

  function onMessage(data: string): void {
    const message = parseJson(data);
    if (!isObject(message)) return;
    acks.came(textOf(message.envelope_id), message.payload);
  }

  function refresh(socket: WebSocket): void {
    goodbye(socket, "warning");
    setTimeout(() => {
      if (sockets.has(socket)) goodbye(socket, "refresh_requested");
    }, timings.warningMs).unref();
  }

  function goodbye(socket: WebSocket, reason: DisconnectReason): void {
    socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: hostname() } }));
    traffic.add({ dir: "out", kind: "socket", summary: `disconnect: ${reason}`, payload: { reason } });
    if (reason === "warning") return;
    const state = sockets.get(socket);
    if (state !== undefined) state.leaving = true;
    // The client answers a disconnect by closing; a socket that stays open is cut, as Slack does.
    setTimeout(() => socket.terminate(), 1_000).unref();
  }

  return {
    issuePath() {
      const ticket = newSecret();
      tickets.add(ticket);
      return `${ticketPath}?ticket=${ticket}&app_id=${appId}`;
    },
    admits: (url) => url.pathname === ticketPath && tickets.delete(url.searchParams.get("ticket") ?? ""),
    attach(socket) {
      // Before anything else: an error that nobody listens to ends the process.
      socket.on("error", () => socket.terminate());
      if (sockets.size >= maxConnections) return goodbye(socket, "too_many_websockets");
      const state = { answered: true, leaving: false };
      sockets.set(socket, state);
      socket.on("message", (data) => onMessage(String(data)));
      socket.on("pong", () => {
        state.answered = true;
      });
      const life = setTimeout(() => refresh(socket), Math.max(0, timings.connectionMs - timings.warningMs)).unref();
      socket.on("close", () => {
        clearTimeout(life);
        sockets.delete(socket);
      });
      const hello = {
        type: "hello",
        num_connections: sockets.size,
        debug_info: {
          host: hostname(),
          build_number: 1,
          approximate_connection_time: Math.round(timings.connectionMs / 1000),
        },
        connection_info: { app_id: appId },
      };
      socket.send(JSON.stringify(hello));
      traffic.add({ dir: "out", kind: "socket", summary: `hello to socket ${sockets.size}`, payload: hello });
    },
    send: (envelope, ackMs) => sendOver(envelope, ackMs),
    disconnect(reason) {
      const open = [...sockets.keys()];
      for (const socket of open) goodbye(socket, reason);
      return open.length;
    },
    refresh() {
      const open = [...sockets.keys()];
      for (const socket of open) refresh(socket);
      return open.length;
    },
    connections: () => sockets.size,
    close() {
      clearInterval(pinging);
      for (const socket of sockets.keys()) {
        socket.close(1001);
        setTimeout(() => socket.terminate(), closeGraceMs).unref();
      }
    },
  };

  function sendOver(envelope: Envelope, ackMs: number): Promise<Ack> {
    const open = [...sockets].filter(([socket]) => socket.readyState === socket.OPEN);
    // What goes to a socket just before it is cut is lost, so one that is told to go gets nothing while another is there.
    const staying = open.filter(([, { leaving }]) => !leaving);
    const offered = staying.length > 0 ? staying : open;
    const socket = offered[Math.floor(random() * offered.length)]?.[0];
    if (socket === undefined) return Promise.resolve({ ok: false, ackMs: 0, error: "dispatch_failed" });
    socket.send(
      JSON.stringify({
        envelope_id: envelope.id,
        payload: envelope.payload,
        type: envelope.kind,
        accepts_response_payload: envelope.kind !== "events_api",
        ...(envelope.kind === "events_api"
          ? { retry_attempt: envelope.retry?.attempt ?? 0, retry_reason: envelope.retry?.reason ?? "" }
          : {}),
      }),
    );
    return acks.wait(envelope.id, ackMs);
  }
}
