import { stoppedAt } from "../engine/stopped-at.ts";
import { type Actor, hasStopped } from "../job.ts";
import type { JobRecord } from "../store/record.ts";
import type { JobStore } from "../store/store.ts";
import type { Workflow } from "../workflow.ts";
import type { Claims } from "./claims.ts";
import { claimsOf, needsClaims } from "./needs.ts";

/** Takes what a job has to hold before it may begin or go on, so that it never works without. Rejects with "claimed" as `Claims.take` does. */
export interface JobClaims {
  /** Before the job is made. Takes nothing for one that is there already: the same delivery came twice. */
  beforeStart(ask: { jobId: string; workflow: Workflow; input: unknown; by: Actor }): Promise<void>;
  /** Before a job that stopped goes on; `workflow` is undefined for another build's, whose claims only that build knows. */
  beforeRetry(record: JobRecord, workflow: Workflow | undefined): Promise<void>;
}

/** One of many that was stopped goes on when all of them do. */
const goesOn = ({ state, parent }: JobRecord): boolean => hasStopped(state) || (state === "cancelled" && !!parent);

export const createJobClaims = ({
  store,
  claims,
}: {
  store: Pick<JobStore, "get">;
  claims: Claims | undefined;
}): JobClaims => {
  const kept = (workflow: Workflow): Claims => {
    if (!claims) throw new Error(`workflow ${workflow.name} claims things, and nothing here keeps claims`);
    return claims;
  };
  return {
    async beforeStart({ jobId, workflow, input, by }) {
      const needed = claimsOf(workflow, input);
      if (needed.length === 0 || (await store.get(jobId))) return;
      await kept(workflow).take(jobId, needed, by);
    },
    async beforeRetry(record, workflow) {
      if (!workflow || !goesOn(record)) return;
      if (!needsClaims(workflow, record, stoppedAt(record, workflow).forget)) return;
      await kept(workflow).take(record.id, claimsOf(workflow, record.input), record.requester);
    },
  };
};
