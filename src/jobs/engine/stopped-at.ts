import type { Workflow } from "../shapes.ts";
import type { JobRecord } from "../store/record.ts";
import type { StepOutcome } from "./outcome.ts";

/** The operations of the step that a job stopped at and of all after it: what a retry has to do again. */
export const stoppedAt = (record: JobRecord, workflow: Workflow | undefined): string[] => {
  const optional = new Set(workflow?.steps.flatMap((step) => (step.optional ? [step.name] : [])));
  const operations = [...record.operations.values()];
  const first = operations.findIndex(({ Name: name, Status: status, StepDetails: details }) => {
    if (name === undefined || optional.has(name)) return false;
    if (status === "FAILED") return true;
    if (status !== "SUCCEEDED" || details?.Result === undefined) return false;
    return (JSON.parse(details.Result) as StepOutcome).is === "problem";
  });
  return first < 0 ? [] : operations.slice(first).map(({ Id: id }) => id as string);
};
