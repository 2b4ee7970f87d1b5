import type { Log } from "../../domain/log.ts";
import type { JobRecord } from "../store/record.ts";
import type { Workflow } from "../workflow.ts";
import type { Claims } from "./claims.ts";
import { claimsOf, needsClaims } from "./needs.ts";

/** What a job under way holds, given back as soon as it is not needed. */
export interface Holdings {
  /**
   * Before the job is let go, when all it did is written down: once it is over, somebody may have it go on and hold the same again.
   * `isOver`: for good; parked is not. Never rejects: what could not be given back now is swept later.
   */
  settle(isOver: boolean): Promise<void>;
}

/** `record` as it was claimed by its worker: what was not needed then was given back before. */
export const createHoldings = (
  record: JobRecord,
  workflow: Workflow,
  { claims, log }: { claims: Claims | undefined; log: Log },
): Holdings => {
  const held = needsClaims(workflow, record) ? claimsOf(workflow, record.input) : [];
  return {
    async settle(isOver) {
      if (held.length === 0 || (!isOver && needsClaims(workflow, record))) return;
      await claims
        ?.free(record.id, held)
        .catch((error: unknown) => log.warn({ job: record.id, err: error }, "what a job held is given back later"));
    },
  };
};
