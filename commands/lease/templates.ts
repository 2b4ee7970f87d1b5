import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { templateList } from "../../src/slack/views/template-list.ts";

export const leaseTemplates = defineCommand({
  name: "lease templates",
  aliases: ["templates"],
  summary: "List the templates you can get a sandbox from",
  examples: ["lease templates"],
  effect: "reads",
  allow: needs("user"),
  args: {},
  answer: async ({ person: asker, context }) => {
    const { items, incomplete } = await context.templates.list(asker);
    return templateList(
      { templates: items, ...(incomplete === undefined ? {} : { incomplete }) },
      { timeZone: asker.slack.tz ?? context.timeZone },
    );
  },
});
