import { words } from "../../src/command/arg.ts";
import { commandWords } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { findCommand } from "../../src/command/find.ts";
import { needs } from "../../src/command/policy.ts";
import { unknownCommandProblem } from "../../src/command/read.ts";
import { visible } from "../../src/command/registry.ts";
import { commandHelp, overview } from "../../src/slack/views/help.ts";

export const help = defineCommand({
  name: "help",
  summary: "List the commands, or explain one",
  examples: ["help", "help lease assign"],
  effect: "reads",
  allow: needs("user"),
  args: { command: words(commandWords, { summary: "The command to explain" }) },
  answer: async ({ args, context: { registry } }) => {
    if (args.command === undefined) return overview(registry.commands);
    const asked = args.command.split(" ");
    const found = findCommand(asked, registry);
    if (found !== undefined && found.length === asked.length) return commandHelp(found.command);
    const isNoun = visible(registry).some(({ name }) => name.startsWith(`${args.command} `));
    if (isNoun) return overview(registry.commands, args.command);
    throw unknownCommandProblem(args.command, registry);
  },
});
