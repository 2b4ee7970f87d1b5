import type { KnownBlock } from "@slack/types";
import type { ProblemRecord } from "../../domain/problem.ts";
import { code, lines, type Mrkdwn, md, oneLine } from "./escape.ts";
import { context, section } from "./text.ts";

/** A problem to show; `outcome` "unknown" when the outside system may have done it all the same. */
export type ShownProblem = ProblemRecord & { outcome?: "not-done" | "unknown" };

const opening = (problem: ShownProblem): Mrkdwn =>
  problem.outcome === "unknown" ? md`*It is not clear whether this was done.*` : md`*Not done.*`;

/** Backticks around commands in our own sentences are kept; an odd one is somebody's and is taken out. */
const sentence = (text: string): Mrkdwn => {
  const line = oneLine(text);
  return md`${line.split("`").length % 2 === 1 ? line : line.replaceAll("`", "'")}`;
};

export const problemText = (problem: ShownProblem): Mrkdwn =>
  lines(md`${opening(problem)} ${sentence(problem.message)}`, sentence(problem.next));

/** What happened, what to do now, and the code that logs and runbooks know it by. */
export const problemBlocks = (problem: ShownProblem): KnownBlock[] => [
  section(md`${opening(problem)} ${sentence(problem.message)}`),
  section(md`*What you can do:* ${sentence(problem.next)}`),
  context(md`Code ${code(problem.code)}`),
];
