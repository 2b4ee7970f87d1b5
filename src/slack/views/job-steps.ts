import { printDuration } from "../../domain/duration.ts";
import type { StepView } from "../../jobs/job.ts";
import { lines, type Mrkdwn, md } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { itemWords } from "./item-words.ts";
import { stepStatusWords } from "./job-words.ts";

/** Draws a moment, world milliseconds. */
export type AtMs = (ms: number) => Mrkdwn;

const tries = ({ attempts, looks = 0 }: StepView): string =>
  `${attempts > 1 ? `, ${attempts} tries` : ""}${looks > 1 ? `, looked ${looks} times` : ""}`;

const times = ({ startedAt, endedAt }: StepView, at: AtMs): Mrkdwn => {
  if (endedAt === undefined) return startedAt === undefined ? md`` : md`, since ${at(startedAt)}`;
  const took =
    startedAt === undefined || endedAt - startedAt < 1000 ? "" : `, took ${printDuration(endedAt - startedAt)}`;
  return md`, ${at(endedAt)}${took}`;
};

/** What a waiting step waits for: its turn at something shared, or its next look. */
const awaited = ({ status, turnOf, nextAt }: StepView, at: AtMs): Mrkdwn => {
  if (status !== "waiting") return md``;
  const turn = turnOf === undefined ? md`` : md`, for its turn: ${turnOf}`;
  return nextAt === undefined ? turn : md`${turn}, looks again ${at(nextAt)}`;
};

/** By which names outside systems know the latest calls of a step: for whoever asks them about it. */
export const requestLine = ({ requests = [] }: StepView, number: number): Mrkdwn | undefined =>
  requests.length === 0 ? undefined : md`Requests of step ${number}: ${requests.join(", ")}`;

/** One step: how it stands, since when, how often it was tried, and what it found or met. */
export const stepLines = (step: StepView, number: number, at: AtMs): Mrkdwn => {
  const { title, status, note, problem, items } = step;
  return lines(
    md`${number}. *${title}*: ${stepStatusWords(status)}${awaited(step, at)}${tries(step)}${times(step, at)}`,
    items === undefined ? undefined : md`      ${itemWords(items)}`,
    note === undefined ? undefined : md`      ${note}`,
    problem === undefined ? undefined : md`      ${problem.message} ${problem.next}`,
  );
};

/** As many pieces to a section as fit, so that none is cut that need not be. */
export const sectionsOf = (pieces: readonly Mrkdwn[]): Mrkdwn[] => {
  const sections: Mrkdwn[] = [];
  for (const piece of pieces) {
    const last = sections.at(-1);
    const together = last === undefined ? piece : lines(last, piece);
    if (last === undefined || together.mrkdwn.length > limits.sectionText) sections.push(piece);
    else sections[sections.length - 1] = together;
  }
  return sections;
};
