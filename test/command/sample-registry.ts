import type { Answer } from "../../src/command/answer.ts";
import { flag, option, word, words } from "../../src/command/arg.ts";
import { choice, commandWords, lease, page, person, template, text } from "../../src/command/arg-kinds.ts";
import { defineCommand } from "../../src/command/define.ts";
import { needs } from "../../src/command/policy.ts";
import { createRegistry } from "../../src/command/registry.ts";

const answered = async (): Promise<Answer> => ({ text: "done", blocks: [] });

/** One command of each shape, so that the engine's tests do not move with the product's commands. */
export const sample = createRegistry([
  defineCommand({
    name: "lease assign",
    aliases: ["assign"],
    summary: "Get a sandbox",
    examples: ["lease assign empty-sandbox"],
    effect: "changes",
    allow: needs("user", { others: "manager" }),
    args: {
      template: word(template, { required: true, summary: "The template" }),
      user: option(person, { summary: "Whom for" }),
      comment: option(text({ placeholder: "text", maxLength: 200 }), { summary: "Why" }),
    },
    form: { title: "Get a sandbox", submit: "Get it" },
    start: async ({ args }) => ({ workflow: "lease-assign", title: `Lease ${args.template}`, input: args }),
  }),
  defineCommand({
    name: "lease list",
    summary: "List leases",
    examples: ["lease list"],
    effect: "reads",
    allow: needs("user"),
    args: {
      all: flag({ summary: "Everybody's" }),
      page: option(page, { summary: "Page" }),
    },
    answer: answered,
  }),
  defineCommand({
    name: "lease review",
    summary: "Decide",
    examples: ["lease review 1a2b3c4d approve"],
    effect: "changes",
    allow: needs("manager", { never: "own-request" }),
    args: {
      lease: word(lease, { required: true, summary: "The lease" }),
      decision: word(choice(["approve", "deny"]), { required: true, summary: "Approve or deny" }),
    },
    answer: answered,
  }),
  defineCommand({
    name: "help",
    summary: "Explain",
    examples: ["help"],
    effect: "reads",
    allow: needs("user"),
    args: { command: words(commandWords, { summary: "The command" }) },
    answer: answered,
  }),
]);
