import { type ProblemRecord, recordOf } from "../../domain/problem.ts";
import { fromIso } from "../../domain/timestamp.ts";
import { isAtRest, isOver, type StepStatus, type StepView } from "../job.ts";
import type { JobRecord, StoredOperation } from "../store/record.ts";
import type { AnyShape, Workflow } from "../workflow.ts";
import { itemCountsOf } from "./item-counts.ts";
import { turnOf } from "./operation-names.ts";
import { leftBy, type StepOutcome } from "./outcome.ts";
import { requestsOf } from "./requests.ts";
import { troubleOf } from "./trouble.ts";

/** What a step's line says beside its name, title and times. */
type Said = Pick<StepView, "status"> & Partial<StepView>;

const settled = (step: AnyShape, outcome: StepOutcome): Said => {
  switch (outcome.is) {
    case "done": {
      const { note, decision } = outcome;
      return { status: "done", ...(note ? { note } : {}), ...(decision ? { decision } : {}) };
    }
    case "planned":
      return { status: "planned", ...(outcome.note ? { note: outcome.note } : {}) };
    case "stopped":
      return { status: "stopped" };
    case "problem":
      if (step.optional) return { status: "skipped", note: outcome.problem.message };
      return { status: outcome.park ? "unknown" : "failed", problem: outcome.problem };
  }
};

/** To wait for its turn is no trouble of a step. */
const troubleShown = (trouble: ProblemRecord): Partial<StepView> =>
  trouble.code === "lane-full" ? { note: trouble.message } : { problem: recordOf(trouble) };

const underWay = (operation: StoredOperation): Said => {
  const state = leftBy(operation);
  const nextAt = operation.StepDetails?.NextAttemptTimestamp;
  const waiting = state?.is === "waiting" ? state : undefined;
  const trouble = waiting ? waiting.trouble : troubleOf(operation.StepDetails?.Error);
  return {
    status: operation.Status === "STARTED" && operation.SubType === "Step" ? "running" : "waiting",
    ...(waiting?.note ? { note: waiting.note } : {}),
    ...(waiting?.suggest ? { suggest: waiting.suggest } : {}),
    ...(waiting?.aside ? { aside: waiting.aside } : {}),
    ...(state?.is === "in-line" ? { turnOf: state.of } : {}),
    ...(trouble ? troubleShown(trouble) : {}),
    ...(nextAt ? { nextAt: fromIso(nextAt) } : {}),
  };
};

/** A turn that has come is no end of its step: that is about to begin. */
const saidBy = (step: AnyShape, operation: StoredOperation): Said => {
  if (operation.Status === "SUCCEEDED") {
    const state = leftBy(operation);
    return state?.is === "in" ? { status: "running" } : settled(step, state as StepOutcome);
  }
  if (operation.Status !== "FAILED") return underWay(operation);
  // A step that fails says so in its outcome; this one ran out of tries without ever finding out.
  const trouble = troubleOf(operation.StepDetails?.Error);
  return { status: "unknown", ...(trouble ? { problem: recordOf(trouble) } : {}) };
};

const timesOf = ({ StartTimestamp: start, EndTimestamp: end }: StoredOperation): Partial<StepView> => ({
  ...(start ? { startedAt: fromIso(start) } : {}),
  ...(end ? { endedAt: fromIso(end) } : {}),
});

/** How the child jobs of a step stand, and what somebody has to do about those that nobody works on any more. */
const itemsOf = ({ shape, name }: AnyShape, record: JobRecord): Partial<StepView> => {
  const children = shape === "each" ? record.children[name] : undefined;
  if (!children) return {};
  const items = itemCountsOf(children);
  const { needPerson = 0 } = items;
  const waitsFor = `${needPerson} of ${items.total} ${needPerson === 1 ? "needs" : "need"} a person`;
  return { items, ...(needPerson > 0 ? { note: waitsFor, suggest: `job list --of ${record.id}` } : {}) };
};

type ByName = ReadonlyMap<string, StoredOperation>;

const viewOf = (step: AnyShape, record: JobRecord, byName: ByName): StepView => {
  const { name } = step;
  const base = { name, title: step.rules.title };
  const operation = byName.get(name) ?? byName.get(turnOf(name));
  if (!operation) return { ...base, status: "pending", attempts: 0, ...itemsOf(step, record) };
  // The protocol counts a try when it has ended.
  const count = Math.max(1, (operation.StepDetails?.Attempt ?? 0) + (operation.Status === "STARTED" ? 1 : 0));
  const requests = requestsOf(operation);
  const isLooking = operation.SubType === "WaitForCondition";
  return {
    ...base,
    ...(isLooking ? { attempts: 1, looks: count } : { attempts: count }),
    ...timesOf(operation),
    ...saidBy(step, operation),
    ...(requests.length === 0 ? {} : { requests }),
    ...itemsOf(step, record),
  };
};

/** What a step that was never begun is: one that may still begin, or that was left out on the way to the job's end. */
const neverBegun = ({ state }: JobRecord, step: AnyShape, before: readonly StepView[], later: boolean): StepStatus => {
  const endedBy = before.find(({ status }) => status === "stopped" || status === "failed")?.status;
  if (!step.always && (state === "cancelled" || endedBy === "stopped")) return "stopped";
  // Those that always run come last, also when others were left out before them.
  return later || isOver(state) || (endedBy && !step.always) ? "skipped" : "pending";
};

/** In a job that nobody works on, a step under way is one of which nobody knows; unless it only looked, and the job is over. */
const leftAlone = (step: AnyShape, record: JobRecord): StepStatus =>
  isOver(record.state) && step.shape !== "step" ? "stopped" : "unknown";

/** Every step of the workflow, run or not, as people see it. */
export const stepViews = (workflow: Workflow, record: JobRecord): StepView[] => {
  const { steps } = workflow;
  const byName: ByName = new Map([...record.operations.values()].map((operation) => [operation.Name ?? "", operation]));
  const views = steps.map((step) => viewOf(step, record, byName));
  const isUnderWay = ({ status }: StepView): boolean => status === "running" || status === "waiting";
  const lastBegun = views.findLastIndex(({ status }) => status !== "pending");
  for (const [at, view] of views.entries()) {
    const step = steps[at] as AnyShape;
    if (view.status === "pending") view.status = neverBegun(record, step, views.slice(0, at), at < lastBegun);
    if (isUnderWay(view) && isAtRest(record.state)) view.status = leftAlone(step, record);
  }
  // The start of a look is not written by itself, so the step after the last one over is the one at work.
  const next = views.find(({ status }) => status === "pending");
  const waitsForPerson = views.some(({ status }) => status === "unknown");
  if (next && record.state === "running" && !waitsForPerson && !views.some(isUnderWay)) next.status = "running";
  return views;
};
