import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";

export interface LoadOptions {
  url: string;
  signingSecret: string;
  connections: number;
  requests: number;
  /** The form body of the nth request. */
  body: (n: number) => string;
}

export interface LoadResult {
  /** Milliseconds from sending to the whole answer, one per request. */
  ms: number[];
  /** Answers that were not 200. */
  refused: number;
}

const signed = (body: string, secret: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(body)),
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
};

/** Sends signed deliveries as Slack does, `connections` at a time, each connection as fast as it is answered. */
export const load = async ({ url, signingSecret, connections, requests, body }: LoadOptions): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ms: number[] = [];
  let refused = 0;
  let next = 0;
  const one = (n: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const text = body(n);
      const startedAt = performance.now();
      const call = request(url, { method: "POST", agent, headers: signed(text, signingSecret) }, (answer) => {
        answer.resume();
        answer.on("end", () => {
          ms.push(performance.now() - startedAt);
          if (answer.statusCode !== 200) refused += 1;
          resolve();
        });
      });
      call.on("error", reject);
      call.end(text);
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < requests) await one(next++);
    }),
  );
  agent.destroy();
  return { ms, refused };
};
