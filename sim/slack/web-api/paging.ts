import { type Json, textOf } from "../json.ts";
import { SlackError } from "../slack-error.ts";

/** Slack gives no more at once, whatever is asked (docs.slack.dev/apis/web-api/pagination). */
const mostPerPage = 1_000;

/** One page of a list and how to go on: the cursor is the place, base64, as opaque as Slack's. Throws `invalid_limit`, `invalid_cursor`. */
export function pageOf<T>(items: readonly T[], params: Json, defaultLimit: number): { page: T[]; nextCursor: string } {
  const asked = textOf(params.limit);
  const limit = asked === "" ? defaultLimit : Number(asked);
  if (!Number.isInteger(limit) || limit < 0) throw new SlackError("invalid_limit");
  const start = startOf(textOf(params.cursor));
  const end = start + Math.min(mostPerPage, limit || defaultLimit);
  const nextCursor = end < items.length ? Buffer.from(`next:${end}`).toString("base64") : "";
  return { page: items.slice(start, end), nextCursor };
}

/** A whole answer: the page under its name, and the cursor. */
export function paged(name: string, items: readonly unknown[], params: Json, defaultLimit: number): Json {
  const { page, nextCursor } = pageOf(items, params, defaultLimit);
  return { [name]: page, response_metadata: { next_cursor: nextCursor } };
}

function startOf(cursor: string): number {
  if (cursor === "") return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString("utf8"));
  if (match === null) throw new SlackError("invalid_cursor");
  return Number(match[1]);
}
