import type { Clock } from "../../domain/clock.ts";
import { all, any, isAbsent, isThere } from "../table/condition.ts";
import type { MarkedWrites } from "../table/marked-writes.ts";
import { jobKey } from "./item.ts";
import type { JobStore } from "./store.ts";

/** A job falls asleep or is claimed only so often while it is being woken. */
const tries = 5;

/** What the outside has a job know: written beside its worker, whose own writes it does not disturb. */
export const createWakeUps = ({
  write,
  clock,
  newId,
}: {
  write: MarkedWrites["write"];
  clock: Clock;
  newId: () => string;
}): Pick<JobStore, "nudge" | "complete"> => ({
  async nudge(id) {
    const pk = jobKey(id);
    const nudged = newId();
    // Asleep it is due now; at work its worker sees it on letting go. It may go from one to the other in between.
    for (let n = 0; n < tries; n += 1) {
      const asleep = await write({
        pk,
        when: all(isThere("due"), isAbsent("leaseUntil")),
        set: { nudged, wakeAt: clock.now() },
        reply: "touched",
      });
      if (asleep.won || asleep.item?.due === undefined) return;
      const atWork = await write({
        pk,
        when: all(isThere("due"), isThere("leaseUntil")),
        set: { nudged },
        reply: "touched",
      });
      if (atWork.won || atWork.item?.due === undefined) return;
    }
  },

  async complete(id, callbackId, outcome) {
    const answer = `inbox.${callbackId}`;
    const set = { [answer]: JSON.stringify(outcome), nudged: newId() };
    const unanswered = all(isThere("inbox"), isAbsent(answer), isAbsent("endedAt"));
    for (let n = 0; n < tries; n += 1) {
      const asleep = await write({
        pk: jobKey(id),
        when: all(unanswered, isThere("due"), isAbsent("leaseUntil")),
        set: { ...set, wakeAt: clock.now() },
        reply: "touched",
      });
      if (asleep.won) return true;
      // A parked job is not woken, but it keeps the answer for when somebody has it go on.
      const noted = await write({
        pk: jobKey(id),
        when: all(unanswered, any(isThere("leaseUntil"), isAbsent("due"))),
        set,
        reply: "touched",
      });
      if (noted.won) return true;
      const { item } = noted;
      if (item?.inbox === undefined || item.endedAt !== undefined || callbackId in (item.inbox as object)) return false;
    }
    throw new Error(`job ${id} could not be told of an answer`);
  },
});
