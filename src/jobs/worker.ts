import { createLately } from "../domain/lately.ts";
import { startRounds } from "../domain/rounds.ts";
import { within } from "../domain/within.ts";
import type { RunJobDeps } from "./engine/run-job.ts";
import type { WorkflowRegistry } from "./registry.ts";
import type { Due } from "./store/store.ts";
import { createWorkOnJob } from "./work-on-job.ts";

export interface WorkerDeps extends Omit<RunJobDeps, "draining" | "abandoned"> {
  workflows: WorkflowRegistry;
  /** Takes up a request that a crash left unanswered. */
  onIntake: (key: string, seenWakeAt: number) => Promise<void>;
  /** Called once a round, whether there is work or not. */
  alive?: () => void;
}

export interface Worker {
  /** There may be work now: look without waiting for the next round. */
  kick(): void;
  /** Claims nothing more, lets running jobs finish the write under way, and returns when all are let go, or left to their leases. */
  stop(): Promise<void>;
}

/** Jobs at once in one process: they mostly wait for others. */
const mostAtOnce = 50;
/** A look at the index when nothing is known to be due, wall-clock milliseconds; half of it to all of it. */
const idleMs = 1_000;
/** What was refused is not asked for again so soon, wall-clock milliseconds: items of a newer build may lie in front of all others. */
const leftOutMs = 10_000;
/** Several workers know of the same moment: they come for it one after another, wall-clock milliseconds. */
const notAllAtOnceMs = 100;
/** A call under way is waited for this long when the process is to end, wall-clock milliseconds: the platform gives it 30 s. */
const drainMs = 20_000;
/** What is left then has only to notice. */
const noticeMs = 1_000;

/** Claims what is due and runs it. Any number of workers may share a table, or a process. */
export const startWorker = ({ onIntake, alive, ...deps }: WorkerDeps): Worker => {
  const { store, clock, random, log, claims } = deps;
  const running = new Map<string, Promise<void>>();
  /** The next moment at which something wants a worker, as far as the last round could see ahead. */
  let nextAt = Number.POSITIVE_INFINITY;
  /** Pointers that led to nothing this worker could take; the item's next wake-up is another pointer. */
  const refused = createLately(clock, leftOutMs);
  const pointer = ({ kind, id, wakeAt }: Due): string => `${kind}#${id}@${wakeAt}`;
  const draining = () => rounds.stopping;
  const abandonment = new AbortController();
  const workOnJob = createWorkOnJob({ ...deps, draining, abandoned: abandonment.signal });

  /** False when there was nothing to do. */
  const work = async (due: Due): Promise<boolean> => {
    const { kind, id, wakeAt } = due;
    if (kind === "intake") await onIntake(id, wakeAt);
    if (kind === "claim") await claims?.sweep(id, wakeAt);
    if (kind !== "job") return false;
    return (await workOnJob(due)) !== undefined;
  };

  const take = async (due: Due, key: string): Promise<void> => {
    let worked = false;
    try {
      worked = await work(due);
      if (!worked) refused.note(pointer(due));
    } catch (error) {
      log.warn({ [due.kind]: due.id, err: error }, "work was let go and will be taken up again");
    }
    running.delete(key);
    // There is room for more. Where somebody else was faster, looking at once would only ask the table in a circle.
    if (worked) rounds.ring();
  };

  const rounds = startRounds({
    clock,
    random,
    idleMs,
    nextKnownAt: () => nextAt,
    async round() {
      alive?.();
      const now = clock.now();
      nextAt = Number.POSITIVE_INFINITY;
      const room = mostAtOnce - running.size;
      if (room <= 0) return;
      // As far ahead as the next round can be away: so timers are met on time, whoever set them, and dead workers' jobs too.
      const isLeftOut = (due: Due): boolean => refused.has(pointer(due));
      for (const due of await store.due(now + clock.wire(idleMs), room, isLeftOut)) {
        if (due.wakeAt > now) {
          nextAt = due.wakeAt + clock.wire(notAllAtOnceMs) * random();
          break;
        }
        const key = `${due.kind}#${due.id}`;
        if (!draining() && !running.has(key)) running.set(key, take(due, key));
      }
    },
    onTrouble: (error) => log.warn({ err: error }, "the table could not be asked for work"),
  });

  return {
    kick: rounds.ring,
    async stop() {
      await rounds.stop();
      const letGo = () => Promise.allSettled(running.values());
      if (await within(clock, drainMs, letGo())) return;
      log.warn({ left: [...running.keys()] }, "work is left to whoever takes it over when its lease is over");
      abandonment.abort();
      await within(clock, noticeMs, letGo());
    },
  };
};
