import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import "../../../sim/slack/content.ts";
import "../../../sim/slack/validate/chunks.ts";
import "../../../sim/slack/validate/views.ts";
import { rules } from "../../../sim/slack/validate/rule-table.ts";
import type { Rule } from "../../../sim/slack/validate/rules/rule.ts";

/** Where the list of rules is kept. */
export const rulesFile = fileURLToPath(new URL("../../../docs/slack-rules.md", import.meta.url));

/** What the real Slack also looks at, and the estate does not. */
const missing = [
  "Pictures and videos are not fetched: Slack refuses a message whose `image_url` it cannot download.",
  "`video` needs the scope `links.embed:write` and a domain among the app's unfurl domains; neither is asked for.",
  "Addresses are only measured, not read; `video` alone must be HTTPS.",
  "Ids of people, channels and files inside blocks may be anything.",
  "Characters are counted as JavaScript counts them: an emoji may be two.",
  "`email_text_input`, `number_input` and `url_text_input` stand everywhere here: their pages say modals only, the page of `input` does not.",
  "Which blocks a `container` may hold differs between the page and the validator; the page's list is taken.",
  "The wording is Slack's where a public thread or its schema engine shows it. For agreements between fields it is ours.",
  "The payloads of Work Objects, workflow steps and unfurls are not judged.",
];

/** The list of all rules, by the page they come from. */
export function rulesDocument(): string {
  const all = [...rules().values()];
  const bySource = Map.groupBy(all, ({ source }) => source);
  return `# What the estate's Slack refuses

${all.length} rules, each with where it is written. They are read off the schemas and tables in \`sim/slack/validate/\`;
\`test/sim-slack/rules/\` holds each of them with a call that passes and one that does not, over the wire too.
Written by \`node test/sim-slack/rules/document.ts\`.

Blocks are refused with \`invalid_blocks\`, attachments with \`invalid_attachments\`, chunks of a stream with
\`invalid_chunks\`, views with \`invalid_arguments\`, unless the rule names another code.

## Not looked at

${missing.map((line) => `- ${line}`).join("\n")}
${[...bySource].map(([source, held]) => section(source, held)).join("")}`;
}

function section(source: string, held: readonly Rule[]): string {
  const [last = source] = source.replace(/\/$/, "").split("/").slice(-1);
  const title = /^\d+$/.test(last) ? source.split("/").slice(3).join(" ") : last.replaceAll("-", " ");
  const lines = held.map(
    ({ id, says, error }) =>
      `| \`${id}\` | ${says.replaceAll("|", "\\|")}${error === undefined ? "" : ` (\`${error}\`)`} |`,
  );
  return `\n## ${title}\n\n<${source}>\n\n| rule | says |\n| --- | --- |\n${lines.join("\n")}\n`;
}

if (import.meta.main) writeFileSync(rulesFile, rulesDocument());
