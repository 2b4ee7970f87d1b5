import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One changing call, as the world saw it arrive. `at`: wall-clock milliseconds of this process. */
export interface Act {
  key: string;
  worker: string;
  at: number;
  /** False: it was there already, and what is there has a natural key. */
  took: boolean;
}

export interface LittleWorld {
  url: string;
  readonly acts: readonly Act[];
  /** Everything else that workers said they did, in order. */
  readonly said: readonly { what: string; worker: string; at: number }[];
  /** Replies to acts on this key are kept back until the returned function is called. They take effect at once all the same. */
  holdReplies(key: string): () => void;
  /** Whoever asks to pass this gate waits until the returned function is called. */
  shut(gate: string): () => void;
  close(): Promise<void>;
}

interface Asked {
  what: "act" | "made" | "pass" | "say";
  key: string;
  worker: string;
  /** The world refuses a second one of this key, as AWS refuses a second account of one email. */
  naturalKey?: boolean;
}

const read = async (request: IncomingMessage): Promise<Asked> => {
  let text = "";
  for await (const part of request) text += part;
  return JSON.parse(text) as Asked;
};

/** Something outside for workers to change, in the process of the test: what it counts, no worker can undo. */
export const startLittleWorld = async (): Promise<LittleWorld> => {
  const acts: Act[] = [];
  const said: { what: string; worker: string; at: number }[] = [];
  const made = new Set<string>();
  const closed = new Map<string, Promise<void>>();

  const shut = (name: string): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    closed.set(name, promise);
    return () => {
      closed.delete(name);
      resolve();
    };
  };

  const answer = async ({ what, key, worker, naturalKey = false }: Asked): Promise<object> => {
    const at = performance.now();
    switch (what) {
      case "act": {
        const took = !(naturalKey && made.has(key));
        acts.push({ key, worker, at, took });
        made.add(key);
        await closed.get(`reply ${key}`);
        return { took };
      }
      case "made":
        return { made: made.has(key) };
      case "pass":
        said.push({ what: `waits at ${key}`, worker, at });
        await closed.get(`gate ${key}`);
        return {};
      case "say":
        said.push({ what: key, worker, at });
        return {};
    }
  };

  const server = createServer((request, response) => {
    read(request)
      .then(answer)
      .then((reply) => response.end(JSON.stringify(reply)))
      .catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acts,
    said,
    holdReplies: (key) => shut(`reply ${key}`),
    shut: (gate) => shut(`gate ${gate}`),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
