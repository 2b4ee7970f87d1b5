import { dueIndex, outboxIndex } from "../table/definition.ts";
import type { Item, Table } from "../table/table.ts";
import { dueShard, jobIdIn } from "./item.ts";
import type { Due, JobStore } from "./store.ts";

/** Rows read at once where many of those in front are left out. */
const rowsAtOnce = 500;

const dueKinds: Readonly<Record<string, Due["kind"]>> = { JOB: "job", CLAIM: "claim" };

const dueOf = ({ pk, wakeAt }: Item): Due => {
  const [prefix, id] = String(pk).split(/#(.*)/s) as [string, string];
  return { kind: dueKinds[prefix] ?? "intake", id, wakeAt: wakeAt as number };
};

/** What the two sparse indexes point to. */
export const createDue = ({ table }: { table: Table }): Pick<JobStore, "due" | "outboxDue"> => {
  const rowsDue = async (
    [index, key, range]: readonly [string, string, string],
    now: number,
    limit: number,
    isLeftOut: (row: Item) => boolean,
  ): Promise<Item[]> => {
    const found: Item[] = [];
    let from: Item | undefined;
    do {
      const { rows, next } = await table.query({
        index,
        key: [key, dueShard],
        upTo: [range, now],
        limit: from ? rowsAtOnce : limit,
        ...(from ? { from } : {}),
      });
      found.push(...rows.filter((row) => !isLeftOut(row)));
      from = next;
    } while (from && found.length < limit);
    return found.slice(0, limit);
  };

  const idOf = ({ pk }: Item): string => jobIdIn(String(pk));
  return {
    async due(now, limit, isLeftOut = () => false) {
      const rows = await rowsDue([dueIndex, "due", "wakeAt"], now, limit, (row) => isLeftOut(dueOf(row)));
      return rows.map(dueOf);
    },
    async outboxDue(now, limit, isLeftOut = () => false) {
      const rows = await rowsDue([outboxIndex, "outboxDue", "outboxAt"], now, limit, (row) => isLeftOut(idOf(row)));
      return rows.map(idOf);
    },
  };
};
