import type { Clock } from "../../domain/clock.ts";

/** Ends a delivery; the rest is sent later. */
export class Later extends Error {
  /** Wall-clock milliseconds, where somebody named them; else the pauses grow. */
  readonly afterMs: number | undefined;
  /** Something may be out that is not noted. */
  readonly inDoubt: boolean;
  constructor({ afterMs, inDoubt = false }: { afterMs?: number; inDoubt?: boolean } = {}) {
    super("later");
    this.afterMs = afterMs;
    this.inDoubt = inDoubt;
  }
}

/** Between two edits of one message under way, wall-clock milliseconds; Slack takes about 50 edits a minute, of all jobs together. */
const frameMs = 1_200;
/** Between two who waited at the same closed place, and how long none must have come for it to be open again; wall-clock milliseconds. */
const oneByOneMs = 1_200;
const calmMs = 10_000;
/** Pauses after trouble, wall-clock milliseconds. */
const first = 1_000;
const longest = 30_000;

/** How soon each job's messages may be edited or tried again: known to this process only, so it is a courtesy, not a promise. */
export const createPace = ({ clock, random }: { clock: Clock; random: () => number }) => {
  const lastFrame = new Map<string, number>();
  const failures = new Map<string, number>();
  const closedUntil = new Map<string, number>();
  return {
    /** Slack said "later" of this place: nobody in this process knocks there before. */
    close(place: string, afterMs: number): void {
      closedUntil.set(place, clock.now() + clock.wire(afterMs));
    },
    /** Throws Later while a place is closed. After that those who wait go in one by one, until nobody came for a while. */
    enter(place: string): void {
      const until = closedUntil.get(place);
      if (until === undefined) return;
      const now = clock.now();
      if (now < until) throw new Later({ afterMs: (until - now) / clock.wire(1) });
      if (now - until > clock.wire(calmMs)) closedUntil.delete(place);
      else closedUntil.set(place, now + clock.wire(oneByOneMs));
    },
    /** Throws Later when this message was edited a moment ago. */
    frame(message: string): void {
      const waitMs = (lastFrame.get(message) ?? 0) + clock.wire(frameMs) - clock.now();
      if (waitMs > 0) throw new Later({ afterMs: waitMs / clock.wire(1) });
      lastFrame.set(message, clock.now());
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
    /** Nothing of this job will be edited any more. */
    forget(job: string): void {
      failures.delete(job);
      for (const message of lastFrame.keys()) if (message.startsWith(`${job}#`)) lastFrame.delete(message);
    },
  };
};
export type Pace = ReturnType<typeof createPace>;
