import { flag, option } from "../../src/command/arg.ts";
import { page, state } from "../../src/command/arg-kinds.ts";
import { type Command, defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { printCommand } from "../../src/command/usage.ts";
import { jobList as view } from "../../src/slack/views/job-list.ts";

const pageSize = 10;

interface Wanted {
  all?: true;
  state?: string;
}

/** What to do now that there is nothing to see. */
const ifNone = ({ all, state: only }: Wanted): string => {
  if (only) return `Without \`--state ${only}\` the list shows ${all ? "all jobs" : "all of yours"}.`;
  return all
    ? "Nobody has asked for anything yet."
    : "You have asked for nothing yet: `/isb lease assign` gets you a sandbox.";
};

export const jobList: Command = defineCommand({
  name: "job list",
  aliases: ["jobs"],
  summary: "List jobs, those you asked for unless said otherwise",
  examples: ["job list", "job list --all --state failed"],
  effect: "reads",
  allow: needs("user", { others: "manager" }),
  args: {
    all: flag({ summary: "Everybody's", shownTo: "manager" }),
    state: option(state, { summary: "Only those in one state, such as waiting or failed" }),
    page: option(page, { summary: "Which page, from 1" }),
  },
  about: async ({ args }) => ({ facts: { concerns: args.all ? "others" : "self" }, found: undefined }),
  answer: async ({ person: asker, args, context }) => {
    const of = args.all ? {} : { slackId: asker.slack.slackId };
    const shown = await context.jobReads.page({
      ...of,
      ...(args.state === undefined ? {} : { state: args.state }),
      page: args.page ?? 1,
      size: pageSize,
    });
    const whose = args.all ? "All jobs" : "Your jobs";
    return view(
      {
        ...shown,
        title: args.state === undefined ? whose : `${whose}, ${args.state} only`,
        showAsker: args.all === true,
        ifNone: ifNone(args),
        commandFor: (wanted) => printCommand(jobList, { ...args, page: wanted }),
      },
      { timeZone: asker.slack.tz ?? context.timeZone },
    );
  },
});
