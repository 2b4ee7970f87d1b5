import type { TableBlock } from "@slack/types";
import { isOver, type JobView } from "../../jobs/job.ts";
import { buttonRow, runButton } from "../blocks/buttons.ts";
import { moment, printMoment } from "../blocks/date.ts";
import { code, lines, type Mrkdwn, md } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { table, tableLines } from "../blocks/table.ts";
import { context, fields, section } from "../blocks/text.ts";
import { failuresIn } from "./item-words.ts";
import { jobFacts, problemLines, remainsLines } from "./job-facts.ts";
import { type AtMs, requestLine, sectionsOf, stepLines } from "./job-steps.ts";
import { canBeCancelled, canGoOn, jobStateWords, jobTitle } from "./job-words.ts";
import type { Reader } from "./reader.ts";
import { cancelButton, retryButton } from "./wish-buttons.ts";

export interface JobDetails {
  job: JobView;
  /** The reader may cancel it or have it go on. */
  mayChange: boolean;
}

const mostFailures = 20;
const failureColumns = [{ title: "Job" }, { title: "What" }, { title: "Why" }];

/** Child jobs that did not go well, as a table and as text. */
const failureTable = (job: JobView, timeZone: string): { blocks: TableBlock[]; text?: Mrkdwn } => {
  const { failures, more } = failuresIn(job.steps, mostFailures);
  if (failures.length === 0) return { blocks: [] };
  const rows = [
    ...failures.map(({ jobId, title, why = "" }) => [jobId, title, why]),
    ...(more > 0 ? [["…", `and ${more} more`, ""]] : []),
  ];
  const { block } = table(failureColumns, rows, timeZone);
  return { blocks: [block], text: lines(...tableLines(failureColumns, rows, timeZone).map((line) => md`${line}`)) };
};

/** Blocks besides the steps: opening, two of fields, problem, what stays, table, requests, count of what is left off, id, buttons. */
const otherBlocks = 11;

/** One job: its state, who asked, and every step with its times, tries and outcome. */
export const jobShow = ({ job, mayChange }: JobDetails, { timeZone }: Reader): PrivateAnswer => {
  const drawn: AtMs = (ms) => moment(ms, timeZone);
  const spoken: AtMs = (ms) => md`${printMoment(ms, timeZone)}`;
  const [problem, remains] = [problemLines(job), remainsLines(job)];
  const failures = failureTable(job, timeZone);
  const all = sectionsOf(job.steps.map((step, index) => stepLines(step, index + 1, drawn)));
  const shown = all.slice(0, limits.messageBlocks - otherBlocks);
  const requests = job.steps.map((step, index) => requestLine(step, index + 1)).filter((line) => line !== undefined);
  const text = lines(
    md`${jobTitle(job)}: ${jobStateWords(job)} (job ${job.id})`,
    ...jobFacts(job, spoken).map(([name, value]) => md`${name}: ${value}`),
    problem,
    remains,
    ...job.steps.map((step, index) => stepLines(step, index + 1, spoken)),
    failures.text,
    ...requests,
  );
  const hasItems = job.steps.some(({ items }) => items !== undefined);
  return privateAnswer("answer-ok", text, [
    section(md`*${jobTitle(job)}*`),
    ...fields(jobFacts(job, drawn)),
    ...(problem === undefined ? [] : [section(problem)]),
    ...(remains === undefined ? [] : [section(remains)]),
    ...shown.map((piece) => section(piece)),
    ...(shown.length === all.length ? [] : [context(md`The last steps did not fit.`)]),
    ...failures.blocks,
    ...(requests.length === 0 ? [] : [context(lines(...requests))]),
    context(md`Job ${code(job.id)}`),
    ...buttonRow([
      isOver(job.state) ? undefined : runButton("Refresh", `job show ${job.id}`),
      hasItems ? runButton("Its jobs", `job list --of ${job.id}`) : undefined,
      job.parent ? runButton("The whole", `job show ${job.parent.jobId}`) : undefined,
      mayChange && canGoOn(job) ? retryButton(job) : undefined,
      mayChange && canBeCancelled(job) ? cancelButton(job) : undefined,
    ]),
  ]);
};
