import { option, word } from "../../src/command/arg.ts";
import { person, template, text } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import type { PersonRef } from "../../src/command/person-ref.ts";
import { needs } from "../../src/command/policy.ts";
import type { Person } from "../../src/domain/person.ts";
import { includesRole } from "../../src/domain/role.ts";
import { asSelf, isEmailOf } from "../../src/queries/people.ts";
import type { LeaseAssignInput } from "../../src/workflows/lease-assign/input.ts";

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
  allow: needs("user", { others: "manager" }),
  args: {
    template: word(template, { required: true, summary: "The lease template; `lease templates` lists them" }),
    user: option(person, { summary: "Whom it is for, if not you: an email or a mention", shownTo: "manager" }),
    comment: option(text({ placeholder: "text", maxLength: 900 }), { summary: "Why; approvers read it" }),
  },
  form: { title: "Get a sandbox", submit: "Ask for it" },
  about: async ({ person: asker, args, context }) => {
    // Whom nobody may assign to, nobody is told about: not even whether they exist.
    if (args.user !== undefined && !includesRole(asker.role, "manager") && !isAsker(args.user, asker)) {
      return { facts: { concerns: "others" }, found: asSelf(asker) };
    }
    const forPerson = args.user === undefined ? asSelf(asker) : await context.people.resolve(args.user);
    const self = forPerson.identityId === asker.identity.id;
    return { facts: { concerns: self ? "self" : "others" }, found: self ? asSelf(asker) : forPerson };
  },
  start: async ({ person: asker, args }, forPerson) => {
    const input: LeaseAssignInput = {
      template: args.template,
      forPerson,
      self: forPerson.identityId === asker.identity.id,
      ...(args.comment === undefined ? {} : { comment: args.comment }),
    };
    return { workflow: "lease-assign", title: `Lease ${args.template}`, input };
  },
});

const isAsker = (ref: PersonRef, asker: Person): boolean =>
  "slackId" in ref ? ref.slackId === asker.slack.slackId : isEmailOf(ref.email, asker);
