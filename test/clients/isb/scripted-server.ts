import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Heard {
  method: string;
  /** As it came over the wire, undecoded. */
  url: string;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: string;
}

/** What to do with one request: answer, break the connection in a way, or say nothing at all. */
export type Scripted =
  | { status: number; body?: unknown; html?: string; location?: string }
  | "reset"
  | "half-body"
  | "silence";

/** An HTTP server that answers from a list, in order, the last answer over and over; keeps what it heard. */
export const startScriptedServer = async (answers: readonly Scripted[]) => {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = answers[Math.min(heard.length, answers.length - 1)] ?? "reset";
      heard.push({
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(chunks).toString(),
      });
      if (answer === "silence") return;
      if (answer === "reset") return void request.socket.destroy();
      if (answer === "half-body") {
        response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
        return void response.write('{"status":"suc', () => request.socket.destroy());
      }
      response.writeHead(answer.status, {
        "Content-Type": answer.html ? "text/html" : "application/json",
        ...(answer.location ? { Location: answer.location } : {}),
      });
      response.end(answer.html ?? JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
