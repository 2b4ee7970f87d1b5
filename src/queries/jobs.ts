import type { JobView } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { JobFilter } from "../jobs/store/store.ts";

/** One page of a longer list. */
export interface NumberedPage {
  jobs: readonly JobView[];
  /** From 1. */
  page: number;
  more: boolean;
}

export interface JobReads {
  get(jobId: string): Promise<JobView | undefined>;
  page(ask: Omit<JobFilter, "limit" | "cursor"> & { page: number; size: number }): Promise<NumberedPage>;
}

/** Jobs as pages with numbers, which people can type, over a store that goes on by cursor. */
export const createJobReads = ({ jobs }: { jobs: Pick<Jobs, "get" | "list"> }): JobReads => ({
  get: (jobId) => jobs.get(jobId),
  page: async ({ page, size, ...filter }) => {
    const wanted = page * size + 1;
    const read: JobView[] = [];
    let cursor: string | undefined;
    do {
      const part = await jobs.list({
        ...filter,
        limit: wanted - read.length,
        ...(cursor === undefined ? {} : { cursor }),
      });
      read.push(...part.jobs);
      cursor = part.cursor;
    } while (cursor !== undefined && read.length < wanted);
    return { jobs: read.slice((page - 1) * size, page * size), page, more: read.length >= wanted };
  },
});
