import { claimKey } from "../../src/jobs/claims/claim.ts";
import { claimsOf, needsClaims } from "../../src/jobs/claims/needs.ts";
import { isOver } from "../../src/jobs/job.ts";
import { recordOf } from "../../src/jobs/store/item.ts";
import type { Item } from "../../src/jobs/table/table.ts";
import type { Workflow } from "../../src/jobs/workflow.ts";
import type { Promises } from "./broken-promise.ts";
import type { Look } from "./watched-table.ts";

/** Whoever works holds what it claims: looked at with each write of a worker. */
export const createClaimRules =
  ({
    promises: { insist },
    items,
    workflows,
  }: {
    promises: Promises;
    items: () => ReadonlyMap<string, Item>;
    workflows: readonly Workflow[];
  }): Look =>
  ({ pk, before, after }) => {
    const workflow = workflows.find(({ name }) => name === after?.workflow);
    if (!workflow?.claims || !before || !after || before.seq === after.seq) return;
    const record = recordOf(after);
    if (isOver(record.state) || !needsClaims(workflow, record)) return;
    for (const claim of claimsOf(workflow, record.input)) {
      const owner = items().get(claimKey(claim))?.owner;
      insist(owner === record.id, () => `${pk} works on ${claim.id}, which ${owner ?? "nobody"} holds`);
    }
  };
