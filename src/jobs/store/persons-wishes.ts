import type { Clock } from "../../domain/clock.ts";
import type { JobState } from "../job.ts";
import { isOver } from "../job.ts";
import { all, equals, isAbsent, isThere } from "../table/condition.ts";
import type { MarkedWrites } from "../table/marked-writes.ts";
import type { Table } from "../table/table.ts";
import { dueShard, jobKey, recordOf } from "./item.ts";
import type { JobRecord, Try } from "./record.ts";
import type { JobStore } from "./store.ts";

const stopped: ReadonlySet<JobState> = new Set(["failed", "parked", "partly"]);

/** A job may move on while somebody decides about it; then it is looked at again, so often at most. */
const tries = 5;

const triesOf = (record: JobRecord, forgotten: readonly string[]): Record<string, readonly Try[]> => {
  const kept: Record<string, readonly Try[]> = { ...record.triesBefore };
  for (const id of forgotten) {
    const { Name: step, Tries: made } = record.operations.get(id) ?? {};
    if (step && made) kept[step] = [...(kept[step] ?? []), ...made];
  }
  return kept;
};

/** What persons may want of a job that is there already: each is one conditional write beside its worker. */
export const createPersonsWishes = ({
  table,
  write,
  clock,
  newId,
  onVisible,
  tellParent,
}: {
  table: Table;
  write: MarkedWrites["write"];
  clock: Clock;
  newId: () => string;
  onVisible: (() => void) | undefined;
  tellParent: JobStore["tellParent"];
}): Pick<JobStore, "askToStop" | "resume"> => {
  const outboxDue = ({ parent }: JobRecord) => (parent ? {} : { outboxDue: dueShard, outboxAt: clock.now() });
  const dueNow = () => ({ due: dueShard, wakeAt: clock.now() });
  const read = async (id: string): Promise<JobRecord | undefined> => {
    const item = await table.get(jobKey(id));
    return item && recordOf(item);
  };

  const once = async <T>(
    id: string,
    decide: (record: JobRecord) => Promise<T | "again">,
  ): Promise<T | "unknown-job"> => {
    for (let n = 0; n < tries; n += 1) {
      const record = await read(id);
      if (!record) return "unknown-job";
      const decided = await decide(record);
      if (decided !== "again") return decided;
    }
    throw new Error(`job ${id} moved on each time it was looked at`);
  };

  return {
    askToStop: (id, by) =>
      once(id, async (record) => {
        if (isOver(record.state)) return "over";
        if (record.stop) return "asked-before";
        const atWork = record.leaseUntil !== undefined;
        const parked = record.state === "parked";
        const written = await write({
          pk: jobKey(id),
          when: all(
            equals("state", record.state),
            isAbsent("stop"),
            atWork ? isThere("leaseUntil") : isAbsent("leaseUntil"),
          ),
          set: {
            stop: { by, at: clock.now() },
            nudged: newId(),
            ...(parked ? { state: "queued" satisfies JobState, claims: 0 } : {}),
            ...(atWork ? {} : dueNow()),
          },
          add: { rev: 1 },
          setIfAbsent: outboxDue(record),
          reply: "touched",
        });
        if (!written.won) return "again";
        onVisible?.();
        return "asked";
      }),

    resume: (id, by, forget, round) =>
      once(id, async (record) => {
        if (!stopped.has(record.state) && !(round !== undefined && record.state === "cancelled")) return "not-stopped";
        const parent = record.parent && { ...record.parent, ...(round === undefined ? {} : { round }) };
        const forgotten = forget(record);
        const written = await write({
          pk: jobKey(id),
          // The same epoch and seq: nobody worked on it since it was read.
          when: all(equals("state", record.state), equals("epoch", record.epoch), equals("seq", record.seq)),
          set: {
            state: "queued" satisfies JobState,
            claims: 0,
            ...dueNow(),
            order: [...record.operations.keys()].filter((each) => !forgotten.includes(each)),
            retries: [...record.retries, { by, at: clock.now() }],
            triesBefore: triesOf(record, forgotten),
            ...(parent ? { parent } : {}),
          },
          remove: [
            ...["endedAt", "ttl", "problem", "result", "stop"],
            ...Object.keys(record.children).map((step) => `children.${step}.halted`),
            ...forgotten.map((each) => `operations.${each}`),
          ],
          add: { rev: 1, epoch: 1 },
          setIfAbsent: outboxDue(record),
          reply: "touched",
        });
        if (!written.won) return "again";
        onVisible?.();
        const { title } = record;
        if (parent) await tellParent({ id, parent, epoch: record.epoch + 1, title, state: "at-work" });
        return "going-on";
      }),
  };
};
