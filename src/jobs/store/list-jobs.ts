import { listedIndex } from "../table/definition.ts";
import type { Item, Table } from "../table/table.ts";
import { listedUnder } from "./item.ts";
import type { JobRecord } from "./record.ts";
import { isRead } from "./shape.ts";
import type { JobPage, StoredFilter } from "./store.ts";

const defaultLimit = 20;
/** Index rows read at once when most of them may be left out. */
const rowsAtOnce = 100;

/** Where the next page begins, behind the last job shown. */
const cursorAt = ({ pk, listed, createdAt }: Item): string =>
  Buffer.from(JSON.stringify({ pk, listed, createdAt })).toString("base64url");
const startOf = (cursor: string): Item => JSON.parse(Buffer.from(cursor, "base64url").toString()) as Item;

/** One person's jobs, those in one state, one job's children, or all: newest first. */
export const listJobs = async (
  table: Table,
  wholeOf: (item: Item) => Promise<JobRecord>,
  { slackId, states, parent, limit = defaultLimit, cursor }: StoredFilter,
): Promise<JobPage> => {
  const only = {
    ...(slackId === undefined ? {} : { owner: [slackId] }),
    ...(states === undefined ? {} : { state: states }),
  };
  const filtered = Object.keys(only).length > 0;
  const found: Item[] = [];
  let from = cursor === undefined ? undefined : startOf(cursor);
  // One more than wanted: only that tells whether there is another page.
  do {
    const { rows, next } = await table.query({
      index: listedIndex,
      key: ["listed", listedUnder(parent)],
      only,
      newestFirst: true,
      limit: filtered ? rowsAtOnce : limit + 1 - found.length,
      ...(from ? { from } : {}),
    });
    found.push(...rows);
    from = next;
  } while (from && found.length <= limit);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const items = await Promise.all(shown.map(({ pk }) => table.get(String(pk))));
  // Those that only a newer build can read are left out: the others are worth showing all the same.
  const read = items.filter((item) => item !== undefined).filter(isRead);
  return {
    jobs: await Promise.all(read.map(wholeOf)),
    ...(last && found.length > limit ? { cursor: cursorAt(last) } : {}),
  };
};
