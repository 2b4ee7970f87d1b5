import type { JobView } from "../../jobs/job.ts";
import type { Content } from "../poster.ts";

/** What a program may read of a job's message: which one it is, of what job, how that stands, and whose request it was. */
export const payloadOf = ({ id, state, requester, origin }: JobView, message: string): Content["payload"] => ({
  key: `${id}#${message}`,
  job: id,
  state,
  by: requester.slackId,
  ...(origin.request ? { request: origin.request } : {}),
});
