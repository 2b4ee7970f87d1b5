import type { Button, KnownBlock, SectionBlock } from "@slack/types";
import type { CommandFacts } from "../../command/facts.ts";
import { mayAsk } from "../../command/policy.ts";
import { slashCommand, usageOf } from "../../command/usage.ts";
import type { Person } from "../../domain/person.ts";
import { includesRole, type Role } from "../../domain/role.ts";
import { formButton, runButton } from "../blocks/buttons.ts";
import { code, lines, md } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { context, section } from "../blocks/text.ts";

/** Opening, the count of what is left off, and the closing line. */
const otherBlocks = 4;

const buttonFor = (command: CommandFacts): Button | undefined => {
  if (command.form !== undefined) return formButton("Open form", command.name);
  const asksForMore = Object.values(command.args).some(({ required }) => required);
  return command.effect === "reads" && !asksForMore ? runButton("Show", command.name) : undefined;
};

/** Without what this role would only be refused. */
const asSeenBy = (role: Role, command: CommandFacts): CommandFacts => {
  const args = Object.entries(command.args).filter(
    ([, { shownTo }]) => shownTo === undefined || includesRole(role, shownTo),
  );
  return { ...command, args: Object.fromEntries(args) };
};

const entry = (command: CommandFacts): SectionBlock => {
  const accessory = buttonFor(command);
  return {
    ...section(lines(md`*${command.summary}*`, code(`${slashCommand} ${usageOf(command)}`))),
    ...(accessory === undefined ? {} : { accessory }),
  };
};

/** What this person may do, each with a button where one click is enough. */
export const menu = (commands: readonly CommandFacts[], person: Person): PrivateAnswer => {
  const allowed = commands
    .filter((command) => !command.hidden && mayAsk(command.allow, person).ok)
    .map((command) => asSeenBy(person.role, command));
  const shown = allowed.slice(0, limits.messageBlocks - otherBlocks);
  const withheld =
    person.withheld === undefined ? undefined : md`*Held back: ${person.withheld.role}.* ${person.withheld.reason}`;
  const blocks: KnownBlock[] = [
    section(md`Hello ${person.identity.displayName}. You are *${person.role}* here; this is what you can do:`),
    ...shown.map(entry),
    ...(shown.length === allowed.length ? [] : [context(md`${allowed.length - shown.length} more: \`/isb help\``)]),
    ...(withheld === undefined ? [] : [section(withheld)]),
    context(md`What is in [brackets] may be left out. More about one: \`/isb help lease assign\``),
  ];
  const text = lines(
    md`You are ${person.role} here. You can:`,
    ...allowed.map((command) => md`${slashCommand} ${usageOf(command)}: ${command.summary}`),
    withheld,
  );
  return privateAnswer("answer-ok", text, blocks);
};
