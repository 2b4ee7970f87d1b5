import type { Clock } from "../../domain/clock.ts";
import type { Rates } from "../../jobs/lanes/rates.ts";
import { createRecent } from "./recent.ts";

/** Ends a delivery; the rest is sent later. */
export class Later extends Error {
  /** Wall-clock milliseconds, where somebody named them; else the pauses grow. */
  readonly afterMs: number | undefined;
  /** Something may be out that is not noted. */
  readonly inDoubt: boolean;
  /** "turn" and "frame": only this message waits, for its turn or its next frame; others of the job may go. */
  readonly why: "turn" | "frame" | undefined;
  constructor({
    afterMs,
    inDoubt = false,
    why,
  }: {
    afterMs?: number;
    inDoubt?: boolean;
    why?: "turn" | "frame";
  } = {}) {
    super("later");
    this.afterMs = afterMs;
    this.inDoubt = inDoubt;
    this.why = why;
  }
}

/** Slack counts edits of the whole workspace together, posts by channel. */
export const editsLane = "slack-edits";
export const postsLane = (channel: string): string => `slack-posts#${channel}`;

/** Between two who waited at the same closed place, and how long none must have come for it to be open again; wall-clock milliseconds. */
const oneByOneMs = 1_200;
const calmMs = 10_000;
/** Pauses after trouble, wall-clock milliseconds. */
const first = 1_000;
const longest = 30_000;
/** No frame and no pause lasts longer than this, wall-clock milliseconds: another task may have ended what this one began. */
const keepMs = 120_000;

export interface PaceDeps {
  clock: Clock;
  random: () => number;
  /** What all tasks together may ask of Slack. */
  rates: Pick<Rates, "take" | "throttled">;
}

/** How soon a job's messages may be posted, edited or tried again: all tasks share Slack's rates, and each remembers what Slack told it. */
export const createPace = ({ clock, random, rates }: PaceDeps) => {
  const lastFrame = createRecent<{ at: number; alert: string }>(clock, keepMs);
  const failures = createRecent<number>(clock, keepMs);
  const closedUntil = new Map<string, number>();

  /** Throws Later while Slack has closed a lane. After that those who wait go in one by one, until nobody came for a while. */
  const knock = (lane: string): void => {
    const until = closedUntil.get(lane);
    if (until === undefined) return;
    const now = clock.now();
    if (now < until) throw new Later({ afterMs: (until - now) / clock.wire(1), why: "turn" });
    if (now - until > clock.wire(calmMs)) closedUntil.delete(lane);
    else closedUntil.set(lane, now + clock.wire(oneByOneMs));
  };

  return {
    /** Slack said "later" in this lane: nobody in this process knocks there before, and all others slow down. */
    async close(lane: string, afterMs: number): Promise<void> {
      closedUntil.set(lane, clock.now() + clock.wire(afterMs));
      await rates.throttled(lane);
    },
    /** Throws Later when it is not this message's turn. `urgent`: a person waits for it, so it goes before progress. */
    async enter(lane: string, urgent: boolean): Promise<void> {
      knock(lane);
      const taken = await rates.take(lane, { urgent });
      // Not all at the same moment again.
      if (taken.is === "later")
        throw new Later({ afterMs: (taken.afterMs / clock.wire(1)) * (1 + random()), why: "turn" });
    },
    /**
     * True when this edit is the first to show `alert`, which nobody holds back. Else throws Later when the message was
     * edited less than `gapMs` ago, wall-clock milliseconds.
     */
    frame(message: string, gapMs: number, alert: string): boolean {
      const last = lastFrame.get(message);
      if (alert !== "" && last?.alert !== alert) return true;
      const waitMs = (last?.at ?? 0) + clock.wire(gapMs) - clock.now();
      if (waitMs > 0) throw new Later({ afterMs: waitMs / clock.wire(1), why: "frame" });
      return false;
    },
    edited(message: string, alert: string): void {
      lastFrame.set(message, { at: clock.now(), alert });
    },
    /** World time of the next try. */
    retryAt(job: string, afterMs: number | undefined): number {
      if (afterMs !== undefined) return clock.now() + clock.wire(afterMs);
      const count = (failures.get(job) ?? 0) + 1;
      failures.set(job, count);
      return clock.now() + clock.wire(Math.min(first * 2 ** (count - 1), longest) * (0.5 + random() / 2));
    },
    wentWell(job: string): void {
      failures.delete(job);
    },
  };
};
export type Pace = ReturnType<typeof createPace>;
