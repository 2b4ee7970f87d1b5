import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it passes by. */
export interface Passing {
  /** "/api/chat.postMessage". */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface LossyProxy {
  url: string;
  /** Everything that went through to the target, in order. */
  readonly passed: readonly Passing[];
  /** The next request like this reaches the target, whose reply is then thrown away with the connection. `meanwhile` runs before that. */
  loseReply(like: (request: Passing) => boolean, meanwhile?: () => Promise<unknown>): void;
  /** Requests like this never reach the target, until the returned function is called. */
  refuse(like: (request: Passing) => boolean): () => void;
  /** Requests like this wait in front of the target, until the returned function is called. */
  hold(like: (request: Passing) => boolean): () => void;
  close(): Promise<void>;
}

const bodyOf = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
};

const hopHeaders = new Set(["connection", "host", "transfer-encoding", "content-length", "content-encoding"]);

const sendOn = async (target: string, request: IncomingMessage, body: Buffer): Promise<Response> => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (!hopHeaders.has(name) && typeof value === "string") headers.set(name, value);
  return fetch(`${target}${request.url}`, {
    method: request.method ?? "POST",
    headers,
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
};

const answer = async (response: ServerResponse, reply: Response): Promise<void> => {
  const body = Buffer.from(await reply.arrayBuffer());
  const headers = [...reply.headers].filter(([name]) => !hopHeaders.has(name));
  response.writeHead(reply.status, Object.fromEntries([...headers, ["content-length", String(body.length)]]));
  response.end(body);
};

/** Stands in front of an HTTP server and loses what it is told to lose, as networks do. */
export const startLossyProxy = async (target: string): Promise<LossyProxy> => {
  const passed: Passing[] = [];
  const refused = new Set<(request: Passing) => boolean>();
  const held = new Map<(request: Passing) => boolean, Promise<void>>();
  let lost: { like: (request: Passing) => boolean; meanwhile?: () => Promise<unknown> } | undefined;

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const passing: Passing = { path: request.url ?? "/", headers: request.headers, body: body.toString("utf8") };
    if ([...refused].some((like) => like(passing))) {
      request.socket.destroy();
      return;
    }
    for (const [like, over] of held) if (like(passing)) await over;
    const losing = lost?.like(passing) ? lost : undefined;
    if (losing) lost = undefined;
    passed.push(passing);
    const reply = await sendOn(target, request, body);
    if (!losing) return answer(response, reply);
    await reply.arrayBuffer();
    await losing.meanwhile?.();
    request.socket.destroy();
  };

  const server = createServer((request, response) => {
    pass(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    loseReply(like, meanwhile) {
      lost = meanwhile ? { like, meanwhile } : { like };
    },
    refuse(like) {
      refused.add(like);
      return () => refused.delete(like);
    },
    hold(like) {
      let letGo = (): void => {};
      held.set(like, new Promise<void>((resolve) => (letGo = resolve)));
      return () => {
        held.delete(like);
        letGo();
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
