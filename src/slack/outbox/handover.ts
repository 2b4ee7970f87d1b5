import type { KnownBlock, RichTextBlock } from "@slack/types";
import type { Handover } from "../../domain/handover.ts";
import { printUsd } from "../../domain/money.ts";
import { fromIso } from "../../domain/timestamp.ts";
import type { JobView } from "../../jobs/job.ts";
import { moment } from "../blocks/date.ts";
import { link, type Mrkdwn, md } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { markup, section } from "../blocks/text.ts";
import type { Content } from "../poster.ts";
import type { MessageKey } from "./desired.ts";
import { payloadOf } from "./payload.ts";

const field = (name: string, value: Mrkdwn | string) => markup(md`*${name}*\n${value}`, limits.fieldText);

/** Made of ids and addresses out of the configuration and ISB, none of which can hold a line of its own or a backtick. */
const codeBlock = (text: string): RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
});

/** Slack's metadata takes flat objects only, of a few kilobytes (docs.slack.dev/messaging/message-metadata). */
const forMachines = ({ kind: _, holder, ...facts }: Handover): { result?: Record<string, string | number> } => {
  const result = { ...facts, userEmail: holder.email };
  return Buffer.byteLength(JSON.stringify(result)) > longestFactsBytes ? {} : { result };
};
const longestFactsBytes = 6_000;

/** What a leaseholder gets, privately: how to enter, until when, for how much. */
export const handoverContent = (job: JobView, key: MessageKey, handover: Handover, timeZone: string): Content => {
  const { template, accountId, leaseId, status, expiresAt, budgetUsd, consoleUrl, awsConfig, caution } = handover;
  const ends = expiresAt ? moment(fromIso(expiresAt), timeZone) : md`no end date`;
  const budget = printUsd(budgetUsd);
  const blocks: KnownBlock[] = [
    { ...section(md`Your sandbox *${template}* is ready.`), block_id: `handover-${job.id}` },
    {
      type: "section",
      fields: [
        field("Account", accountId),
        field("Lease", `${leaseId} (${status})`),
        field("Ends", ends),
        field("Budget", budget),
      ],
    },
    section(link(consoleUrl, "Open the AWS console")),
    ...(caution ? [section(md`${caution}`)] : []),
    section(md`For the command line, add this to \`~/.aws/config\`:`),
    codeBlock(awsConfig),
  ];
  return {
    text: md`Your sandbox ${template} is ready: account ${accountId}, ends ${ends}, budget ${budget}. ${link(consoleUrl, "Open the AWS console")}`
      .mrkdwn,
    blocks,
    payload: { ...payloadOf(job, key), ...forMachines(handover) },
  };
};
