import type { Clock } from "../../domain/clock.ts";
import type { JobState } from "../job.ts";
import { type Condition, equals, isAbsent } from "../table/condition.ts";
import type { Blobs } from "./blobs.ts";
import { childStateOf } from "./children.ts";
import type { Fence } from "./fence.ts";
import { expiryAt } from "./item.ts";
import { oldestShape } from "./shape.ts";
import { FenceLost, type JobStore } from "./store.ts";

/** How a worker lets go of its job: until later, to others, or for good. */
export const createLettingGo = ({
  fence: { fenced, shown, insist },
  blobs,
  clock,
  onVisible,
  tellParent,
}: {
  fence: Fence;
  blobs: Blobs;
  clock: Clock;
  onVisible: (() => void) | undefined;
  tellParent: JobStore["tellParent"];
}): Pick<JobStore, "suspend" | "leave" | "end"> => ({
  async suspend(record, wakeAt, state) {
    const letGo = (at: number, when?: Condition, usedUp: readonly string[] = []) =>
      fenced(record, {
        ...(when ? { when } : {}),
        set: { wakeAt: at, state, claims: 0 },
        remove: ["leaseUntil", ...usedUp],
      });
    // A nudge that was looked into is used up; one that came since makes the job due at once.
    const lookedInto = record.nudged ? undefined : record.nudge;
    const quiet =
      lookedInto === undefined
        ? await letGo(wakeAt, isAbsent("nudged"))
        : await letGo(wakeAt, equals("nudged", lookedInto), ["nudged"]);
    if (quiet.won) return;
    const nudged = quiet.item?.nudged !== undefined && (await letGo(clock.now())).won;
    if (!nudged) throw new FenceLost(record.id);
  },

  async leave(record, wakeAt, state) {
    insist(await fenced(record, { set: { wakeAt, state, claims: 0 }, remove: ["leaseUntil"] }), record);
  },

  async end(record, ending) {
    const now = clock.now();
    const isParked = ending.state === "parked";
    const text = ending.result === undefined ? undefined : JSON.stringify(ending.result);
    const blob = text && record.v > oldestShape ? await blobs.layBeside(record.id, text) : undefined;
    // What lies beside a job that is left to a person stays however long that takes.
    const ttl = isParked ? undefined : expiryAt(now);
    await blobs.keep(record, ttl);
    // Whoever asked for the end of a job at work is not left with one that waits for a person.
    const stopIsKnown = record.stop ? equals("stop.at", record.stop.at) : isAbsent("stop");
    const seen = shown(true, record, true);
    const written = await fenced(record, {
      ...seen,
      ...(isParked ? { when: stopIsKnown } : {}),
      set: {
        ...seen.set,
        state: ending.state,
        ...(blob ? { resultBeside: blob } : text ? { result: text } : {}),
        ...(ending.problem ? { problem: ending.problem } : {}),
        ...(isParked ? {} : { endedAt: now, ttl }),
      },
      remove: ["due", "leaseUntil", "nudged", ...(ending.problem ? [] : ["problem"])],
    });
    if (!written.won && isParked && written.item?.epoch === record.epoch && written.item.seq === record.seq) {
      const again = { set: { wakeAt: now, state: "running" satisfies JobState }, remove: ["leaseUntil"] };
      insist(await fenced(record, again), record);
      return;
    }
    insist(written, record);
    onVisible?.();
    // Told by whoever ended it; where that does not come about, the parent finds it.
    if (record.parent) {
      const { id, parent, epoch, title } = record;
      const state = childStateOf(ending.state);
      const news = { id, parent, epoch, title, state, problem: ending.problem };
      await tellParent(news).catch(() => undefined);
    }
  },
});
