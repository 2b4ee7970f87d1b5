import { printHours } from "../../domain/duration.ts";
import { shortLeaseName } from "../../domain/lease-key.ts";
import { printUsd } from "../../domain/money.ts";
import { buttonRow, formButton, runButton } from "../blocks/buttons.ts";
import { moment, printMoment } from "../blocks/date.ts";
import { code, lines, type Mrkdwn, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { context, fields, section, wordsOf } from "../blocks/text.ts";
import {
  approverWords,
  commentParts,
  type LeaseShown,
  leaseBornMs,
  leaseEndMs,
  leaseStatusWords,
} from "./lease-words.ts";
import type { Reader } from "./reader.ts";

export interface LeaseDetails {
  lease: LeaseShown;
  /** Who can approve it, while it waits; names or emails. */
  approvers?: readonly string[];
  /** The reader is one of them. */
  mayReview?: boolean;
}

type Line = readonly [name: string, value: Mrkdwn, text?: string];

const spent = ({ totalCostAccrued, maxSpend }: LeaseShown): string =>
  `${totalCostAccrued === undefined ? "nothing yet" : printUsd(totalCostAccrued)} of ${printUsd(maxSpend)}`;

const detailsOf = (lease: LeaseShown, timeZone: string): Line[] => {
  const born = leaseBornMs(lease);
  const end = leaseEndMs(lease);
  const at = (name: string, ms: number | undefined): Line[] =>
    ms === undefined ? [] : [[name, moment(ms, timeZone), printMoment(ms, timeZone)]];
  const said = (name: string, value: string | undefined): Line[] =>
    value === undefined ? [] : [[name, md`${value}`, value]];
  return [
    ["State", md`${leaseStatusWords(lease.status)}`, leaseStatusWords(lease.status)],
    ["For", md`${lease.userEmail}`, lease.userEmail],
    ...said("Account", lease.awsAccountId),
    ["Spent", md`${spent(lease)}`, spent(lease)],
    ["Length", md`${printHours(lease.leaseDurationInHours)}`, printHours(lease.leaseDurationInHours)],
    ...at("Asked at", born),
    ...at(lease.endDate === undefined ? "Ends" : "Ended", end),
    ...said("Approved", lease.approvedBy === undefined ? undefined : approverWords(lease.approvedBy)),
    ...said("Asked by", lease.createdBy === lease.userEmail ? undefined : lease.createdBy),
  ];
};

/** One lease with all that is known of it. */
export const leaseShow = (
  { lease, approvers, mayReview = false }: LeaseDetails,
  { timeZone }: Reader,
): PrivateAnswer => {
  const short = shortLeaseName(lease);
  const { words, jobId } = commentParts(lease);
  const details = detailsOf(lease, timeZone);
  const opening = md`*Lease ${code(short)}: ${lease.originalLeaseTemplateName}*`;
  const waiting = lease.status === "PendingApproval";
  const who =
    waiting && approvers !== undefined
      ? md`Can be approved by ${approvers.length === 0 ? "nobody yet: no group of approvers has another member" : approvers.join(", ")}: \`/isb lease review ${short} approve\``
      : undefined;
  const text = lines(
    md`Lease ${short}: ${lease.originalLeaseTemplateName}`,
    ...details.map(([name, , value]) => md`${name}: ${value ?? ""}`),
    words === "" ? undefined : md`Comment: ${words}`,
    who,
  );
  return privateAnswer("answer-ok", text, [
    section(opening),
    ...fields(details.map(([name, value]) => [name, value])),
    ...(words === "" ? [] : [section(md`*Comment*`), wordsOf(words)]),
    ...(who === undefined ? [] : [section(who)]),
    context(md`Whole id ${code(lease.uuid)}`),
    ...buttonRow([
      waiting && mayReview ? formButton("Review", `lease review ${lease.uuid}`) : undefined,
      runButton("Refresh", `lease show ${lease.uuid}`),
      jobId === undefined ? undefined : runButton("Details of its job", `job show ${jobId}`),
    ]),
  ]);
};
