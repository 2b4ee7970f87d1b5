import type { CommandFacts } from "../facts.ts";
import { helpOf } from "../help.ts";
import type { Policy } from "../policy.ts";
import { type Registry, visible } from "../registry.ts";
import type { Markers } from "./between-markers.ts";

export const readmeMarkers: Markers = { start: "<!-- commands:start -->", end: "<!-- commands:end -->" };

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |\n`;
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  row(head) + row(head.map(() => "---")) + rows.map(row).join("");

const written = "<!-- Written by `npm run generate`; do not edit. -->\n\n";

const whoCell = ({ role, others }: Policy): string => (others === undefined ? role : `${role}; ${others} for others`);

/** One line per command, for the README. */
export const readmeTable = (registry: Registry): string =>
  tableOf(
    ["Command", "What it does", "Who"],
    visible(registry).map((command) => [`\`${helpOf(command).usage}\``, command.summary, whoCell(command.allow)]),
  );

const chapter = (command: CommandFacts): string => {
  const help = helpOf(command);
  const paragraphs = [
    `## ${help.name}`,
    `\`${help.usage}\``,
    `${help.summary}.${help.description === undefined ? "" : ` ${help.description}`}`,
    ...(help.warning === undefined ? [] : [`**${help.warning}**`]),
    ...(help.args.length === 0
      ? []
      : [
          tableOf(
            ["Argument", "What it is"],
            help.args.map(({ usage, summary }) => [`\`${usage}\``, summary]),
          ).trimEnd(),
        ]),
    ...(help.form ? ["A form asks for what you leave out."] : []),
    ...(help.examples.length === 0 ? [] : [`\`\`\`text\n${help.examples.join("\n")}\n\`\`\``]),
    ...(help.aliases.length === 0 ? [] : [`Also: ${help.aliases.map((alias) => `\`${alias}\``).join(", ")}.`]),
    `Who: ${help.who}.`,
  ];
  return `${paragraphs.join("\n\n")}\n`;
};

/** docs/commands.md: everything help says. */
export const commandsDocument = (registry: Registry): string =>
  `${written}# Commands\n\nWhat is in [brackets] may be left out.\n\n${visible(registry).map(chapter).join("\n")}`;

const never = { "own-request": "on a request of one's own, whether one made it or it is for oneself" } as const;

const effects = { reads: "reads", changes: "changes", irreversible: "cannot be undone" } as const;

/** docs/permissions.md: every policy as the decision reads it. */
export const permissionsDocument = (registry: Registry): string =>
  `${written}# Who may do what

Everything a row does not allow is refused. People of other workspaces, guests, deactivated people and bots are refused before anything is looked up.
The role comes from Identity Center groups. A matching email gives \`user\` at most; \`manager\` and \`admin\` need a configured link between the Slack account and the Identity Center user.
For whatever changes something, the groups are read afresh.

${tableOf(
  ["Command", "Effect", "For oneself", "For or about others", "Never"],
  visible(registry).map(({ name, effect, allow }) => [
    name,
    effects[effect],
    allow.never === "own-request" ? "nobody" : allow.role,
    allow.others ?? allow.role,
    allow.never === undefined ? "" : never[allow.never],
  ]),
)}`;
