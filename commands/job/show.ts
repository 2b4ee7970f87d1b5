import { word } from "../../src/command/arg.ts";
import { job as jobKind } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { includesRole } from "../../src/domain/role.ts";
import { findJob, isAskedBy, isConcernedBy } from "../../src/queries/one-job.ts";
import { jobShow as view } from "../../src/slack/views/job-show.ts";

export const jobShow = defineCommand({
  name: "job show",
  summary: "Show a job step by step",
  examples: ["job show b7kq2m9xwd"],
  effect: "reads",
  allow: needs("user", { others: "manager" }),
  args: {
    job: word(jobKind, { required: true, summary: "The id that the job's card and `job list` show" }),
  },
  about: async ({ person: asker, args, context }) => {
    const job = await findJob(context.jobReads, asker, args.job, "job show");
    return { facts: { concerns: isConcernedBy(job, asker) ? "self" : "others" }, found: job };
  },
  answer: async ({ person: asker, context }, job) => {
    const mayChange = isAskedBy(job, asker) || includesRole(asker.role, "admin");
    return view({ job, mayChange }, { timeZone: asker.slack.tz ?? context.timeZone });
  },
});
