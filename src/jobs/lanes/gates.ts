import { hasSent, isInsideStep, maySend, noteSent, noteWait } from "../../domain/calls.ts";
import type { Clock } from "../../domain/clock.ts";
import type { Gate } from "../../domain/gate.ts";
import type { Lanes } from "../../domain/lane.ts";
import { Problem } from "../../domain/problem.ts";
import { laneOf } from "./lane-of.ts";
import type { Rates } from "./rates.ts";

/** Wall-clock milliseconds. */
const inTheMiddleMs = 60_000;

/** The gate of one lane, for a client: a job's call waits for its turn, a person's quick question goes at once and only counts. */
export const createGate = ({
  lanes,
  rates,
  clock,
  random,
  lane,
}: {
  lanes: Lanes;
  rates: Rates;
  clock: Clock;
  random: () => number;
  lane: string;
}): Gate => {
  const { words } = laneOf(lanes, lane, "rate");
  return {
    async enter() {
      if (!isInsideStep()) {
        void rates.count(lane);
        return;
      }
      const askedAt = clock.now();
      // What waits before its first request may as well be begun anew later; in the middle that would waste turns that are had.
      const taken = await rates.take(lane, hasSent() ? { patienceMs: inTheMiddleMs } : {});
      noteWait(clock.now() - askedAt);
      // Not all at the same moment again.
      if (taken.is === "later") throw laneFull(words, taken.afterMs * (1 + random()));
      // Asked last: a process may have been frozen for longer than its lease, and somebody else be at this by now.
      if (!maySend()) throw heldUp();
      noteSent();
    },
    throttled: () => void rates.throttled(lane),
  };
};

const heldUp = (): Problem =>
  new Problem("step-interrupted", "The bot was held up for so long that another task may be at this.", {
    next: "Nothing to do: whoever has it looks at what became of it.",
    retryable: true,
  });

/** `afterMs`: world time. */
const laneFull = (words: string, afterMs: number): Problem =>
  new Problem("lane-full", `Waiting for its turn: ${words}.`, {
    next: "Nothing to do: it goes on by itself.",
    retryable: true,
    afterMs,
  });
