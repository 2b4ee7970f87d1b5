import { flag, option } from "../../src/command/arg.ts";
import { page, person } from "../../src/command/arg-kinds.ts";
import { type Command, defineCommand } from "../../src/command/define.ts";
import { whomFor } from "../../src/command/named-person.ts";
import { needs } from "../../src/command/policy.ts";
import { printCommand } from "../../src/command/usage.ts";
import { Problem } from "../../src/domain/problem.ts";
import { leaseList as view } from "../../src/slack/views/lease-list.ts";

const pageSize = 10;
const allow = needs("user", { others: "manager" });

export const leaseList: Command = defineCommand({
  name: "lease list",
  aliases: ["leases"],
  summary: "List leases, yours unless said otherwise",
  examples: ["lease list", "lease list --all --page 2", "lease list --user name@example.gov.uk"],
  effect: "reads",
  allow,
  args: {
    user: option(person, { summary: "Whose, if not yours: an email or a mention", shownTo: "manager" }),
    all: flag({ summary: "Everybody's", shownTo: "manager" }),
    page: option(page, { summary: "Which page, from 1" }),
  },
  about: async (asked) => {
    const { args } = asked;
    if (args.all && args.user !== undefined) {
      throw new Problem("bad-input", "`--all` and `--user` do not go together.", { next: "Give one of the two." });
    }
    const { concerns, who } = await whomFor(allow, asked, args.user);
    const self = !args.all && concerns === "self";
    return { facts: { concerns: self ? "self" : "others" }, found: { who, self } };
  },
  answer: async ({ person: asker, args, context }, { who, self }) => {
    const { items, incomplete } = await (args.all
      ? context.leases.all(asker)
      : self
        ? context.leases.own(asker)
        : context.leases.of(asker, who.email));
    const shownPage = args.page ?? 1;
    const from = (shownPage - 1) * pageSize;
    return view(
      {
        title: args.all ? "All leases" : self ? "Your leases" : `Leases of ${who.email}`,
        leases: items.slice(from, from + pageSize),
        total: items.length,
        page: shownPage,
        more: items.length > from + pageSize,
        showOwner: args.all === true,
        ...(incomplete === undefined ? {} : { incomplete }),
        commandFor: (wanted) => printCommand(leaseList, { ...args, page: wanted }),
      },
      { timeZone: asker.slack.tz ?? context.timeZone },
    );
  },
});
