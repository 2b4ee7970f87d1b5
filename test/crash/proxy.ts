import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { effectOf, type System, systems } from "./effects.ts";

/** One changing request, as the bot meant it. */
export interface Effect {
  system: System;
  /** What it changes and the how-manyeth of its kind it is: "POST /leases 1". */
  name: string;
}

/** "before": the target never hears of it. "after": it is done, and nobody is told. */
export type Side = "before" | "after";

/** Asked on both sides of every changing request. True: the bot is dead now, so nothing goes on. */
export type Strike = (effect: Effect, side: Side) => boolean;

export interface StrikingProxy {
  urls: Record<System, string>;
  /** Every changing request so far, in order. */
  readonly effects: readonly Effect[];
  close(): Promise<void>;
}

interface Reply {
  status: number;
  rawHeaders: string[];
  body: Buffer;
}

const bodyOf = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
};

const perHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "host"]);

/** Headers as they were written, letter case and all: ISB reads one of them under its exact name. */
const passedOn = (rawHeaders: readonly string[]): string[] =>
  rawHeaders.filter((_, at) => !perHop.has((rawHeaders[at - (at % 2)] as string).toLowerCase()));

const askTarget = (target: string, agent: Agent, { method, url, rawHeaders }: IncomingMessage, body: Buffer) =>
  new Promise<Reply>((resolve, reject) => {
    const { host } = new URL(target);
    const headers = [...passedOn(rawHeaders), "host", host, "content-length", String(body.length)];
    const outgoing = send(`${target}${url}`, { agent, method: method ?? "GET", headers }, (reply) => {
      bodyOf(reply).then(
        (read) => resolve({ status: reply.statusCode ?? 502, rawHeaders: reply.rawHeaders, body: read }),
        reject,
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });

const answer = (response: ServerResponse, { status, rawHeaders, body }: Reply): void => {
  response.writeHead(status, [...passedOn(rawHeaders), "content-length", String(body.length)]);
  response.end(body);
};

/** Stands between the bot and everything outside it, one address for each system and one count for all. */
export const startStrikingProxy = async (targets: Record<System, string>, strike: Strike): Promise<StrikingProxy> => {
  const effects: Effect[] = [];
  const counts = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });

  const noted = (system: System, request: IncomingMessage, body: Buffer): Effect | undefined => {
    const { method = "GET", url: path = "/", headers } = request;
    const what = effectOf(system, { method, path, headers, body: body.toString("utf8") });
    if (what === undefined) return undefined;
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    const effect = { system, name: `${what} ${count}` };
    effects.push(effect);
    return effect;
  };

  const pass = async (system: System, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const effect = noted(system, request, body);
    if (effect && strike(effect, "before")) {
      request.socket.destroy();
      return;
    }
    const reply = await askTarget(targets[system], agent, request, body);
    if (effect && strike(effect, "after")) request.socket.destroy();
    else answer(response, reply);
  };

  const listening = await Promise.all(
    systems.map(async (system) => {
      const server = createServer((request, response) => {
        pass(system, request, response).catch(() => request.socket.destroy());
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      return { system, server, url: `http://127.0.0.1:${port}` };
    }),
  );
  return {
    urls: Object.fromEntries(listening.map(({ system, url }) => [system, url])) as Record<System, string>,
    effects,
    async close() {
      agent.destroy();
      for (const { server } of listening) {
        server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
    },
  };
};
