import { printHours } from "../../domain/duration.ts";
import { printUsd } from "../../domain/money.ts";
import { buttonRow, formButton, runButton } from "../blocks/buttons.ts";
import { lines, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { type Cell, table, tableLines } from "../blocks/table.ts";
import { context, section } from "../blocks/text.ts";
import type { Reader } from "./reader.ts";

/** What views show of a lease template (ISB v1.2.14's names). */
export interface TemplateShown {
  uuid: string;
  name: string;
  requiresApproval: boolean;
  visibility: string;
  maxSpend?: number;
  leaseDurationInHours?: number;
  blueprintName?: string;
}

export const approvalWords = ({ requiresApproval }: TemplateShown): string =>
  requiresApproval ? "needs approval" : "no approval needed";

const row = (template: TemplateShown): Cell[] => [
  template.name,
  printUsd(template.maxSpend),
  printHours(template.leaseDurationInHours),
  approvalWords(template),
  template.blueprintName ?? "empty account",
  template.visibility === "PRIVATE" ? "managers only" : "everybody",
];

const columns = [
  { title: "Template" },
  { title: "Budget", align: "right" as const },
  { title: "Length" },
  { title: "Approval" },
  { title: "What is in it" },
  { title: "Who can ask" },
];

/** The templates this reader may ask for. */
export const templateList = (
  { templates, incomplete }: { templates: readonly TemplateShown[]; incomplete?: string },
  { timeZone }: Reader,
): PrivateAnswer => {
  const warning = incomplete === undefined ? undefined : md`The list is not complete: ${incomplete}`;
  const refresh = runButton("Refresh", "lease templates");
  if (templates.length === 0) {
    const none = md`There are no lease templates you can ask for.`;
    return privateAnswer("answer-ok", lines(none, warning), [
      section(none),
      ...(warning === undefined ? [] : [context(warning)]),
      ...buttonRow([refresh]),
    ]);
  }
  const rows = templates.map(row);
  const { block, left } = table(columns, rows, timeZone);
  const text = lines(
    md`Lease templates (${templates.length}):`,
    ...tableLines(columns, rows, timeZone).map((line) => md`${line}`),
    warning,
  );
  return privateAnswer("answer-ok", text, [
    section(md`*Lease templates* (${templates.length})`),
    block,
    ...(left === 0 ? [] : [context(md`${left} more did not fit.`)]),
    ...(warning === undefined ? [] : [context(warning)]),
    context(md`Get one: \`/isb lease assign <template>\``),
    ...buttonRow([formButton("Get a sandbox", "lease assign"), refresh]),
  ]);
};
