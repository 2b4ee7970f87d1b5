import type { ProblemRecord } from "../../domain/problem.ts";
import { fromIso } from "../../domain/timestamp.ts";
import { isOver, type JobState, type JobView, type StepStatus, type StepView } from "../job.ts";
import type { AnyShape, Workflow } from "../shapes.ts";
import type { JobRecord, StoredOperation } from "../store/record.ts";
import type { StepOutcome, WaitState } from "./outcome.ts";
import { troubleOf } from "./trouble.ts";

const payloadOf = (operation: StoredOperation): WaitState | undefined => {
  const text = operation.StepDetails?.Result;
  return text === undefined ? undefined : (JSON.parse(text) as WaitState);
};

const settled = (step: AnyShape, outcome: StepOutcome): Pick<StepView, "status" | "note" | "decision" | "problem"> => {
  if (outcome.is === "done") {
    const { note, decision } = outcome;
    return { status: "done", ...(note ? { note } : {}), ...(decision ? { decision } : {}) };
  }
  if (step.optional) return { status: "skipped", note: outcome.problem.message };
  return { status: outcome.park ? "unknown" : "failed", problem: outcome.problem };
};

const underWay = (
  operation: StoredOperation,
): Pick<StepView, "status" | "note" | "suggest" | "aside" | "problem" | "nextAt"> => {
  const state = payloadOf(operation);
  const nextAt = operation.StepDetails?.NextAttemptTimestamp;
  const trouble: ProblemRecord | undefined =
    state?.is === "waiting" ? state.trouble : troubleOf(operation.StepDetails?.Error);
  return {
    status: operation.Status === "STARTED" && operation.SubType === "Step" ? "running" : "waiting",
    ...(state?.is === "waiting" && state.note ? { note: state.note } : {}),
    ...(state?.is === "waiting" && state.suggest ? { suggest: state.suggest } : {}),
    ...(state?.is === "waiting" && state.aside ? { aside: state.aside } : {}),
    ...(trouble ? { problem: { code: trouble.code, message: trouble.message, next: trouble.next } } : {}),
    ...(nextAt ? { nextAt: fromIso(nextAt) } : {}),
  };
};

const viewOf = (step: AnyShape, operation: StoredOperation | undefined, beyond: boolean): StepView => {
  const base = { name: step.name, title: step.rules.title };
  if (!operation) return { ...base, status: beyond ? "skipped" : "pending", attempts: 0 };
  const times = {
    startedAt: fromIso(operation.StartTimestamp as string),
    ...(operation.EndTimestamp ? { endedAt: fromIso(operation.EndTimestamp) } : {}),
  };
  // The protocol counts a try when it has ended.
  const count = Math.max(1, (operation.StepDetails?.Attempt ?? 0) + (operation.Status === "STARTED" ? 1 : 0));
  const { attempts, ...looks } = step.shape === "wait" ? { attempts: 1, looks: count } : { attempts: count };
  if (operation.Status === "SUCCEEDED") {
    return { ...base, attempts, ...looks, ...times, ...settled(step, payloadOf(operation) as StepOutcome) };
  }
  if (operation.Status === "FAILED") {
    // A step that fails says so in its outcome; this one ran out of tries without ever finding out.
    const problem = troubleOf(operation.StepDetails?.Error);
    return { ...base, attempts, ...looks, ...times, status: "unknown", ...(problem ? { problem } : {}) };
  }
  return { ...base, attempts, ...looks, ...times, ...underWay(operation) };
};

/** Every step of the workflow, run or not, as people see it. */
export const stepViews = (workflow: Workflow, record: JobRecord): StepView[] => {
  const byName = new Map<string, StoredOperation>();
  for (const operation of record.operations.values()) if (operation.Name) byName.set(operation.Name, operation);
  const last = workflow.steps.findLastIndex(({ name }) => byName.has(name));
  const views = workflow.steps.map((step, index) =>
    viewOf(step, byName.get(step.name), index < last || isOver(record.state)),
  );
  const active: StepStatus[] = ["running", "waiting", "failed", "unknown"];
  const next = views.find(({ status }) => status === "pending");
  // The start of a look is not written by itself, so the step after the last one done is the one at work.
  if (next && record.state === "running" && !views.some(({ status }) => active.includes(status)))
    next.status = "running";
  // Left alone in the middle: what the step under way became, nobody knows.
  if (record.state === "parked") {
    for (const view of views) if (view.status === "running" || view.status === "waiting") view.status = "unknown";
  }
  return views;
};

/** True when a wait has said that a person must act. */
export const needsPerson = (record: JobRecord): boolean =>
  [...record.operations.values()].some((operation) => {
    if (operation.Status === "SUCCEEDED" || operation.SubType !== "WaitForCondition") return false;
    const state = payloadOf(operation);
    return state?.is === "waiting" && state.needsPerson === true;
  });

/** Changes exactly when people would see a difference; tries and next looks do not count. */
export const progressPrint = (workflow: Workflow, record: JobRecord): string =>
  JSON.stringify(
    stepViews(workflow, record).map(({ name, status, note, problem }) => [name, status, note, problem?.code]),
  );

/** What a job under way is doing, told from its steps: who holds it at this instant is of no interest to people. */
const stateOf = (record: JobRecord, steps: readonly StepView[]): JobState => {
  if (record.state !== "running" && record.state !== "waiting" && record.state !== "needs-approval")
    return record.state;
  if (needsPerson(record)) return "needs-approval";
  return steps.some(({ status }) => status === "waiting") ? "waiting" : "running";
};

/** The job as people may see it. Without its workflow (another build's) it has no steps to show. */
export const jobView = (record: JobRecord, workflow: Workflow | undefined): JobView => {
  const { id, title, requester, origin, input, createdAt, endedAt, result, problem } = record;
  const steps = workflow ? stepViews(workflow, record) : [];
  return {
    id,
    workflow: record.workflow,
    title,
    state: stateOf(record, steps),
    requester,
    origin,
    input,
    steps,
    createdAt,
    retries: record.retries,
    dryRun: record.dryRun,
    remains: [],
    ...(record.stop ? { stopAsked: record.stop } : {}),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(result === undefined ? {} : { result }),
    ...(problem ? { problem } : {}),
  };
};
