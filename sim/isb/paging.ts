import { createHash } from "node:crypto";
import { refuse } from "./errors.ts";

/** A place in a table with no order of its own: a scan runs by the hash of the key. */
export const scanPlace = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Reads `pageSize`: a whole number from 1 to `most`, which is also the default. */
function pageSizeOf(text: string | undefined, most: number): number {
  if (text === undefined) return most;
  const size = Number(text);
  if (!/^\d+$/.test(text) || size < 1 || size > most) {
    throw refuse(400, `pageSize must be a whole number from 1 to ${most}`, "pageSize");
  }
  return size;
}

/** DynamoDB ends a page at 1 MB of data, whatever was asked for. */
const mostBytesPerPage = 1_048_576;

/** As many of `items` as fit on a page; the first always does. */
function fitting<T>(items: readonly { item: T }[], size: number): number {
  let bytes = 0;
  const tooMuch = items.slice(0, size).findIndex(({ item }, at) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return at > 0 && bytes > mostBytesPerPage;
  });
  return tooMuch < 0 ? size : tooMuch;
}

/**
 * One page of `items` in the order of their places. As in DynamoDB, a page that ends exactly at its limit names a next
 * one, which may then be empty. A page identifier that cannot be read is a crash in ISB v1.2.14 (500), not a refusal.
 */
export function pageOf<T>({
  items,
  placeOf,
  query,
  most,
  nullAtEnd = true,
}: {
  items: readonly T[];
  placeOf: (item: T) => string;
  query: (name: string) => string | undefined;
  most: number;
  /** Whether the last page says `nextPageIdentifier: null`; some routes leave it out instead. */
  nullAtEnd?: boolean;
}): { result: T[]; nextPageIdentifier?: string | null } {
  const size = pageSizeOf(query("pageSize"), most);
  const identifier = query("pageIdentifier");
  const after = identifier === undefined ? "" : readIdentifier(identifier);
  const ordered = items.map((item) => ({ item, place: placeOf(item) })).sort((a, b) => (a.place < b.place ? -1 : 1));
  const rest = ordered.filter(({ place }) => place > after);
  const limit = fitting(rest, size);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const result = page.map(({ item }) => item);
  if (last && page.length === limit) {
    return { result, nextPageIdentifier: Buffer.from(JSON.stringify({ after: last.place })).toString("base64") };
  }
  return nullAtEnd ? { result, nextPageIdentifier: null } : { result };
}

function readIdentifier(identifier: string): string {
  const { after } = JSON.parse(Buffer.from(identifier, "base64").toString("utf8")) as { after?: unknown };
  if (typeof after !== "string") throw new Error("unreadable page identifier");
  return after;
}
