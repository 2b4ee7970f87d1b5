import { isProblem, type ProblemRecord, recordOf } from "../../domain/problem.ts";
import type { Claims } from "../claims/claims.ts";
import { createJobClaims } from "../claims/job-claims.ts";
import { isOver } from "../job.ts";
import { childIdOf } from "../job-id.ts";
import type { WorkflowRegistry } from "../registry.ts";
import type { EachItem } from "../rules.ts";
import { childStateOf } from "../store/children.ts";
import type { JobRecord } from "../store/record.ts";
import type { ParentLink, Told } from "../store/step-children.ts";
import type { JobStore } from "../store/store.ts";
import type { AnyEach } from "../workflow.ts";
import { stoppedAt } from "./stopped-at.ts";

export interface ChildDeps {
  store: JobStore;
  workflows: WorkflowRegistry;
  /** Absent where no workflow claims anything. */
  claims: Claims | undefined;
}

export const idOfItem = (parent: JobRecord, { name }: AnyEach, { key }: EachItem): string =>
  childIdOf(parent.id, name, key);

export const toldOf = (parent: JobRecord, { name }: AnyEach, childId: string): Told | undefined =>
  parent.children[name]?.told[childId];

export const linkTo = ({ id, retries }: JobRecord, { name, rules }: AnyEach): ParentLink => ({
  jobId: id,
  step: name,
  round: retries.length,
  stopOn: rules.stopOn ?? [],
});

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

/** Begins one child that was never begun, or has it go on when it did not go well before the parent's last retry. May be repeated. */
export const createBeginning = ({ store, workflows, claims }: ChildDeps) => {
  const jobClaims = createJobClaims({ store, claims });

  const create = async (step: AnyEach, item: EachItem, parent: JobRecord): Promise<void> => {
    const id = idOfItem(parent, step, item);
    const { title } = item;
    const { requester, origin } = parent;
    const link = linkTo(parent, step);
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
      parent: link,
      ...(problem ? { problem } : {}),
    });
    if (problem) await store.tellParent({ id, parent: link, epoch: 0, title, state: "failed", problem });
  };

  /** It goes on already, by whoever died before the parent was told. */
  const tellWhatIsNow = async (id: string): Promise<void> => {
    const child = await store.get(id);
    if (!child?.parent) return;
    const { parent, title, state, problem, leaseUntil } = child;
    // What a worker's claim will tell at its end must count as newer.
    const epoch = isOver(state) || leaseUntil === undefined ? child.epoch : child.epoch - 1;
    await store.tellParent({ id, parent, epoch, title, state: childStateOf(state), problem });
  };

  return async (step: AnyEach, item: EachItem, parent: JobRecord): Promise<void> => {
    const id = idOfItem(parent, step, item);
    const told = toldOf(parent, step, id);
    const retry = parent.retries.at(-1);
    if (told?.state === "at-work" || told?.state === "done") return;
    if (told === undefined || retry === undefined) return create(step, item, parent);
    const { round } = linkTo(parent, step);
    // It went wrong in this round already: that counts, however often this is repeated.
    if (told.round >= round) return;
    const child = await store.get(id);
    if (!child) return create(step, item, parent);
    const workflow = workflows.find(child.workflow, child.major);
    // What another job holds it may not touch: then it stays as it is.
    if (await refusedBy(jobClaims.beforeRetry(child, workflow))) return;
    const outcome = await store.resume(id, retry.by, (now) => stoppedAt(now, workflow), round);
    if (outcome === "not-stopped") await tellWhatIsNow(id);
  };
};
