import { printDuration } from "../../domain/duration.ts";
import { isOver, type JobView, type StepView } from "../../jobs/job.ts";
import { buttonRow, runButton } from "../blocks/buttons.ts";
import { moment, printMoment } from "../blocks/date.ts";
import { code, lines, type Mrkdwn, md } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { context, fields, section } from "../blocks/text.ts";
import { jobStateWords, stepStatusWords } from "./job-words.ts";
import type { Reader } from "./reader.ts";

type AtMs = (ms: number) => Mrkdwn;

const tries = ({ attempts, looks = 0 }: StepView): string =>
  `${attempts > 1 ? `, ${attempts} tries` : ""}${looks > 1 ? `, looked ${looks} times` : ""}`;

const took = ({ startedAt, endedAt }: StepView): string =>
  startedAt === undefined || endedAt === undefined || endedAt - startedAt < 1000
    ? ""
    : `, took ${printDuration(endedAt - startedAt)}`;

const stepLine = (step: StepView, number: number, at: AtMs): Mrkdwn => {
  const since = step.startedAt !== undefined && step.endedAt === undefined ? md`, since ${at(step.startedAt)}` : md``;
  const again = step.nextAt !== undefined && step.status === "waiting" ? md`, looks again ${at(step.nextAt)}` : md``;
  const opening = md`${number}. *${step.title}*: ${stepStatusWords(step.status)}${tries(step)}${took(step)}${since}${again}`;
  return lines(
    opening,
    step.note === undefined ? undefined : md`      ${step.note}`,
    step.problem === undefined ? undefined : md`      ${step.problem.message} ${step.problem.next}`,
  );
};

/** As many lines to a section as fit, so that none is cut that need not be. */
const sectionsOf = (pieces: readonly Mrkdwn[]): Mrkdwn[] => {
  const sections: Mrkdwn[] = [];
  for (const piece of pieces) {
    const last = sections.at(-1);
    const together = last === undefined ? piece : lines(last, piece);
    if (last === undefined || together.mrkdwn.length > limits.sectionText) sections.push(piece);
    else sections[sections.length - 1] = together;
  }
  return sections;
};

/** Blocks besides the steps: opening, fields, problem, count of what is left off, id, buttons. */
const otherBlocks = 8;

/** One job: its state, who asked, and every step with its times, tries and outcome. */
export const jobShow = (job: JobView, { timeZone }: Reader): PrivateAnswer => {
  const drawn: AtMs = (ms) => moment(ms, timeZone);
  const spoken: AtMs = (ms) => md`${printMoment(ms, timeZone)}`;
  const facts = (at: AtMs): (readonly [string, Mrkdwn])[] => [
    ["State", md`${jobStateWords(job.state)}`],
    ["Asked by", md`${job.requester.name}, as ${job.requester.role}`],
    ["Asked at", at(job.createdAt)],
    ...(job.endedAt === undefined
      ? []
      : [["Ended", md`${at(job.endedAt)}, after ${printDuration(job.endedAt - job.createdAt)}`] as const]),
  ];
  const problem =
    job.problem === undefined
      ? undefined
      : lines(md`*Problem:* ${job.problem.message}`, md`*What you can do:* ${job.problem.next}`);
  const all = sectionsOf(job.steps.map((step, index) => stepLine(step, index + 1, drawn)));
  const shown = all.slice(0, limits.messageBlocks - otherBlocks);
  const text = lines(
    md`${job.title}: ${jobStateWords(job.state)} (job ${job.id})`,
    ...facts(spoken).map(([name, value]) => md`${name}: ${value}`),
    problem,
    ...job.steps.map((step, index) => stepLine(step, index + 1, spoken)),
  );
  return privateAnswer("answer-ok", text, [
    section(md`*${job.title}*`),
    ...fields(facts(drawn)),
    ...(problem === undefined ? [] : [section(problem)]),
    ...shown.map((piece) => section(piece)),
    ...(shown.length === all.length ? [] : [context(md`The last steps did not fit.`)]),
    context(md`Job ${code(job.id)}`),
    ...buttonRow([isOver(job.state) ? undefined : runButton("Refresh", `job show ${job.id}`)]),
  ]);
};
