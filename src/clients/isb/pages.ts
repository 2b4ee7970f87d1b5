import { z } from "zod";
import { withoutNulls } from "./codec.ts";
import type { Listing } from "./isb.ts";
import { unexpectedAnswer } from "./isb-problems.ts";

/** At up to 2000 records a page this is far beyond any real deployment: more means the paging itself is broken. */
export const pageLimit = 200;

/** ISB v1.2.14 lists; in v1.3 the next page's name is absent at the end instead of null. */
const pageSchema = z.object({
  result: z.array(z.unknown()),
  nextPageIdentifier: z.string().min(1).nullish(),
  error: z.string().nullish(),
});

const leftOut = "Innovation Sandbox left out records that it cannot read itself.";
const notUnderstood = (count: number): string =>
  `${count} ${count === 1 ? "record" : "records"} could not be understood and ${count === 1 ? "is" : "are"} left out.`;

/**
 * Follows pages to the end; `page` fetches one by its identifier (undefined: the first).
 * Rejects rather than cut a list short: a list that ends early looks like records that do not exist.
 */
export const allPages = async <Schema extends z.ZodType>(
  schema: Schema,
  page: (identifier: string | undefined) => Promise<unknown>,
): Promise<Listing<z.output<Schema>>> => {
  const items: z.output<Schema>[] = [];
  const seen = new Set<string>();
  let incomplete = false;
  let unread = 0;
  for (let next: string | undefined; ; ) {
    const read = pageSchema.safeParse(await page(next));
    if (!read.success) throw unexpectedAnswer(read.error, false);
    for (const record of read.data.result) {
      const item = schema.safeParse(withoutNulls(record));
      if (item.success) items.push(item.data);
      else unread += 1;
    }
    incomplete ||= Boolean(read.data.error);
    next = read.data.nextPageIdentifier ?? undefined;
    if (next === undefined) break;
    if (seen.has(next) || seen.size + 1 >= pageLimit)
      throw unexpectedAnswer(new Error(`the list does not end (after ${seen.size + 1} pages)`), false);
    seen.add(next);
  }
  const reasons = [...(incomplete ? [leftOut] : []), ...(unread > 0 ? [notUnderstood(unread)] : [])];
  return reasons.length > 0 ? { items, incomplete: reasons.join(" ") } : { items };
};
