import { word } from "../../src/command/arg.ts";
import { lease as leaseKind } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { includesRole } from "../../src/domain/role.ts";
import { insistOnOneLease } from "../../src/queries/one-lease.ts";
import { isEmailOf } from "../../src/queries/people.ts";
import { leaseShow as view } from "../../src/slack/views/lease-show.ts";

export const leaseShow = defineCommand({
  name: "lease show",
  summary: "Show everything about one lease",
  examples: ["lease show 1a2b3c4d"],
  effect: "reads",
  allow: needs("user", { others: "manager" }),
  args: {
    lease: word(leaseKind, { required: true, summary: "The 8 characters that `lease list` shows, or the whole id" }),
  },
  about: async ({ person: asker, args, context }) => {
    const lease = insistOnOneLease(await context.leases.find(asker, args.lease), args.lease);
    return { facts: { concerns: isEmailOf(lease.userEmail, asker) ? "self" : "others" }, found: lease };
  },
  answer: async ({ person: asker, context }, lease) => {
    const waits = lease.status === "PendingApproval";
    const approvers = waits ? await context.approvers.besides(lease.userEmail) : undefined;
    const mayReview = includesRole(asker.role, "manager") && !isEmailOf(lease.userEmail, asker);
    return view(
      { lease, mayReview, ...(approvers === undefined ? {} : { approvers: approvers.map(({ name }) => name) }) },
      { timeZone: asker.slack.tz ?? context.timeZone },
    );
  },
});
