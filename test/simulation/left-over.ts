import { isOver, type JobState } from "../../src/jobs/job.ts";
import type { Item } from "../../src/jobs/table/table.ts";

/** True of a claim whose job is over, or is not there. */
export const isLeftOver = (items: ReadonlyMap<string, Item>, { owner }: Item): boolean => {
  const job = items.get(`JOB#${owner}`);
  return job === undefined || isOver(job.state as JobState);
};
