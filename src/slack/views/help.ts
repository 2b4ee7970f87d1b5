import type { CommandFacts } from "../../command/facts.ts";
import { helpOf, printHelp } from "../../command/help.ts";
import { slashCommand, usageOf } from "../../command/usage.ts";
import { buttonRow, formButton } from "../blocks/buttons.ts";
import { code, lines, md } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { context, header, section } from "../blocks/text.ts";

/** Everything about one command. */
export const commandHelp = (command: CommandFacts): PrivateAnswer => {
  const help = helpOf(command);
  const args = help.args.map(({ usage, summary }) => md`${code(usage)}  ${summary}`);
  const text = lines(...printHelp(help).map((line) => md`${line}`));
  return privateAnswer("answer-ok", text, [
    header(`${slashCommand} ${help.name}`),
    section(
      lines(
        md`${help.summary}`,
        help.warning === undefined ? undefined : md`*${help.warning}*`,
        help.description === undefined ? undefined : md`${help.description}`,
      ),
    ),
    section(lines(md`*Write*`, code(help.usage), ...args)),
    section(lines(md`*Examples*`, ...help.examples.map((example) => code(example)))),
    context(
      ...(help.form ? [md`A form asks for what you leave out.`] : []),
      ...(help.aliases.length === 0 ? [] : [md`Also: ${help.aliases.join(", ")}`]),
      md`Who: ${help.who}`,
    ),
    ...buttonRow([help.form ? formButton("Open form", help.name) : undefined]),
  ]);
};

const nounOf = (name: string): string => name.split(" ")[0] ?? name;

/** Opening and closing line. */
const otherBlocks = 2;

/** Every command in one line each, together by noun; or those of one noun. */
export const overview = (commands: readonly CommandFacts[], noun?: string): PrivateAnswer => {
  const listed = commands.filter(({ hidden, name }) => !hidden && (noun === undefined || nounOf(name) === noun));
  const nouns = [...new Set(listed.map(({ name }) => nounOf(name)))];
  const line = (command: CommandFacts) => md`${code(`${slashCommand} ${usageOf(command)}`)}  ${command.summary}`;
  const text = lines(
    ...listed.map((command) => md`${slashCommand} ${usageOf(command)}: ${command.summary}`),
    md`More about one: ${slashCommand} help ${listed[0]?.name ?? "help"}`,
  );
  return privateAnswer("answer-ok", text, [
    section(md`*Commands*`),
    ...nouns
      .slice(0, limits.messageBlocks - otherBlocks)
      .map((one) => section(lines(...listed.filter(({ name }) => nounOf(name) === one).map(line)))),
    context(
      md`What is in [brackets] may be left out. More about one: ${code(`${slashCommand} help ${listed[0]?.name ?? "help"}`)}`,
    ),
  ]);
};
