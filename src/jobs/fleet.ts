import type { Clock } from "../domain/clock.ts";
import { days } from "../domain/duration.ts";
import type { Log } from "../domain/log.ts";
import { startRounds } from "../domain/rounds.ts";
import { newestShape, oldestShape, type Shape } from "./store/shape.ts";
import { equals, isAbsent, isThere } from "./table/condition.ts";
import { type Item, ifItHolds, type Table } from "./table/table.ts";

/**
 * The tasks that share the table, as far as they say so. It decides when to write a new shape, not whether that is safe:
 * a build that cannot read an item never claims it, so a wrong guess only leaves jobs lying until a build comes that can.
 */
export interface Fleet {
  /** The newest shape that every task reads: what to write now. */
  shape(): Shape;
  /** Says that this task is gone. */
  stop(): Promise<void>;
}

/** A task says that often, at least, that it is there; all wall-clock milliseconds. */
const sayEveryMs = 30_000;
/** It counts as there for so long after that. */
const aliveMs = 90_000;
/**
 * Builds from before this item say nothing. So a fleet that begins anew, with nobody in it who is known, holds to the shape
 * before for as long as a deploy may take.
 */
const deployTakesMs = 2 * 3_600_000;
const forgetAfterMs = days(1);

const pk = "FLEET";
const placeOf = (task: string): string => `tasks.${task}`;

interface Task {
  /** The newest shape it reads. */
  reads: number;
  /** World milliseconds. */
  until: number;
}

export interface FleetDeps {
  table: Table;
  clock: Clock;
  random: () => number;
  newId: () => string;
  log: Log;
  /** An operator's word, which goes before all that tasks say. */
  setting?: Shape;
}

export const startFleet = ({ table, clock, random, newId, log, setting }: FleetDeps): Fleet => {
  const self = newId();
  let seen: Item | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;

  const tasks = (): [string, Task][] => Object.entries((seen?.tasks ?? {}) as Record<string, Task>);
  const alive = (): Task[] => tasks().flatMap(([, task]) => (task.until > clock.now() ? [task] : []));

  /** Two that begin at once begin the same fleet: the second one finds it changed. */
  const beginUnlessThere = async (): Promise<void> => {
    seen = await table.get(pk);
    if (alive().length > 0) return;
    const since = seen?.since as number | undefined;
    const begun = { pk, v: 1, since: clock.now(), tasks: {} };
    await ifItHolds(table.put(begun, since === undefined ? isAbsent("pk") : equals("since", since)));
  };

  const say = async (): Promise<void> => {
    if (seen === undefined) await beginUnlessThere();
    const now = clock.now();
    const here: Task = { reads: newestShape, until: now + clock.wire(aliveMs) };
    const forgotten = tasks().filter(([id, { until }]) => id !== self && until < now - clock.wire(forgetAfterMs));
    const remove = forgotten.map(([id]) => placeOf(id));
    seen = await table.update({ pk, when: isThere("tasks"), set: { [placeOf(self)]: here }, remove });
    heardAt = now;
  };

  const rounds = startRounds({
    clock,
    random,
    idleMs: sayEveryMs,
    round: say,
    onTrouble: (error) => log.warn({ err: error }, "the other tasks could not be told that this one is there"),
  });

  return {
    shape() {
      if (setting !== undefined) return setting;
      const now = clock.now();
      const isCurrent = now - heardAt < clock.wire(aliveMs);
      const isOld = now - ((seen?.since as number | undefined) ?? now) >= clock.wire(deployTakesMs);
      const all = alive().every(({ reads }) => reads >= newestShape);
      return isCurrent && isOld && all ? newestShape : oldestShape;
    },
    async stop() {
      await rounds.stop();
      await table
        .update({ pk, when: isThere("tasks"), remove: [placeOf(self)], reply: "touched" })
        .catch(() => undefined);
    },
  };
};
