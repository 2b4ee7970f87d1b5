import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { whoAmI } from "../../src/slack/views/who-am-i.ts";

export const whoami = defineCommand({
  name: "whoami",
  summary: "Show who the bot takes you for and what you may do",
  examples: ["whoami"],
  effect: "reads",
  allow: needs("user"),
  args: {},
  answer: async ({ person: asker }) => whoAmI(asker),
});
