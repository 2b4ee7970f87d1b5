import { claimKey } from "../../src/jobs/claims/claim.ts";
import { claimsOf, needsClaims } from "../../src/jobs/claims/needs.ts";
import { recordOf } from "../../src/jobs/store/item.ts";
import type { Item } from "../../src/jobs/table/table.ts";
import type { Workflow } from "../../src/jobs/workflow.ts";

/** What the job has to hold now and does not: nobody may act without. */
export const missingClaims = (
  items: ReadonlyMap<string, Item>,
  workflows: readonly Workflow[],
  job: string,
): readonly string[] => {
  const record = recordOf(items.get(`JOB#${job}`) as Item);
  const workflow = workflows.find(({ name }) => name === record.workflow);
  if (!workflow?.claims || !needsClaims(workflow, record)) return [];
  return claimsOf(workflow, record.input)
    .filter((claim) => items.get(claimKey(claim))?.owner !== job)
    .map(({ id }) => id);
};
