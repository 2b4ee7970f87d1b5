import type { JobRecord } from "../../src/jobs/store/record.ts";
import type { Faults } from "./faults.ts";
import type { Fleet } from "./fleet.ts";
import type { WorkflowPlan } from "./plan.ts";
import type { Stage } from "./stage.ts";

/** Why this ending cannot be: undefined when what went wrong in the run explains it. */
export const explains = (
  { stage, faults, fleet }: { stage: Stage; faults: Faults; fleet: Fleet },
  record: JobRecord,
  plan: WorkflowPlan,
): string | undefined => {
  const { problem, state, id } = record;
  const said = stage.outside.said(id);
  if (record.dryRun && state === "succeeded") return undefined;
  const isMany = plan.steps.some(({ is }) => is === "each");
  const table = Object.entries(faults.table).some(([name, rate]) => name !== "staleMs" && rate > 0);
  const mayLosePlace = table || fleet.deaths > 0 || faults.process.freezes > 0 || faults.process.drains > 0;
  switch (state) {
    case "succeeded":
      return plan.steps.some((step) => step.is === "wait" && !step.optional && step.comes.is === "never")
        ? "it waited for what never came"
        : undefined;
    case "cancelled":
      return record.stop || record.parent ? undefined : "nobody wanted that";
    case "partly":
      return isMany ? undefined : "it has no parts";
    case "failed": {
      const code = problem?.code ?? "unexpected";
      if (code === "approval-timeout") return undefined;
      if (code === "unexpected") return table ? undefined : "nothing unexpected happened";
      if (isMany || (record.parent && code === "claimed")) return undefined;
      return said.codes.has(code) ? undefined : `the outside never said ${code}`;
    }
    case "parked": {
      const code = problem?.code ?? "unexpected";
      if (problem?.message.startsWith("This job stopped its worker"))
        return mayLosePlace ? undefined : "no worker stopped";
      if (said.doubts > 0 || isMany) return undefined;
      if (code === "step-interrupted" || code === "gave-up") return mayLosePlace ? undefined : "no try was in doubt";
      if (said.codes.has(code)) return undefined;
      return "nothing was in doubt";
    }
    default:
      return "it is not over";
  }
};
