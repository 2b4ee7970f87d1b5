import type { Turns } from "../lanes/turns.ts";
import type { JobRecord } from "../store/record.ts";
import type { AnyShape, Workflow } from "../workflow.ts";
import { operationOf, turnOf } from "./operation-names.ts";

/** The places in lanes that a job takes for its steps, given back as soon as they are not needed. */
export interface Places {
  /** After a step's outcome was written down. Never throws: what could not be given back is owed. */
  leaveAfter(step: AnyShape): Promise<void>;
  /** Gives back what is owed. Throws when the table cannot be reached: then the job must not be let go as if all were well. */
  settle(): Promise<void>;
  /**
   * When the job is let go between two steps: what is over and written down is not needed any more. `unwritten`: operations whose
   * last change may not be in the table. Throws as `settle` does.
   */
  leaveOver(unwritten: ReadonlyMap<string, unknown>): Promise<void>;
  /** At the end of a job, and when it stops for a person. Throws as `settle` does. */
  leaveAll(): Promise<void>;
}

export const createPlaces = (record: JobRecord, workflow: Workflow, turns: Turns | undefined): Places => {
  /** Where the job asked for a place, by the step with which it is given back. */
  const taken = (): { lane: string; until: string }[] =>
    workflow.steps.flatMap((step) => {
      const turn = step.shape === "step" ? step.rules.turn : undefined;
      if (!turn || !operationOf(record, turnOf(step.name))) return [];
      return [{ lane: turn.lane, until: turn.until ?? step.name }];
    });
  const isOver = (name: string): boolean => operationOf(record, name)?.EndTimestamp !== undefined;
  const idOf = (name: string): string => operationOf(record, name)?.Id ?? "";
  // A worker that let go in good order has given back what was not needed any more; one that died may not have.
  const given = new Set(record.tookOver ? [] : taken().flatMap(({ until }) => (isOver(until) ? [until] : [])));
  const past = new Set<string>();
  /** A later step may have got the place again: then it is that one's to give back. */
  const isNeeded = (lane: string): boolean => taken().some((other) => other.lane === lane && !past.has(other.until));
  const owed = new Set<string>();
  const settle = async (): Promise<void> => {
    for (const lane of owed) {
      if (!isNeeded(lane)) await turns?.leave(lane, record.id);
      owed.delete(lane);
    }
  };
  const owe = (isPast: (until: string) => boolean): void => {
    for (const { lane, until } of taken()) {
      if (!isPast(until)) continue;
      past.add(until);
      if (!given.has(until)) owed.add(lane);
    }
  };
  return {
    async leaveAfter({ name }) {
      past.add(name);
      owe((until) => until === name);
      await settle().catch(() => undefined);
    },
    settle,
    async leaveOver(unwritten) {
      owe((until) => isOver(until) && !unwritten.has(idOf(until)));
      await settle();
    },
    async leaveAll() {
      owe(() => true);
      await settle();
    },
  };
};
