import { lines, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { problemBlocks, problemText, type ShownProblem } from "../blocks/problem.ts";
import { context } from "../blocks/text.ts";

/** A private no: what was asked (when known), why not, and what can be done. */
export const refusal = (problem: ShownProblem, asked?: string): PrivateAnswer => {
  const request = asked === undefined ? undefined : md`You asked for: ${asked}`;
  return privateAnswer("answer-refused", lines(problemText(problem), request), [
    ...problemBlocks(problem),
    ...(request === undefined ? [] : [context(request)]),
  ]);
};
