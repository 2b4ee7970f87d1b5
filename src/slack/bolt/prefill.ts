import type { CommandFacts } from "../../command/facts.ts";
import { insist, mustBe } from "../../command/policy.ts";
import { optionName, slashCommand } from "../../command/usage.ts";
import type { Person } from "../../domain/person.ts";
import { Problem } from "../../domain/problem.ts";
import { limits } from "../blocks/limits.ts";

/**
 * What was typed before a form opened, as its fields can hold it: a mention becomes the email behind it. Throws a Problem for
 * what cannot stand in the form, because a field left empty in silence would make another request of it: for oneself, say.
 */
export const prefill = async ({
  command,
  known,
  person,
  emailOf,
}: {
  command: CommandFacts;
  known: Readonly<Record<string, unknown>>;
  person: Person;
  emailOf: (slackId: string) => Promise<string>;
}): Promise<Record<string, unknown>> => {
  const filled: Record<string, unknown> = {};
  for (const [name, arg] of Object.entries(command.args)) {
    if (known[name] === undefined) continue;
    const label = arg.place === "word" ? `\`${name}\`` : `\`--${optionName(name)}\``;
    if (arg.shownTo !== undefined) insist(mustBe(person, arg.shownTo, label));
    const { text, slackId } = arg.kind.print(known[name]);
    const written = slackId === undefined ? text : await emailOf(slackId);
    if (arg.kind.field.type === "pick" && written.length > limits.optionValue) throw tooLong(label, command.name);
    const read = arg.kind.read({ text: written });
    if (!read.ok)
      throw new Problem("bad-input", `What was given for ${label} is not ${read.expected}.`, asIs(command.name));
    filled[name] = read.value;
  }
  return filled;
};

const asIs = (command: string) => ({
  next: `Type the command whole instead: \`${slashCommand} help ${command}\` shows how.`,
});

const tooLong = (label: string, command: string): Problem =>
  new Problem(
    "bad-input",
    `What was given for ${label} is too long for the form: a choice has ${limits.optionValue} characters at most.`,
    asIs(command),
  );
