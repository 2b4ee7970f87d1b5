import { leftBy } from "../engine/outcome.ts";
import type { JobRecord, StoredOperation } from "../store/record.ts";
import type { Workflow } from "../workflow.ts";
import type { Claim } from "./claim.ts";

/** What a job of this workflow changes, as its input says; nothing that is known where that is missing from the table. */
export const claimsOf = ({ claims }: Workflow, input: unknown): readonly Claim[] =>
  input === undefined ? [] : (claims?.of(input) ?? []);

const isDone = (operation: StoredOperation): boolean =>
  operation.Status === "SUCCEEDED" && leftBy(operation)?.is === "done";

/**
 * True when the job, if it is not over, still has to hold what it claims: until the step that its workflow names is done.
 * `forgotten`: operations that count as not done.
 */
export const needsClaims = (
  { claims }: Workflow,
  { dryRun, operations }: Pick<JobRecord, "dryRun" | "operations">,
  forgotten: readonly string[] = [],
): boolean => {
  if (!claims || dryRun) return false;
  return ![...operations].some(
    ([id, operation]) => operation.Name === claims.until && !forgotten.includes(id) && isDone(operation),
  );
};
