import { AwsError, constraintBroken } from "./errors.ts";

/** One page of a list: `MaxResults` from 1 to `most` (also the default), `NextToken` opaque. */
export function pageOf<T>(
  items: readonly T[],
  { maxResults, nextToken, most = 100 }: { maxResults: unknown; nextToken: unknown; most?: number },
): { page: T[]; next: { NextToken?: string } } {
  const size = maxResults === undefined || maxResults === null ? most : Number(maxResults);
  if (!Number.isInteger(size) || size < 1) {
    throw constraintBroken(maxResults, "maxResults", "Member must have value greater than or equal to 1");
  }
  if (size > most) {
    throw constraintBroken(maxResults, "maxResults", `Member must have value less than or equal to ${most}`);
  }
  const start = nextToken === undefined || nextToken === null ? 0 : startOf(nextToken);
  const end = start + size;
  return {
    page: items.slice(start, end),
    next: end < items.length ? { NextToken: Buffer.from(`from:${end}`).toString("base64") } : {},
  };
}

function startOf(token: unknown): number {
  const from = /^from:(\d+)$/.exec(Buffer.from(String(token), "base64").toString("utf8"))?.[1];
  if (from === undefined) throw new AwsError("ValidationException", "The provided NextToken is not valid");
  return Number(from);
}
