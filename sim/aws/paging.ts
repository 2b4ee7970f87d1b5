import type { Input } from "./operation.ts";

/** The page a caller asks for: the model has checked its size, and `most` is the default too. */
export interface Paging {
  size: unknown;
  token: unknown;
  most?: number;
  /** The error for a token that no page gave. */
  badToken: () => Error;
}

/** One page of a list; `next` is an opaque token, absent on the last page. */
export function pageOf<T>(
  items: readonly T[],
  { size, token, most = 100, badToken }: Paging,
): { page: T[]; next?: string } {
  const start = token === undefined || token === null || token === "" ? 0 : startOf(String(token), badToken);
  const end = start + Math.min(Number(size ?? most), most);
  const page = items.slice(start, end);
  return end < items.length ? { page, next: Buffer.from(`from:${end}`).toString("base64") } : { page };
}

/** A page under its member's name, with `NextToken` where there is one. */
export function pageAs<T>(
  member: string,
  items: readonly T[],
  { input, most, badToken }: { input: Input; most?: number; badToken: () => Error },
): Record<string, unknown> {
  const paging = { size: input.MaxResults, token: input.NextToken, badToken, ...(most === undefined ? {} : { most }) };
  const { page, next } = pageOf(items, paging);
  return { [member]: page, ...(next === undefined ? {} : { NextToken: next }) };
}

function startOf(token: string, badToken: () => Error): number {
  const from = /^from:(\d+)$/.exec(Buffer.from(token, "base64").toString("utf8"))?.[1];
  if (from === undefined) throw badToken();
  return Number(from);
}
