import type { ServerResponse } from "node:http";
import { sendText } from "./requests.ts";

/** The files of the browser page, by path; `/` is the page itself. */
export interface Page {
  routes: ReadonlyMap<string, { type: string; body: Uint8Array | string }>;
}

/** Serves the page; permalinks (`/archives/…`) open it too. */
export function servePage(page: Page | undefined, path: string, response: ServerResponse): void {
  const asset = page?.routes.get(path.startsWith("/archives/") ? "/" : path);
  if (asset !== undefined) {
    response.writeHead(200, { "content-type": asset.type, "cache-control": "no-store" });
    response.end(asset.body);
    return;
  }
  if (path === "/") sendText(response, 200, "A local Slack answers here. Its page was not given at start.\n");
  else sendText(response, 404, "not found\n");
}
