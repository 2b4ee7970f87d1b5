import type { Clock } from "../../domain/clock.ts";
import type { Change, Written } from "../table/conditional-write.ts";
import { jobKey, recordOf } from "./item.ts";
import type { JobStore } from "./store.ts";

/** Senders write to a job's item beside its worker. */
const mark = "senderWriteId";

/** Who may send a job's messages: one holder at a time, and whoever comes after one that died knows of it. */
export const createOutboxRights = ({
  write,
  clock,
  newId,
}: {
  write: (change: Change) => Promise<Written>;
  clock: Clock;
  newId: () => string;
}): Pick<JobStore, "claimOutbox" | "noteSent" | "releaseOutbox"> => ({
  async claimOutbox(id, until) {
    const claim = newId();
    // ALL_NEW cannot show the holder before, so the claim keeps that name beside its own.
    const taken = await write({
      pk: jobKey(id),
      set: { outboxClaim: claim, outboxUntil: until, outboxAt: until },
      compute: { outboxBefore: "if_not_exists(outboxClaim, :nobody)" },
      condition: "attribute_exists(outboxDue) AND (attribute_not_exists(outboxUntil) OR outboxUntil < :now)",
      values: { now: clock.now(), nobody: "" },
      returnItem: true,
      mark,
    });
    if (!taken.won || !taken.item) return undefined;
    return { record: recordOf(taken.item), tookOver: taken.item.outboxBefore !== "", claim };
  },

  async noteSent(id, claim, key, sent) {
    const noted = await write({
      pk: jobKey(id),
      set: { [`sent.${key}`]: sent },
      condition: "outboxClaim = :claim",
      values: { claim },
      mark,
    });
    return noted.won;
  },

  async releaseOutbox(id, claim, outcome) {
    const free = ["outboxClaim", "outboxUntil", "outboxBefore"];
    const pk = jobKey(id);
    const held = { condition: "outboxClaim = :claim", values: { claim }, mark };
    if ("retryAt" in outcome) {
      // With the claim left in place the next holder finds somebody before it, as after a death.
      const remove = outcome.inDoubt ? ["outboxUntil"] : free;
      await write({ pk, set: { outboxAt: outcome.retryAt }, remove, ...held });
      return;
    }
    const { sentRev } = outcome;
    const all = await write({
      pk,
      set: { sentRev },
      remove: [...free, "outboxDue", "outboxAt"],
      condition: `${held.condition} AND rev = :rev`,
      values: { claim, rev: sentRev },
      mark,
    });
    if (!all.won) await write({ pk, set: { sentRev, outboxAt: clock.now() }, remove: free, ...held });
  },
});
