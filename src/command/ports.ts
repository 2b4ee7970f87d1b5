import type { JobRequest, JobState, JobView, Origin, Requester } from "../jobs/job.ts";

/** What commands ask of the job layer. */
export interface JobsPort {
  /** The same `key` twice starts one job and answers with it: `already` says so. */
  start(
    request: JobRequest & { requester: Requester; origin: Origin; key: string },
  ): Promise<{ jobId: string; already: boolean }>;
  get(jobId: string): Promise<JobView | undefined>;
  /** Newest first. `slackId` keeps the jobs this person asked for; `cursor` goes on where a list stopped. */
  list(filter: {
    slackId?: string;
    state?: JobState;
    limit: number;
    cursor?: string;
  }): Promise<{ jobs: JobView[]; cursor?: string }>;
  /** Says that it is worth looking now rather than at the job's next wake-up. Unknown or finished jobs are left alone. */
  nudge(jobId: string): Promise<void>;
}
