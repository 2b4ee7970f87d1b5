import type { Clock } from "../../domain/clock.ts";
import { all, any, below, type Condition, equals, isAbsent, isThere } from "../table/condition.ts";
import type { MarkedWrites } from "../table/marked-writes.ts";
import type { Item } from "../table/table.ts";
import { jobKey } from "./item.ts";
import type { JobRecord } from "./record.ts";
import { isReadable } from "./shape.ts";
import type { JobStore } from "./store.ts";

/** Senders write to a job's item beside its worker. */
const mark = "senderWriteId";
/** Not empty: DynamoDB Local before 2020 keeps no empty text. */
const nobody = "-";
/** Something new is looked at this soon although the time for its job's next frame has not come, wall-clock milliseconds. */
const soonMs = 1_000;

/** Who may send a job's messages: one holder at a time, and whoever comes after one that died knows of it. */
export const createOutboxRights = ({
  wholeOf,
  write,
  clock,
  newId,
}: {
  wholeOf: (item: Item) => Promise<JobRecord>;
  write: MarkedWrites["write"];
  clock: Clock;
  newId: () => string;
}): Pick<JobStore, "claimOutbox" | "noteSent" | "releaseOutbox"> => ({
  async claimOutbox(id, until) {
    const claim = newId();
    const taken = await write({
      pk: jobKey(id),
      when: all(isReadable, isThere("outboxDue"), any(isAbsent("outboxUntil"), below("outboxUntil", clock.now()))),
      set: { outboxClaim: claim, outboxUntil: until, outboxAt: until },
      // The reply cannot show the holder before, so the claim keeps that name beside its own.
      copy: { outboxBefore: { from: "outboxClaim", or: nobody } },
      mark,
    });
    if (!taken.won) return undefined;
    return { record: await wholeOf(taken.item), tookOver: taken.item.outboxBefore !== nobody, claim };
  },

  async noteSent(id, claim, key, sent) {
    const noted = await write({
      pk: jobKey(id),
      when: equals("outboxClaim", claim),
      set: { [`sent.${key}`]: sent },
      reply: "touched",
      mark,
    });
    return noted.won;
  },

  async releaseOutbox(id, claim, outcome) {
    // With the claim left in place the next holder finds somebody before it, as after a death.
    const remove = outcome.inDoubt ? ["outboxUntil"] : ["outboxClaim", "outboxUntil", "outboxBefore"];
    const pk = jobKey(id);
    const held = equals("outboxClaim", claim);
    if ("retryAt" in outcome) {
      const { retryAt, seenRev } = outcome;
      const again = (outboxAt: number, when: Condition) =>
        write({ pk, when, set: { outboxAt }, remove, reply: "touched", mark });
      const quiet = await again(retryAt, seenRev === undefined ? held : all(held, equals("rev", seenRev)));
      if (!quiet.won && seenRev !== undefined) await again(Math.min(retryAt, clock.now() + clock.wire(soonMs)), held);
      return;
    }
    const { sentRev } = outcome;
    const everything = await write({
      pk,
      when: all(held, equals("rev", sentRev)),
      set: { sentRev },
      remove: [...remove, "outboxDue", "outboxAt"],
      reply: "touched",
      mark,
    });
    if (!everything.won)
      await write({ pk, when: held, set: { sentRev, outboxAt: clock.now() }, remove, reply: "touched", mark });
  },
});
