import type { Person } from "../domain/person.ts";
import { Problem } from "../domain/problem.ts";
import type { JobView } from "../jobs/job.ts";

/** The job that was meant, or the refusal that says there is none. */
export const insistOnJob = (job: JobView | undefined, jobId: string): JobView => {
  if (job !== undefined) return job;
  throw new Problem("job-unknown", `There is no job ${jobId}.`, {
    next: "`/isb job list` shows yours. Finished jobs are kept for 90 days.",
  });
};

const isFor = (input: unknown, identityId: string): boolean =>
  typeof input === "object" &&
  input !== null &&
  "forPerson" in input &&
  typeof input.forPerson === "object" &&
  input.forPerson !== null &&
  "identityId" in input.forPerson &&
  input.forPerson.identityId === identityId;

/** Whether a job is this person's business: they asked for it, or it is done for them. */
export const isConcernedBy = ({ requester, input }: JobView, person: Person): boolean =>
  requester.slackId === person.slack.slackId ||
  requester.identityId === person.identity.id ||
  isFor(input, person.identity.id);
