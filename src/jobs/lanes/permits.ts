import type { Clock } from "../../domain/clock.ts";
import type { Lanes, PermitLane } from "../../domain/lane.ts";
import type { Log } from "../../domain/log.ts";
import { isAtRest } from "../job.ts";
import type { JobStore } from "../store/store.ts";
import type { Item } from "../table/table.ts";
import type { Decided, LaneItems } from "./lane-items.ts";
import { laneOf } from "./lane-of.ts";
import { createLines } from "./lines.ts";
import type { Turn, Turns } from "./turns.ts";

/** A job in line. `askedAt`: when it last asked, world milliseconds. */
interface Waiting {
  job: string;
  askedAt: number;
}

/** A wake-up can be lost: a job in line looks again by itself, after half of this to all of it; wall-clock milliseconds. */
const lookAgainMs = 30_000;
/** Those far back in line look that many times less often, at most. */
const patience = 4;
/** Whoever did not ask for so long has no place in line any more, wall-clock milliseconds. */
const lapseMs = 5 * 60_000;
/** One item holds only so many; the others get in line when some of these are through. */
const mostInLine = 500;

const holdersOf = ({ holders = [] }: Item): readonly string[] => holders as string[];

/** Lanes with permits: a promise, not a courtesy, so nobody goes in while the table cannot be reached. First come, first served. */
export const createPermits = ({
  lanes,
  items,
  store,
  clock,
  random,
  log,
}: {
  lanes: Lanes;
  items: LaneItems;
  store: Pick<JobStore, "get" | "nudge">;
  clock: Clock;
  random: () => number;
  log: Log;
}): Turns => {
  const inLine = createLines();
  const lineOf = ({ waiting = [] }: Item): readonly Waiting[] =>
    (waiting as Waiting[]).filter(({ askedAt }) => askedAt > clock.now() - clock.wire(lapseMs));

  /** Nobody works on it: what it did in the lane is written down, or nobody will ever know more. */
  const isIdle = async (jobId: string): Promise<boolean> => {
    const record = await store.get(jobId);
    return record === undefined || isAtRest(record.state);
  };

  /** A job that died at work keeps its permit: whoever takes it over goes on with it. One that ended has no use for it. */
  const stillHeld = async (holders: readonly string[]): Promise<readonly string[]> => {
    const idle = await Promise.all(holders.map(isIdle));
    return holders.filter((_, index) => !idle[index]);
  };

  const later = (words: string, place: number): Turn => {
    const pauseMs = lookAgainMs * Math.min(patience, 1 + place / 10) * (0.5 + random() / 2);
    return { is: "later", afterMs: clock.wire(pauseMs), of: words };
  };

  const admit = async (item: Item, jobId: string, { atOnce, words }: PermitLane): Promise<Decided<Turn>> => {
    const line = lineOf(item);
    const found = line.findIndex(({ job }) => job === jobId);
    const place = found < 0 ? line.length : found;
    let holders = holdersOf(item);
    const others = () => holders.filter((job) => job !== jobId);
    if (others().length + place >= atOnce && !holders.includes(jobId)) holders = await stillHeld(holders);
    // A repeat is written too: whoever is about to take the permit for one of a job that ended must notice.
    if (holders.includes(jobId) || others().length + place < atOnce) {
      const waiting = line.filter(({ job }) => job !== jobId);
      return { set: { holders: [...others(), jobId], waiting }, answer: { is: "yours" } };
    }
    const asked = { job: jobId, askedAt: clock.now() };
    const waiting = found < 0 ? [...line, asked].slice(0, mostInLine) : line.with(found, asked);
    return { set: { holders, waiting }, answer: later(words, place) };
  };

  /** Answers with those whose turn it is now. */
  const without = (item: Item, jobId: string, atOnce: number): Decided<readonly string[]> => {
    const line = lineOf(item);
    const waiting = line.filter(({ job }) => job !== jobId);
    const holders = holdersOf(item).filter((job) => job !== jobId);
    if (holders.length === holdersOf(item).length && waiting.length === line.length) return { answer: [] };
    const free = Math.max(0, atOnce - holders.length);
    return { set: { holders, waiting }, answer: waiting.slice(0, free).map(({ job }) => job) };
  };

  return {
    async enter(name, jobId) {
      const lane = laneOf(lanes, name, "permits");
      try {
        return await inLine(name, () => items.change(name, (item) => admit(item, jobId, lane)));
      } catch (error) {
        log.warn({ lane: name, job: jobId, err: error }, "a lane's permits could not be asked for");
        return later(lane.words, 0);
      }
    },

    async leave(name, jobId) {
      const { atOnce } = laneOf(lanes, name, "permits");
      const next = await inLine(name, () => items.change(name, (item) => without(item, jobId, atOnce)));
      // One who was not woken looks by itself before long.
      await Promise.all(next.map((job) => store.nudge(job))).catch((error: unknown) =>
        log.warn({ lane: name, err: error }, "the next in line of a lane was not woken"),
      );
    },
  };
};
