import { shortLeaseName } from "../../domain/lease-key.ts";
import { printUsd } from "../../domain/money.ts";
import { pageButtons } from "../blocks/buttons.ts";
import { lines, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { type Cell, table, tableLines } from "../blocks/table.ts";
import { context, section } from "../blocks/text.ts";
import { type LeaseShown, leaseEndMs, leaseStatusWords } from "./lease-words.ts";
import type { Reader } from "./reader.ts";

export interface LeasePage {
  /** "Your leases", "All leases", "Leases of …". */
  title: string;
  leases: readonly LeaseShown[];
  total: number;
  /** From 1. */
  page: number;
  more: boolean;
  /** Whose each is; left out when they are all the reader's. */
  showOwner: boolean;
  /** What ISB said it left out. */
  incomplete?: string;
  /** The command that shows a page. */
  commandFor: (page: number) => string;
}

const row = (lease: LeaseShown, showOwner: boolean): Cell[] => {
  const end = leaseEndMs(lease);
  return [
    shortLeaseName(lease),
    lease.originalLeaseTemplateName,
    ...(showOwner ? [lease.userEmail] : []),
    leaseStatusWords(lease.status),
    lease.awsAccountId ?? "–",
    end === undefined ? "–" : { at: end },
    `${lease.totalCostAccrued === undefined ? "–" : printUsd(lease.totalCostAccrued)} of ${printUsd(lease.maxSpend)}`,
  ];
};

/** Leases as a table, a page at a time. */
export const leaseList = (list: LeasePage, { timeZone }: Reader): PrivateAnswer => {
  const { title, leases, total, page, showOwner } = list;
  const where = list.more || page > 1 ? `, page ${page}` : "";
  const opening = md`*${title}* (${total}${where})`;
  const warning = list.incomplete === undefined ? undefined : md`The list is not complete: ${list.incomplete}`;
  if (leases.length === 0) {
    const none = total === 0 ? md`There are none.` : md`There is nothing on this page.`;
    return privateAnswer("answer-ok", lines(md`${title}: ${none}`, warning), [
      section(lines(opening, none)),
      ...(warning === undefined ? [] : [context(warning)]),
      ...pageButtons(page, false, list.commandFor),
    ]);
  }
  const rows = leases.map((lease) => row(lease, showOwner));
  const columns = [
    { title: "Lease" },
    { title: "Template" },
    ...(showOwner ? [{ title: "For" }] : []),
    { title: "State" },
    { title: "Account" },
    { title: "Ends" },
    { title: "Spent", align: "right" as const },
  ];
  const { block, left } = table(columns, rows, timeZone);
  const text = lines(
    md`${title} (${total}${where}):`,
    ...tableLines(columns, rows, timeZone).map((line) => md`${line}`),
    warning,
  );
  return privateAnswer("answer-ok", text, [
    section(opening),
    block,
    ...(left === 0 ? [] : [context(md`${left} more did not fit.`)]),
    ...(warning === undefined ? [] : [context(warning)]),
    context(md`More about one: \`/isb lease show ${shortLeaseName(leases[0] as LeaseShown)}\``),
    ...pageButtons(page, list.more, list.commandFor),
  ]);
};
