import { claimsOf, needsClaims } from "../claims/needs.ts";
import { isAtRest, isOver, type JobState, type JobView, type StepView } from "../job.ts";
import type { JobRecord } from "../store/record.ts";
import type { Workflow } from "../workflow.ts";
import { leftBy } from "./outcome.ts";
import { remainsOf } from "./remains.ts";
import { stepViews } from "./step-views.ts";

/** True when a wait has said that a person must act. */
export const needsPerson = (record: JobRecord): boolean =>
  [...record.operations.values()].some((operation) => {
    if (operation.Status === "SUCCEEDED" || operation.SubType !== "WaitForCondition") return false;
    const state = leftBy(operation);
    return state?.is === "waiting" && state.needsPerson === true;
  });

/** Changes exactly when people would see a difference; tries and next looks do not count. */
export const progressPrint = (workflow: Workflow, record: JobRecord): string =>
  JSON.stringify(
    stepViews(workflow, record).map(({ name, status, note, problem, turnOf }) => [
      name,
      status,
      note,
      problem?.code,
      turnOf,
    ]),
  );

/** What a job under way is doing, told from its steps: who holds it at this instant is of no interest to people. */
const stateOf = (record: JobRecord, steps: readonly StepView[]): JobState => {
  if (record.state !== "running" && record.state !== "waiting" && record.state !== "needs-approval")
    return record.state;
  if (needsPerson(record)) return "needs-approval";
  return steps.some(({ status }) => status === "waiting") ? "waiting" : "running";
};

/** Told from the job alone, so nothing more has to be read. */
const holdsOf = (record: JobRecord, workflow: Workflow | undefined): readonly string[] =>
  workflow && !isOver(record.state) && needsClaims(workflow, record)
    ? claimsOf(workflow, record.input).map(({ words }) => words)
    : [];

/** The job as people may see it. Without its workflow (another build's) it has no steps to show. */
export const jobView = (record: JobRecord, workflow: Workflow | undefined): JobView => {
  const { id, title, requester, origin, input, createdAt, endedAt, result, problem } = record;
  const steps = workflow ? stepViews(workflow, record) : [];
  const holds = holdsOf(record, workflow);
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
    remains: workflow ? remainsOf(workflow, record, steps) : [],
    ...(holds.length === 0 ? {} : { holds }),
    ...(record.stop ? { stopAsked: record.stop } : {}),
    ...(record.parent ? { parent: { jobId: record.parent.jobId } } : {}),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(result === undefined ? {} : { result }),
    // A job that goes on is not held to what stopped it before.
    ...(problem && isAtRest(record.state) ? { problem } : {}),
  };
};
