import pLimit from "p-limit";
import { isAtRest } from "../job.ts";
import type { EachItem } from "../rules.ts";
import { childStateOf } from "../store/children.ts";
import type { JobRecord } from "../store/record.ts";
import { isHeld, isToldOver } from "../store/step-children.ts";
import type { AnyEach } from "../workflow.ts";
import { type ChildDeps, createBeginning, idOfItem, linkTo, toldOf } from "./begin-child.ts";

/** Calls to the table under way at once: many children begin in seconds, and the table keeps room for others. */
const atOnce = 10;
/** After so many a look at whether the others are still wanted. */
const batchSize = 25;

/** What a running job does about the children of one of its steps. Everything here may be repeated after a crash. */
export interface ChildJobs {
  /** The parent as it is now, not as it was when this worker claimed it. */
  parentNow(): Promise<JobRecord>;
  /** Makes room for what they will tell. */
  open(step: AnyEach, items: readonly EachItem[]): Promise<void>;
  /** Begins those that were never begun, and has those go on that did not go well before the parent's last retry. */
  begin(step: AnyEach, items: readonly EachItem[]): Promise<void>;
  /** Asks those that are not over to end; what was never begun counts as stopped. */
  windUp(step: AnyEach, items: readonly EachItem[]): Promise<void>;
  /** Tells for those that are over and whose worker died before it told. */
  catchUp(step: AnyEach, items: readonly EachItem[]): Promise<void>;
}

const allOf = async <T>(some: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const inTurn = pLimit(atOnce);
  await Promise.all(some.map((one) => inTurn(() => work(one))));
};

export const createChildJobs = ({ id: parentId }: JobRecord, deps: ChildDeps): ChildJobs => {
  const { store } = deps;
  const beginOne = createBeginning(deps);

  const parentNow = async (): Promise<JobRecord> => {
    const now = await store.get(parentId);
    if (!now) throw new Error(`job ${parentId} is not there any more`);
    return now;
  };

  const tellFor = async (id: string): Promise<void> => {
    const child = await store.get(id);
    if (!child?.parent || !isAtRest(child.state)) return;
    const { parent, epoch, title, state, problem } = child;
    await store.tellParent({ id, parent, epoch, title, state: childStateOf(state), problem });
  };

  const endOne = async (step: AnyEach, item: EachItem, parent: JobRecord): Promise<void> => {
    const id = idOfItem(parent, step, item);
    const { stop } = parent;
    const asked = stop ? await store.askToStop(id, stop.by) : (await store.get(id)) ? "there" : "unknown-job";
    // It finds out by itself what its parent wants; a parked one is left to a person.
    if (asked === "there") await store.nudge(id);
    if (asked !== "unknown-job") return;
    const { title } = item;
    // Whatever becomes of one that is begun later is newer.
    await store.tellParent({ id, parent: linkTo(parent, step), epoch: -1, title, state: "stopped" });
  };

  return {
    parentNow,

    open: (step, items) => store.openChildren(parentId, step.name, items.length),

    async begin(step, items) {
      for (let at = 0; at < items.length; at += batchSize) {
        const parent = await parentNow();
        if (isHeld(parent, step.name)) return;
        await allOf(items.slice(at, at + batchSize), (item) => beginOne(step, item, parent));
      }
    },

    async windUp(step, items) {
      const parent = await parentNow();
      const left = items.filter((item) => !isToldOver(toldOf(parent, step, idOfItem(parent, step, item))));
      await allOf(left, (item) => endOne(step, item, parent));
    },

    async catchUp(step, items) {
      const parent = await parentNow();
      const ours = new Set(items.map((item) => idOfItem(parent, step, item)));
      const untold = (await store.childrenOf(parentId)).filter(({ id, state }) => {
        const told = toldOf(parent, step, id);
        return ours.has(id) && isAtRest(state) && !isToldOver(told) && told?.state !== childStateOf(state);
      });
      await allOf(untold, ({ id }) => tellFor(id));
    },
  };
};
