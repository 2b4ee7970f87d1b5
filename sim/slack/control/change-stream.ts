import type { ServerResponse } from "node:http";
import type { Parts } from "../parts.ts";
import { findPerson } from "../person/actor.ts";

/** Often enough that a quiet stream is not taken for a dead one. */
const keepAliveMs = 15_000;

/** Streams hints to one page as Server-Sent Events, until it goes away. */
export function streamChanges(parts: Parts, response: ServerResponse, user: string | undefined): void {
  const userId = user === undefined ? undefined : findPerson(parts, user).slackId;
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    connection: "keep-alive",
  });
  response.write(": watching\n\n");
  const stop = parts.changes.watch(userId, (change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  const alive = setInterval(() => response.write(": still here\n\n"), keepAliveMs);
  alive.unref();
  response.on("close", () => {
    stop();
    clearInterval(alive);
  });
}
