import { nearest } from "../domain/nearest.ts";
import type { Person } from "../domain/person.ts";
import { Problem } from "../domain/problem.ts";
import { includesRole } from "../domain/role.ts";
import type { JobView } from "../jobs/job.ts";
import type { JobReads } from "./jobs.ts";

/** Jobs looked through for one that may have been meant, and how many of them are named. */
const lookedThrough = 100;
const mostNamed = 3;

/** Ids are read aloud and typed on telephones: a beginning will do, in letters of either case. */
const meant = (typed: string, jobs: readonly JobView[]): readonly JobView[] => {
  const begun = jobs.filter(({ id }) => id.startsWith(typed.toLowerCase()));
  if (begun.length > 0) return begun.slice(0, mostNamed);
  const near = nearest(
    typed,
    jobs.map(({ id }) => id),
  );
  return jobs.filter(({ id }) => id === near);
};

const didYouMean = (near: readonly JobView[], command: string): string =>
  near.length === 0
    ? ""
    : `Did you mean ${near.map(({ id, title }) => `\`/isb ${command} ${id}\` (${title})`).join(" or ")}? `;

/**
 * The job that was meant; `command` is what was asked of it, such as "job show". When there is none, the refusal names the nearest
 * of those this person may see. A beginning of an id is never taken for the whole: a longer list of jobs might make it another.
 */
export const findJob = async (jobReads: JobReads, person: Person, typed: string, command: string): Promise<JobView> => {
  const job = await jobReads.get(typed);
  if (job !== undefined) return job;
  const everybodys = includesRole(person.role, "manager");
  const { jobs } = await jobReads.page({
    ...(everybodys ? {} : { slackId: person.slack.slackId }),
    page: 1,
    size: lookedThrough,
  });
  throw new Problem("job-unknown", `There is no job ${typed}.`, {
    next: `${didYouMean(meant(typed, jobs), command)}\`/isb job list\` shows yours. Finished jobs are kept for 90 days.`,
  });
};

/** Whether this person asked for the job. */
export const isAskedBy = ({ requester }: JobView, person: Person): boolean =>
  requester.slackId === person.slack.slackId || requester.identityId === person.identity.id;

const isFor = (input: unknown, identityId: string): boolean =>
  typeof input === "object" &&
  input !== null &&
  "forPerson" in input &&
  typeof input.forPerson === "object" &&
  input.forPerson !== null &&
  "identityId" in input.forPerson &&
  input.forPerson.identityId === identityId;

/** Whether a job is this person's business: they asked for it, or it is done for them. */
export const isConcernedBy = (job: JobView, person: Person): boolean =>
  isAskedBy(job, person) || isFor(job.input, person.identity.id);
