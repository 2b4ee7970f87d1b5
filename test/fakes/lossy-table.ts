import type { Table } from "../../src/jobs/table/table.ts";

/** A table whose next write lands, and whose reply is lost. `meanwhile` runs before anybody can notice. */
export const createLossyTable = (table: Table) => {
  let losing: { meanwhile: (() => Promise<unknown>) | undefined } | undefined;
  const lose = async <T>(written: Promise<T>): Promise<T> => {
    const lost = losing;
    losing = undefined;
    const reply = await written;
    if (!lost) return reply;
    await lost.meanwhile?.();
    throw new Error("the reply was lost");
  };
  return {
    table: {
      ...table,
      update: (change) => lose(table.update(change)),
      put: (item, when) => lose(table.put(item, when)),
      remove: (pk, when) => lose(table.remove(pk, when)),
    } satisfies Table,
    loseNextReply(meanwhile?: () => Promise<unknown>): void {
      losing = { meanwhile };
    },
  };
};
