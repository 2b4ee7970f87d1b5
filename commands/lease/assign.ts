import { option, word } from "../../src/command/arg.ts";
import { person, template, text } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { whomFor } from "../../src/command/named-person.ts";
import { needs } from "../../src/command/policy.ts";
import type { Person } from "../../src/domain/person.ts";
import { isProblem } from "../../src/domain/problem.ts";
import type { Templates } from "../../src/queries/templates.ts";
import { oneLine } from "../../src/slack/blocks/escape.ts";
import { findTemplate } from "../../src/workflows/lease-assign/find-template.ts";
import type { LeaseAssignInput } from "../../src/workflows/lease-assign/input.ts";

const allow = needs("user", { others: "manager" });

export const leaseAssign = defineCommand({
  name: "lease assign",
  aliases: ["assign"],
  summary: "Get a sandbox account from a template",
  description:
    "For yourself, the template's own approval rules hold. A manager who names somebody else approves by doing so.",
  examples: [
    "lease assign empty-sandbox",
    'lease assign data-lab --comment "Trying the new census data"',
    "lease assign council-chatbot --user name@example.gov.uk",
  ],
  effect: "changes",
  allow,
  args: {
    template: word(template, { required: true, summary: "The lease template; `lease templates` lists them" }),
    user: option(person, { summary: "Whom it is for, if not you: an email or a mention", shownTo: "manager" }),
    comment: option(text({ placeholder: "text", maxLength: 900 }), { summary: "Why; approvers read it" }),
  },
  form: { title: "Get a sandbox", submit: "Ask for it" },
  about: async (asked) => {
    const { concerns, who } = await whomFor(allow, asked, asked.args.user);
    const self = concerns === "self";
    const name = await templateName(asked.context.templates, asked.person, asked.args.template, self);
    return { facts: { concerns }, found: { who, self, name } };
  },
  start: async ({ args }, { who, self, name }) => {
    const input: LeaseAssignInput = {
      template: name ?? oneLine(args.template),
      forPerson: who,
      self,
      ...(args.comment === undefined ? {} : { comment: args.comment }),
    };
    // A title is read by everybody in the channel, so it never repeats what somebody typed.
    return { workflow: "lease-assign", title: name === undefined ? "Lease a sandbox" : `Lease ${name}`, input };
  },
});

/**
 * The template's own name, looked for as the job will look: a wrong one is refused here, where only the asker reads the
 * names near it. undefined when ISB could not tell for now; the job waits until it can.
 */
const templateName = async (
  templates: Templates,
  asker: Person,
  typed: string,
  self: boolean,
): Promise<string | undefined> => {
  try {
    const { items } = await (self ? templates.forOneself(asker) : templates.list(asker));
    const found = findTemplate(typed, items);
    if (found.is === "blocked") throw found.problem;
    return found.is === "done" ? found.value.name : undefined;
  } catch (error) {
    if (isProblem(error) && error.retryable) return undefined;
    throw error;
  }
};
