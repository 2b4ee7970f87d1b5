import { word } from "../../src/command/arg.ts";
import { jobStopped } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { retryJob } from "../../src/queries/job-wishes.ts";
import { findJob, isAskedBy } from "../../src/queries/one-job.ts";
import { goingOn } from "../../src/slack/views/wish-granted.ts";

export const jobRetry = defineCommand({
  name: "job retry",
  aliases: ["retry"],
  summary: "Have a failed or stopped job go on from the step it stopped at",
  description:
    "Steps that are done are not done again, and a step whose outcome is not known looks before it acts. What the job does still takes the right of whoever asked for it.",
  examples: ["job retry b7kq2m9xwd"],
  effect: "changes",
  allow: needs("user", { others: "admin" }),
  args: {
    job: word(jobStopped, { required: true, summary: "The id that the job's card and `job list` show" }),
  },
  form: { title: "Retry a job", submit: "Go on" },
  about: async ({ person: asker, args, context }) => {
    const job = await findJob(context.jobReads, asker, args.job, "job retry");
    return { facts: { concerns: isAskedBy(job, asker) ? "self" : "others" }, found: job };
  },
  answer: async ({ person: { slack, identity }, context: { jobs, clock } }, job) => {
    await retryJob({ jobs, clock, job, by: { slackId: slack.slackId, name: identity.displayName } });
    return goingOn(job);
  },
});
