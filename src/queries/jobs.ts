import type { JobState, JobView } from "../jobs/job.ts";

/** Where jobs are read; the job layer implements it. Newest first. */
export interface JobRecords {
  get(jobId: string): Promise<JobView | undefined>;
  list(filter: {
    slackId?: string;
    state?: JobState;
    limit: number;
    cursor?: string;
  }): Promise<{ jobs: JobView[]; cursor?: string }>;
}

/** One page of a longer list. */
export interface JobPage {
  jobs: readonly JobView[];
  /** From 1. */
  page: number;
  more: boolean;
}

export interface JobReads {
  get(jobId: string): Promise<JobView | undefined>;
  page(ask: { slackId?: string; state?: JobState; page: number; size: number }): Promise<JobPage>;
}

/** Jobs as pages with numbers, which people can type, over a store that goes on by cursor. */
export const createJobReads = ({ records }: { records: JobRecords }): JobReads => ({
  get: (jobId) => records.get(jobId),
  page: async ({ page, size, ...filter }) => {
    const wanted = page * size + 1;
    const jobs: JobView[] = [];
    let cursor: string | undefined;
    do {
      const part = await records.list({
        ...filter,
        limit: wanted - jobs.length,
        ...(cursor === undefined ? {} : { cursor }),
      });
      jobs.push(...part.jobs);
      cursor = part.cursor;
    } while (cursor !== undefined && jobs.length < wanted);
    return { jobs: jobs.slice((page - 1) * size, page * size), page, more: jobs.length >= wanted };
  },
});
