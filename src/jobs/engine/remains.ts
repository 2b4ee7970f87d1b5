import type { StepView } from "../job.ts";
import type { JobRecord } from "../store/record.ts";
import type { Workflow } from "../workflow.ts";
import { operationOf } from "./operation-names.ts";
import { leftBy } from "./outcome.ts";

/** What a cancelled job leaves behind, in the order of its steps: what stays, what nobody knows, what was not cleared away. */
export const remainsOf = (workflow: Workflow, record: JobRecord, views: readonly StepView[]): string[] => {
  if (record.state !== "cancelled") return [];
  const found: Record<string, unknown> = {};
  for (const { name } of workflow.steps) {
    const left = leftBy(operationOf(record, name));
    if (left?.is === "done") found[name] = left.value;
  }
  const undone = workflow.steps.flatMap((step, at) =>
    step.shape === "step" && step.rules.undoes && views[at]?.status === "done" ? [step.rules.undoes] : [],
  );
  return workflow.steps.flatMap((step, at): string[] => {
    const { title } = step.rules;
    const status = views[at]?.status;
    if (status === "unknown") return [`It is not known whether this was done: ${title}.`];
    if (step.always && status !== "done") return [`This was not done: ${title}.`];
    if (status !== "done" || undone.includes(step.name) || step.shape === "each" || !step.rules.stays) return [];
    return [step.rules.stays(found[step.name], { input: record.input, found })];
  });
};
