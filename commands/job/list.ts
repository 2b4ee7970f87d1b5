import { flag, option } from "../../src/command/arg.ts";
import { job as jobKind, page, state } from "../../src/command/arg-kinds.ts";
import { type Command, defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { printCommand } from "../../src/command/usage.ts";
import { Problem } from "../../src/domain/problem.ts";
import { findJob, isConcernedBy } from "../../src/queries/one-job.ts";
import { jobList as view } from "../../src/slack/views/job-list.ts";

const pageSize = 10;

/** A job that is made of others. */
type Whole = Awaited<ReturnType<typeof findJob>>;

interface Wanted {
  all?: true;
  state?: string;
}

/** What to do now that there is nothing to see. */
const ifNone = ({ all, state: only }: Wanted, whole: Whole | undefined): string => {
  if (whole)
    return `Job ${whole.id} has none${only ? ` that is ${only}` : " of its own"}: \`/isb job show ${whole.id}\` shows its steps.`;
  if (only) return `Without \`--state ${only}\` the list shows ${all ? "all jobs" : "all of yours"}.`;
  return all
    ? "Nobody has asked for anything yet."
    : "You have asked for nothing yet: `/isb lease assign` gets you a sandbox.";
};

export const jobList: Command = defineCommand({
  name: "job list",
  aliases: ["jobs"],
  summary: "List jobs, those you asked for unless said otherwise",
  examples: ["job list", "job list --all --state failed", "job list --of b7kq2m9xwd --state failed"],
  effect: "reads",
  allow: needs("user", { others: "manager" }),
  args: {
    all: flag({ summary: "Everybody's", shownTo: "manager" }),
    of: option(jobKind, { summary: "The jobs that one large job is made of" }),
    state: option(state, { summary: "Only those in one state, such as waiting or failed" }),
    page: option(page, { summary: "Which page, from 1" }),
  },
  about: async ({ person: asker, args, context }) => {
    if (args.of === undefined) return { facts: { concerns: args.all ? "others" : "self" }, found: undefined };
    if (args.all) throw bothAsked();
    const whole = await findJob(context.jobReads, asker, args.of, "job list --of");
    return { facts: { concerns: isConcernedBy(whole, asker) ? "self" : "others" }, found: whole };
  },
  answer: async ({ person: asker, args, context }, whole: Whole | undefined) => {
    const of = whole ? { parent: whole.id } : args.all ? {} : { slackId: asker.slack.slackId };
    const shown = await context.jobReads.page({
      ...of,
      ...(args.state === undefined ? {} : { state: args.state }),
      page: args.page ?? 1,
      size: pageSize,
    });
    const whose = whole ? `Jobs of ${whole.title}` : args.all ? "All jobs" : "Your jobs";
    return view(
      {
        ...shown,
        title: args.state === undefined ? whose : `${whose}, ${args.state} only`,
        showAsker: args.all === true,
        ifNone: ifNone(args, whole),
        commandFor: (wanted) => printCommand(jobList, { ...args, page: wanted }),
      },
      { timeZone: asker.slack.tz ?? context.timeZone },
    );
  },
});

const bothAsked = (): Problem =>
  new Problem("bad-input", "`--all` and `--of` ask for two different lists.", { next: "Leave one of the two out." });
