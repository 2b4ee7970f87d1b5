import { word } from "../../src/command/arg.ts";
import { choice, leaseRequest } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { jobInComments } from "../../src/domain/job-mark.ts";
import { insistOnOneLease } from "../../src/queries/one-lease.ts";
import { isEmailOf } from "../../src/queries/people.ts";
import { reviewLease } from "../../src/queries/review-lease.ts";
import { reviewed } from "../../src/slack/views/reviewed.ts";

export const leaseReview = defineCommand({
  name: "lease review",
  aliases: ["review"],
  summary: "Approve or deny a request for a sandbox",
  description: "Nobody decides on a request of their own, whether they made it or it is for them.",
  examples: ["lease review 1a2b3c4d approve", "lease review 1a2b3c4d deny"],
  effect: "changes",
  allow: needs("manager", { never: "own-request" }),
  args: {
    lease: word(leaseRequest, {
      required: true,
      summary: "The request: the 8 characters that `lease list --all` shows",
    }),
    decision: word(choice(["approve", "deny"]), { required: true, summary: "approve or deny" }),
  },
  form: { title: "Review a request", submit: "Decide" },
  about: async ({ person: asker, args, context }) => {
    const lease = insistOnOneLease(await context.leases.find(asker, args.lease), args.lease);
    const jobId = jobInComments(lease.comments);
    const job = jobId === undefined ? undefined : await context.jobs.get(jobId);
    const ownRequest =
      isEmailOf(lease.userEmail, asker) ||
      (lease.createdBy !== undefined && isEmailOf(lease.createdBy, asker)) ||
      job?.requester.identityId === asker.identity.id ||
      job?.requester.slackId === asker.slack.slackId;
    return { facts: { ownRequest }, found: { lease, jobId } };
  },
  answer: async ({ person: asker, args, context }, { lease, jobId }) => {
    const outcome = await reviewLease({ leases: context.leases, person: asker, lease, decision: args.decision });
    if (jobId !== undefined) {
      // The job looks by itself before long; waking it only saves the wait.
      await context.jobs.nudge(jobId).catch((error: unknown) => {
        context.log.warn({ jobId, err: error }, "job not woken after a review");
      });
    }
    return reviewed({ lease, decision: args.decision, ...outcome });
  },
});
