import { Problem } from "../domain/problem.ts";
import type { Claims } from "./claims/claims.ts";
import { createJobClaims } from "./claims/job-claims.ts";
import { jobView } from "./engine/progress.ts";
import { stoppedAt } from "./engine/stopped-at.ts";
import type { Actor, JobRequest, JobState, JobView, Origin, Requester } from "./job.ts";
import { jobIdOf } from "./job-id.ts";
import type { WorkflowRegistry } from "./registry.ts";
import type { JobRecord } from "./store/record.ts";
import type { JobFilter, JobStore, StoredFilter } from "./store/store.ts";

export { jobIdOf };

export interface Jobs {
  /** `key` names the delivery that asked: the same one again starts nothing and answers with the first job. Rejects with "claimed" when another job changes the same thing. */
  start(
    ask: JobRequest & { requester: Requester; origin: Origin; key: string },
  ): Promise<{ jobId: string; already: boolean }>;
  get(jobId: string): Promise<JobView | undefined>;
  /** Newest first. */
  list(filter: JobFilter): Promise<{ jobs: JobView[]; cursor?: string }>;
  /** Makes a waiting job look now. Harmless for any other. */
  nudge(jobId: string): Promise<void>;
  /** Asks a job to end at its next safe step; "over": it has ended by itself. */
  cancel(jobId: string, by: Actor): Promise<"asked" | "asked-before" | "over" | "unknown-job">;
  /** Has a failed or parked job go on from the step it stopped at; "not-stopped": it is at work, or ended well, or was cancelled. */
  retry(jobId: string, by: Actor): Promise<"going-on" | "not-stopped" | "unknown-job">;
}

const maybeStarted = (cause: unknown): Problem =>
  new Problem("outcome-unknown", "The table did not answer, so it is not known whether this was started.", {
    next: "Look with `/isb job list` before you ask again.",
    outcome: "unknown",
    cause,
  });

/** While a job is at work the table may have any of these for it: which one people see is told from its steps. */
const atWork: readonly JobState[] = ["running", "waiting", "needs-approval"];
const defaultLimit = 20;

/** The job layer as the rest of the house sees it. `kick` rings the worker of this process. */
export const createJobs = ({
  store,
  workflows,
  claims,
  kick,
}: {
  store: JobStore;
  workflows: WorkflowRegistry;
  /** Absent where no workflow claims anything. */
  claims?: Claims;
  kick: () => void;
}): Jobs => {
  const jobClaims = createJobClaims({ store, claims });
  const view = (record: JobRecord): JobView => jobView(record, workflows.find(record.workflow, record.major));
  return {
    async start({ workflow: name, title, input, dryRun, requester, origin, key }) {
      const workflow = workflows.newest(name);
      const checked = workflow.input.safeParse(input);
      if (!checked.success) {
        throw new Problem("bad-input", `The ${name} job cannot be started with this.`, {
          next: "Ask an operator to look at the log.",
          cause: checked.error,
        });
      }
      const jobId = jobIdOf(key);
      if (!dryRun) await jobClaims.beforeStart({ jobId, workflow, input: checked.data, by: requester });
      const job = {
        id: jobId,
        workflow: name,
        major: workflow.major,
        title,
        input: checked.data,
        ...(dryRun ? { dryRun } : {}),
        requester,
        origin: { ...origin, request: key },
      };
      const created = await store.create(job).catch((cause: unknown) => {
        throw maybeStarted(cause);
      });
      if (created) kick();
      return { jobId, already: !created };
    },
    async get(jobId) {
      const record = await store.get(jobId);
      return record && view(record);
    },
    async list({ state, ...filter }) {
      const page = async (more: StoredFilter) => {
        const { jobs, cursor } = await store.list({ ...filter, ...more });
        return { jobs: jobs.map(view), ...(cursor ? { cursor } : {}) };
      };
      if (state === undefined) return page({});
      if (!atWork.includes(state)) return page({ states: [state] });
      // Which of them it is, only its steps tell.
      const jobs: JobView[] = [];
      const { limit = defaultLimit } = filter;
      let from = filter.cursor;
      do {
        const next = await page({ states: atWork, limit: limit - jobs.length, ...(from ? { cursor: from } : {}) });
        jobs.push(...next.jobs.filter((job) => job.state === state));
        from = next.cursor;
      } while (from && jobs.length < limit);
      return { jobs, ...(from ? { cursor: from } : {}) };
    },
    nudge: (jobId) => store.nudge(jobId),
    cancel: (jobId, by) => store.askToStop(jobId, by),
    async retry(jobId, by) {
      const stopped = await store.get(jobId);
      if (stopped) await jobClaims.beforeRetry(stopped, workflows.find(stopped.workflow, stopped.major));
      const outcome = await store.resume(jobId, by, (record) =>
        stoppedAt(record, workflows.find(record.workflow, record.major)),
      );
      if (outcome === "going-on") kick();
      return outcome;
    },
  };
};
