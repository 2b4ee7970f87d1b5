import { word } from "../../src/command/arg.ts";
import { jobUnderWay } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { cancelJob } from "../../src/queries/job-wishes.ts";
import { findJob, isAskedBy } from "../../src/queries/one-job.ts";
import { cancelling } from "../../src/slack/views/wish-granted.ts";

export const jobCancel = defineCommand({
  name: "job cancel",
  aliases: ["cancel"],
  summary: "Cancel a job at its next safe step",
  description:
    "What is done by then stays done; at its end the job says what stays behind and how to undo it. A cancelled job cannot go on.",
  examples: ["job cancel b7kq2m9xwd"],
  effect: "changes",
  allow: needs("user", { others: "admin" }),
  args: {
    job: word(jobUnderWay, { required: true, summary: "The id that the job's card and `job list` show" }),
  },
  form: { title: "Cancel a job", submit: "Cancel the job" },
  about: async ({ person: asker, args, context }) => {
    const job = await findJob(context.jobReads, asker, args.job, "job cancel");
    return { facts: { concerns: isAskedBy(job, asker) ? "self" : "others" }, found: job };
  },
  answer: async ({ person: { slack, identity }, context: { jobs, clock } }, job) => {
    await cancelJob({ jobs, clock, job, by: { slackId: slack.slackId, name: identity.displayName } });
    return cancelling(job);
  },
});
