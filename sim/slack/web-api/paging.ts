import { type Json, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";

/** One page of a list and how to go on: the cursor is the place, base64, as opaque as Slack's. */
export function pageOf<T>(items: readonly T[], params: Json, defaultLimit: number): { page: T[]; nextCursor: string } {
  const limit = Math.min(1_000, Math.max(1, Number(textOf(params.limit)) || defaultLimit));
  const start = startOf(textOf(params.cursor));
  const end = start + limit;
  const nextCursor = end < items.length ? Buffer.from(`next:${end}`).toString("base64") : "";
  return { page: items.slice(start, end), nextCursor };
}

function startOf(cursor: string): number {
  if (cursor === "") return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString("utf8"));
  if (match === null) throw new SlackError("invalid_cursor");
  return Number(match[1]);
}
