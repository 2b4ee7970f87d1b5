import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request, its path still percent-encoded as it came over the wire. */
export interface HttpRequest {
  method: string;
  path: string;
  /** Without the question mark, still encoded. */
  query: string;
  headers: IncomingMessage["headers"];
  /** Name, value, name, value …, names in the case they were sent in. */
  rawHeaders: readonly string[];
  body: string;
  remoteAddress: string;
  /** The port it came to. */
  localPort: number | undefined;
}

export interface HttpResponse {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** What a handler answers: a response, or "drop" to close the connection without one. */
export type Answer = HttpResponse | "drop";

/** A part of the estate that listens. */
export interface Listening {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1 only. `port` 0 takes any free one. `close` also ends open connections. */
export async function listen({
  port,
  handle,
  onClose,
}: {
  port: number;
  handle: (request: HttpRequest) => Promise<Answer> | Answer;
  onClose?: () => void;
}): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, handle).catch((error: unknown) => {
      if (outgoing.destroyed) return;
      outgoing.writeHead(500, { "content-type": "text/plain" }).end(`the estate itself failed: ${String(error)}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: async () => {
      onClose?.();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: (request: HttpRequest) => Promise<Answer> | Answer,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [path = "/", ...query] = (incoming.url ?? "/").split("?");
  const answer = await handle({
    method: incoming.method ?? "GET",
    path,
    query: query.join("?"),
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    body: Buffer.concat(chunks).toString("utf8"),
    remoteAddress: incoming.socket.remoteAddress ?? "",
    localPort: incoming.socket.localPort,
  });
  if (answer === "drop") {
    incoming.socket.destroy();
    return;
  }
  const body = answer.body ?? "";
  outgoing.writeHead(answer.status, { ...answer.headers, "content-length": String(Buffer.byteLength(body)) }).end(body);
}
