import { flag, option, word } from "../../src/command/arg.ts";
import { person, template, text } from "../../src/command/arg-kinds.ts";
import type { CommandContext } from "../../src/command/context.ts";
import { defineCommand } from "../../src/command/define.ts";
import { whomFor } from "../../src/command/named-person.ts";
import { needs } from "../../src/command/policy.ts";
import type { Person } from "../../src/domain/person.ts";
import { isProblem, Problem } from "../../src/domain/problem.ts";
import { includesRole } from "../../src/domain/role.ts";
import { within } from "../../src/domain/within.ts";
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
    "lease assign empty-sandbox --dry-run",
    'lease assign data-lab --comment "Trying the new census data"',
    "lease assign council-chatbot --user name@example.gov.uk",
  ],
  effect: "changes",
  allow,
  args: {
    template: word(template, { required: true, summary: "The lease template; `lease templates` lists them" }),
    user: option(person, { summary: "Whom it is for, if not you: an email or a mention", shownTo: "manager" }),
    comment: option(text({ placeholder: "text", maxLength: 900 }), { summary: "Why; approvers read it" }),
    dryRun: flag({ summary: "Only look: say what would be done, and ask for nothing" }),
  },
  form: { title: "Get a sandbox", submit: "Ask for it" },
  about: async (asked) => {
    const { concerns, who } = await whomFor(allow, asked, asked.args.user);
    const self = concerns === "self";
    const name = await templateName(asked.context, asked.person, asked.args.template, self);
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
    const title = name === undefined ? "Lease a sandbox" : `Lease ${name}`;
    return { workflow: "lease-assign", title, input, ...(args.dryRun ? { dryRun: true } : {}) };
  },
});

/** Longer than this nobody waits for a private answer; the job then finds out, wall-clock milliseconds. */
const tellWithinMs = 4_000;

/** A manager sees PRIVATE templates in the list, but asks for their own lease as a plain user, who may not have them. */
const insistNotForOthersOnly = async (templates: Templates, asker: Person, typed: string): Promise<void> => {
  const found = findTemplate(typed, (await templates.list(asker)).items);
  if (found.is !== "done") return;
  throw new Problem(
    "template-unknown",
    `"${found.value.name}" is PRIVATE: managers give it to others, nobody asks for it.`,
    {
      next: "Name whom it is for with `--user`, or choose another with `/isb lease templates`.",
    },
  );
};

/**
 * The template's own name, looked for as the job will look: a wrong one is refused here, where only the asker reads the
 * names near it. undefined when ISB could not tell for now; the job waits until it can.
 */
const templateName = async (
  { templates, clock }: CommandContext,
  asker: Person,
  typed: string,
  self: boolean,
): Promise<string | undefined> => {
  try {
    const list = await within(clock, tellWithinMs, self ? templates.forOneself(asker) : templates.list(asker));
    if (!list) return undefined;
    const found = findTemplate(typed, list.items);
    if (found.is === "done") return found.value.name;
    if (self && includesRole(asker.role, "manager")) await insistNotForOthersOnly(templates, asker, typed);
    throw found.is === "blocked" ? found.problem : new Error("a template is either found or not");
  } catch (error) {
    if (isProblem(error) && error.retryable) return undefined;
    throw error;
  }
};
