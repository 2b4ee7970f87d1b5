import type { JobView } from "../../jobs/job.ts";
import { pageButtons } from "../blocks/buttons.ts";
import { lines, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { type Cell, table, tableLines } from "../blocks/table.ts";
import { context, section } from "../blocks/text.ts";
import { itemWords } from "./item-words.ts";
import { jobStateWords, jobTitle } from "./job-words.ts";
import type { Reader } from "./reader.ts";

export interface JobPageShown {
  title: string;
  jobs: readonly JobView[];
  /** From 1. */
  page: number;
  more: boolean;
  showAsker: boolean;
  /** What to do when there are none. */
  ifNone: string;
  commandFor: (page: number) => string;
}

const stateWords = (job: JobView): string =>
  [jobStateWords(job), ...job.steps.flatMap(({ items }) => (items ? [itemWords(items)] : []))].join(", ");

const row = (job: JobView, showAsker: boolean): Cell[] => [
  job.id,
  jobTitle(job),
  stateWords(job),
  ...(showAsker ? [job.requester.name] : []),
  { at: job.createdAt },
];

/** Jobs as a table, newest first, a page at a time. */
export const jobList = (list: JobPageShown, { timeZone }: Reader): PrivateAnswer => {
  const { title, jobs, page, showAsker, ifNone } = list;
  const where = list.more || page > 1 ? `, page ${page}` : "";
  const [first] = jobs;
  if (first === undefined) {
    const none = page === 1 ? md`There are none. ${ifNone}` : md`There is nothing on this page.`;
    return privateAnswer("answer-ok", md`${title}: ${none}`, [
      section(lines(md`*${title}*${where}`, none)),
      ...pageButtons(page, false, list.commandFor),
    ]);
  }
  const rows = jobs.map((job) => row(job, showAsker));
  const columns = [
    { title: "Job" },
    { title: "What" },
    { title: "State" },
    ...(showAsker ? [{ title: "Asked by" }] : []),
    { title: "Asked at" },
  ];
  const { block, left } = table(columns, rows, timeZone);
  const text = lines(md`${title}${where}:`, ...tableLines(columns, rows, timeZone).map((line) => md`${line}`));
  return privateAnswer("answer-ok", text, [
    section(md`*${title}*${where}`),
    block,
    ...(left === 0 ? [] : [context(md`${left} more did not fit.`)]),
    context(md`More about one: \`/isb job show ${first.id}\``),
    ...pageButtons(page, list.more, list.commandFor),
  ]);
};
