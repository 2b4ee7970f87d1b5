import pLimit from "p-limit";
import { isProblem, type ProblemRecord, recordOf } from "../../domain/problem.ts";
import type { Claims } from "../claims/claims.ts";
import { createJobClaims } from "../claims/job-claims.ts";
import { isOver, type JobState } from "../job.ts";
import { childIdOf } from "../job-id.ts";
import type { WorkflowRegistry } from "../registry.ts";
import type { EachItem } from "../rules.ts";
import { childStateOf } from "../store/children.ts";
import type { JobRecord } from "../store/record.ts";
import { isHeld, isToldOver, type ParentLink, type Told } from "../store/step-children.ts";
import type { JobStore } from "../store/store.ts";
import type { AnyEach } from "../workflow.ts";
import { stoppedAt } from "./stopped-at.ts";

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
  /** Tells for those that are over and whose worker died before it told. True when there were any. */
  catchUp(step: AnyEach, items: readonly EachItem[]): Promise<boolean>;
}

const badInput = (workflow: string): ProblemRecord => ({
  code: "bad-input",
  message: `The ${workflow} job cannot be started with this.`,
  next: "Ask an operator to look at the log.",
});

/** What is wrong when a child may not begin or go on; undefined when it may. All else that fails is thrown. */
const refusedBy = async (asking: Promise<void>): Promise<ProblemRecord | undefined> => {
  try {
    await asking;
    return undefined;
  } catch (error) {
    if (isProblem(error)) return recordOf(error);
    throw error;
  }
};

export const createChildJobs = (
  { id: parentId, requester, origin }: JobRecord,
  { store, workflows, claims }: { store: JobStore; workflows: WorkflowRegistry; claims: Claims | undefined },
): ChildJobs => {
  const jobClaims = createJobClaims({ store, claims });
  const parentNow = async (): Promise<JobRecord> => {
    const now = await store.get(parentId);
    if (!now) throw new Error(`job ${parentId} is not there any more`);
    return now;
  };
  const idOf = (step: AnyEach, { key }: EachItem): string => childIdOf(parentId, step.name, key);
  const toldOf = (parent: JobRecord, step: AnyEach, id: string): Told | undefined =>
    parent.children[step.name]?.told[id];
  const linkOf = ({ retries }: JobRecord, { name, rules }: AnyEach): ParentLink => ({
    jobId: parentId,
    step: name,
    round: retries.length,
    stopOn: rules.stopOn ?? [],
  });

  const create = async (id: string, step: AnyEach, item: EachItem, parent: ParentLink): Promise<void> => {
    const { title } = item;
    const workflow = workflows.newest(step.rules.workflow);
    const checked = workflow.input.safeParse(item.input);
    const problem = checked.success
      ? await refusedBy(jobClaims.beforeStart({ jobId: id, workflow, input: checked.data, by: requester }))
      : badInput(workflow.name);
    await store.create({
      id,
      workflow: workflow.name,
      major: workflow.major,
      title,
      input: checked.success ? checked.data : item.input,
      requester,
      origin,
      parent,
      ...(problem ? { problem } : {}),
    });
    if (problem) await store.tellParent({ id, parent, epoch: 0, title, state: "failed", problem });
  };

  const beginOne = async (step: AnyEach, item: EachItem, parent: JobRecord): Promise<void> => {
    const id = idOf(step, item);
    const told = toldOf(parent, step, id);
    const retry = parent.retries.at(-1);
    if (told?.state === "at-work" || told?.state === "done") return;
    const link = linkOf(parent, step);
    if (told === undefined || retry === undefined) return create(id, step, item, link);
    // It went wrong in this round already: that counts, however often this is repeated.
    if (told.round >= link.round) return;
    const child = await store.get(id);
    if (!child) return create(id, step, item, link);
    const workflow = workflows.find(child.workflow, child.major);
    // What another job holds it may not touch: then it stays as it is.
    if (await refusedBy(jobClaims.beforeRetry(child, workflow))) return;
    await store.resume(id, retry.by, (now) => stoppedAt(now, workflow), link.round);
  };

  const isOverOrParked = (state: JobState): boolean => isOver(state) || state === "parked";

  const tellFor = async (id: string): Promise<void> => {
    const child = await store.get(id);
    if (!child?.parent || !isOverOrParked(child.state)) return;
    const { parent, epoch, title, state, problem } = child;
    await store.tellParent({ id, parent, epoch, title, state: childStateOf(state), problem });
  };

  const endOne = async (step: AnyEach, { id, title }: { id: string; title: string }, parent: JobRecord) => {
    const { stop } = parent;
    const asked = stop ? await store.askToStop(id, stop.by) : (await store.get(id)) ? "there" : "unknown-job";
    if (asked === "unknown-job")
      await store.tellParent({ id, parent: linkOf(parent, step), epoch: 0, title, state: "stopped" });
    // It finds out by itself what its parent wants; a parked one is left to a person.
    if (asked === "there") await store.nudge(id);
  };

  const allOf = async <T>(some: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
    const inTurn = pLimit(atOnce);
    await Promise.all(some.map((one) => inTurn(() => work(one))));
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
      const left = items
        .map((item) => ({ id: idOf(step, item), title: item.title }))
        .filter(({ id }) => !isToldOver(toldOf(parent, step, id)));
      await allOf(left, (one) => endOne(step, one, parent));
    },

    async catchUp(step, items) {
      const parent = await parentNow();
      const ours = new Set(items.map((item) => idOf(step, item)));
      const untold = (await store.childrenOf(parentId)).filter(({ id, state }) => {
        const told = toldOf(parent, step, id);
        return ours.has(id) && isOverOrParked(state) && !isToldOver(told) && told?.state !== childStateOf(state);
      });
      await allOf(untold, ({ id }) => tellFor(id));
      return untold.length > 0;
    },
  };
};
