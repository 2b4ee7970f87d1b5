import { flag, option } from "../../src/command/arg.ts";
import { page, state } from "../../src/command/arg-kinds.ts";
import { type Command, defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { printCommand } from "../../src/command/usage.ts";
import { jobList as view } from "../../src/slack/views/job-list.ts";

const pageSize = 10;

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
    const {
      jobs,
      page: shownPage,
      more,
    } = await context.jobReads.page({
      ...(args.all ? {} : { slackId: asker.slack.slackId }),
      ...(args.state === undefined ? {} : { state: args.state }),
      page: args.page ?? 1,
      size: pageSize,
    });
    const which = args.state === undefined ? "" : `, ${args.state} only`;
    return view(
      {
        title: `${args.all ? "All jobs" : "Your jobs"}${which}`,
        jobs,
        page: shownPage,
        more,
        showAsker: args.all === true,
        commandFor: (wanted) => printCommand(jobList, { ...args, page: wanted }),
      },
      { timeZone: asker.slack.tz ?? context.timeZone },
    );
  },
});
