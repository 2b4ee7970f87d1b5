import type { Clock } from "../../domain/clock.ts";
import type { JobState } from "../job.ts";
import { all, any, below, isAbsent, isThere, smallerThan } from "../table/condition.ts";
import { listedIndex } from "../table/definition.ts";
import { type Change, type Item, ifItHolds, type Table } from "../table/table.ts";
import { jobIdIn, jobKey, listedUnder, outboxPlace } from "./item.ts";
import type { JobRecord } from "./record.ts";
import { allToldOver, type ChildProblem, type ChildState, isHeld } from "./step-children.ts";
import type { JobStore } from "./store.ts";

/** So many problems are kept with a parent, and so much of each: its item must not grow with what goes wrong. */
const mostProblems = 20;
const longestTitle = 100;
const longestText = 300;
const rowsAtOnce = 1_000;

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const kept = (title: string, { code, message, next }: ChildProblem["problem"]): ChildProblem => ({
  title: cut(title, longestTitle),
  problem: { code, message: cut(message, longestText), next: cut(next, longestText) },
});

const childrenIn = ({ children = {} }: Item): JobRecord["children"] => children as JobRecord["children"];

/** How a child's state counts with its parent. */
export const childStateOf = (state: JobState): ChildState => {
  if (state === "succeeded") return "done";
  if (state === "cancelled") return "stopped";
  if (state === "failed" || state === "partly") return "failed";
  return state === "parked" ? "parked" : "at-work";
};

/**
 * What children tell their parent: written on its item beside its worker, without its fence, each in one write that may be
 * repeated. The card's counts so move without the parent running; it is woken once, when the last one has told.
 */
export const createChildren = ({
  table,
  clock,
  nudge,
  onVisible,
}: {
  table: Table;
  clock: Clock;
  nudge: JobStore["nudge"];
  onVisible: (() => void) | undefined;
}): Pick<JobStore, "openChildren" | "tellParent" | "childrenOf" | "holdsChildren"> => {
  /** The item after the change; undefined when its condition did not hold. */
  const landed = (change: Change): Promise<Item | undefined> => ifItHolds(table.update(change));
  /** A parent is nobody's child, so it has messages. */
  const shown = () => ({ add: { rev: 1 }, setIfAbsent: outboxPlace({}, clock.now(), { urgent: false }).setIfAbsent });

  return {
    async openChildren(id, step, total) {
      const at = `children.${step}`;
      await landed({
        pk: jobKey(id),
        when: all(isThere("children"), isAbsent(at)),
        set: { [at]: { total, told: {}, problems: {} } },
        ...shown(),
        reply: "touched",
      });
    },

    async tellParent({ id, parent: { jobId, step, round, stopOn }, epoch, title, state, problem }) {
      const of = `children.${step}`;
      const told = `${of}.told.${id}`;
      const problemAt = `${of}.problems.${id}`;
      const wrong = problem && kept(title, problem);
      const halts = wrong !== undefined && state === "failed" && stopOn.includes(wrong.problem.code);
      const { add, setIfAbsent } = shown();
      const change = {
        pk: jobKey(jobId),
        when: all(isThere(of), any(isAbsent(told), below(`${told}.epoch`, epoch))),
        set: { [told]: { state, epoch, round } },
        setIfAbsent: { ...setIfAbsent, ...(halts ? { [`${of}.halted`]: { jobId: id, ...wrong } } : {}) },
        add,
      };
      const roomFor = any(isThere(problemAt), smallerThan(`${of}.problems`, mostProblems));
      const inFull =
        wrong &&
        (await landed({ ...change, when: all(change.when, roomFor), set: { ...change.set, [problemAt]: wrong } }));
      const item = inFull ?? (await landed({ ...change, remove: [problemAt] }));
      // Told before, by itself or by somebody who found it; or its parent is gone.
      if (!item) return;
      onVisible?.();
      const children = childrenIn(item)[step];
      if (halts || (children && allToldOver(children))) await nudge(jobId);
    },

    async childrenOf(id) {
      const found: { id: string; state: JobState }[] = [];
      let from: Item | undefined;
      do {
        const { rows, next } = await table.query({
          index: listedIndex,
          key: ["listed", listedUnder(id)],
          limit: rowsAtOnce,
          ...(from ? { from } : {}),
        });
        found.push(...rows.map(({ pk, state }) => ({ id: jobIdIn(String(pk)), state: state as JobState })));
        from = next;
      } while (from);
      return found;
    },

    async holdsChildren({ jobId, step }) {
      const item = await table.get(jobKey(jobId));
      return item !== undefined && isHeld({ stop: item.stop, children: childrenIn(item) }, step);
    },
  };
};
