import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below what systems hand out for the near ends of calls (Linux from 32768, IANA from 49152): a server that is
 * started again finds its port free.
 */
const quietPorts = { from: 10_000, to: 32_000 } as const;
const tries = 20;

/** A port of 127.0.0.1 that can be listened on: the wanted one, or any free one when somebody else has it. 0 wants any. */
export async function freePort(wanted: number): Promise<number> {
  const random = Array.from({ length: tries }, () => randomInt(quietPorts.from, quietPorts.to));
  for (const port of wanted === 0 ? random : [wanted, ...random]) {
    if (await canListen(port)) return port;
  }
  throw new Error(`None of ${tries} ports between ${quietPorts.from} and ${quietPorts.to} is free.`);
}

/** Whether nobody listens on this port of 127.0.0.1. */
export function canListen(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? resolve(false) : reject(error),
    );
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
