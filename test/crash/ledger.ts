import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One thing that was done for one job. */
export interface Entry {
  job: string;
  step: string;
}

/** An outside system that forgives nothing: who says a thing twice has done it twice. */
export interface Ledger {
  url: string;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  close(): Promise<void>;
}

export const startLedger = async (): Promise<Ledger> => {
  const entries: Entry[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (request.method === "POST") entries.push(JSON.parse(Buffer.concat(parts).toString("utf8")) as Entry);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(entries));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    entries,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
