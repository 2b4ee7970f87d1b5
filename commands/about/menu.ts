import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { menu as view } from "../../src/slack/views/menu.ts";

/** What the slash command alone answers with. */
export const menu = defineCommand({
  name: "menu",
  summary: "Show what you can do here",
  examples: [],
  effect: "reads",
  allow: needs("user"),
  hidden: true,
  args: {},
  answer: async ({ person: asker, context }) => view(context.registry.commands, asker),
});
