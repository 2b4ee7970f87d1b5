import type { Clock } from "../../domain/clock.ts";
import type { JobState } from "../job.ts";
import { hasStopped, isOver } from "../job.ts";
import { all, equals, isAbsent, isThere } from "../table/condition.ts";
import type { MarkedWrites } from "../table/marked-writes.ts";
import type { Item, Table } from "../table/table.ts";
import type { Blobs } from "./blobs.ts";
import { dueShard, jobKey, outboxPlace } from "./item.ts";
import type { JobRecord } from "./record.ts";
import { isReadable, newestShape } from "./shape.ts";
import type { JobStore } from "./store.ts";

/** The claim that a wish brings about may come before the wish's own reply. */
const mark = "wishWriteId";
/** A job may move on while somebody decides about it; then it is looked at again, so often at most. */
const tries = 5;

/**
 * What persons may want of a job that is there already: each is one conditional write beside its worker.
 * Only the newest shape says it, so the item is of that shape from then on: a build that cannot read it must not work on.
 */
export const createPersonsWishes = ({
  table,
  wholeOf,
  blobs,
  write,
  clock,
  newId,
  onVisible,
  tellParent,
}: {
  table: Table;
  wholeOf: (item: Item) => Promise<JobRecord>;
  blobs: Pick<Blobs, "letGo">;
  write: MarkedWrites["write"];
  clock: Clock;
  newId: () => string;
  onVisible: (() => void) | undefined;
  tellParent: JobStore["tellParent"];
}): Pick<JobStore, "askToStop" | "resume"> => {
  const atOnce = (record: JobRecord) => outboxPlace(record, clock.now(), { urgent: true });
  const dueNow = () => ({ due: dueShard, wakeAt: clock.now() });
  const read = async (id: string): Promise<JobRecord | undefined> => {
    const item = await table.get(jobKey(id));
    return item && wholeOf(item);
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
        const atWork = record.leaseUntil !== undefined;
        const parked = record.state === "parked";
        // One that stopped for a person all the same is asked anew: now it is known what nobody knows.
        if (record.stop && !parked) return "asked-before";
        const shown = atOnce(record);
        const written = await write({
          pk: jobKey(id),
          when: all(
            equals("state", record.state),
            record.stop ? equals("stop.at", record.stop.at) : isAbsent("stop"),
            isReadable,
            atWork ? isThere("leaseUntil") : isAbsent("leaseUntil"),
          ),
          set: {
            ...shown.set,
            v: newestShape,
            stop: { by, at: clock.now() },
            nudged: newId(),
            ...(parked ? { state: "queued" satisfies JobState, claims: 0 } : {}),
            ...(atWork ? {} : dueNow()),
          },
          add: { rev: 1 },
          setIfAbsent: shown.setIfAbsent,
          reply: "touched",
          mark,
        });
        if (!written.won) return "again";
        onVisible?.();
        return "asked";
      }),

    resume: (id, by, stoppedAt, round) =>
      once(id, async (record) => {
        if (!hasStopped(record.state) && !(round !== undefined && record.state === "cancelled")) return "not-stopped";
        const parent = record.parent && { ...record.parent, ...(round === undefined ? {} : { round }) };
        const { forget, triesBefore, keepsStop } = stoppedAt(record);
        const shown = atOnce(record);
        const written = await write({
          pk: jobKey(id),
          // The same epoch and seq: nobody worked on it since it was read.
          when: all(
            equals("state", record.state),
            equals("epoch", record.epoch),
            equals("seq", record.seq),
            isReadable,
          ),
          set: {
            ...shown.set,
            state: "queued" satisfies JobState,
            claims: 0,
            ...dueNow(),
            v: newestShape,
            order: [...record.operations.keys()].filter((each) => !forget.includes(each)),
            retries: [...record.retries, { by, at: clock.now() }],
            triesBefore,
            ...(parent ? { parent } : {}),
          },
          remove: [
            ...["endedAt", "ttl", "problem", "result", "resultBeside"],
            ...(keepsStop ? [] : ["stop"]),
            ...Object.keys(record.children).map((step) => `children.${step}.halted`),
            ...forget.map((each) => `operations.${each}`),
          ],
          add: { rev: 1, epoch: 1 },
          setIfAbsent: shown.setIfAbsent,
          reply: "touched",
          mark,
        });
        if (!written.won) return "again";
        // What is left over when this fails is only left over.
        await blobs.letGo(record, forget).catch(() => undefined);
        onVisible?.();
        const { title } = record;
        const telling = parent && tellParent({ id, parent, epoch: record.epoch + 1, title, state: "at-work" });
        // It goes on all the same, and a person must hear that; a parent asks again, and tells then.
        await telling?.catch((error: unknown) => {
          if (round !== undefined) throw error;
        });
        return "going-on";
      }),
  };
};
