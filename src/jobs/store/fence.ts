import type { Clock } from "../../domain/clock.ts";
import { all, type Condition, equals } from "../table/condition.ts";
import type { MarkedWrites, Written } from "../table/marked-writes.ts";
import type { Change, Item } from "../table/table.ts";
import { jobKey, outboxPlace } from "./item.ts";
import type { JobRecord } from "./record.ts";
import { FenceLost } from "./store.ts";

/** How a job's own worker writes to it. */
export const createFence = ({ write, clock }: { write: MarkedWrites["write"]; clock: Clock }) => {
  /** A write that lands only while the job is this worker's and is as `record` has it. */
  const fenced = async (
    record: JobRecord,
    { when, set, ...change }: Omit<Change, "pk" | "when"> & { when?: Condition },
  ) => {
    const ours = all(equals("epoch", record.epoch), equals("seq", record.seq), ...(when ? [when] : []));
    const pk = jobKey(record.id);
    const next = { ...set, seq: record.seq + 1 };
    const written = await write({ ...change, pk, when: ours, set: next, mark: "ownerWriteId" });
    // Read back, and found to have landed just before somebody else's claim: it counts, and yet the job is theirs.
    const epoch = written.item?.epoch;
    const lost = written.won && epoch !== undefined && epoch !== record.epoch;
    return lost ? { won: false as const, item: written.item } : written;
  };

  /** Adds to a change what tells the outbox that people can see a difference. A place in its queue that is there already is kept. */
  const shown = (visible: boolean, record: JobRecord, urgent = false) =>
    visible ? { add: { rev: 1 }, ...outboxPlace(record, clock.now(), { urgent }) } : { set: {} };

  const insist = (written: Written, record: JobRecord): Item => {
    if (!written.won) throw new FenceLost(record.id);
    return written.item;
  };

  return { fenced, shown, insist };
};
export type Fence = ReturnType<typeof createFence>;
