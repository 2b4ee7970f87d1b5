import type { ItemCounts, JobView, StepView } from "../../jobs/job.ts";

/** "312 of 500 done, 3 failed, 2 not done": how the child jobs of a step stand. */
export const itemWords = ({ total, done, failed, stopped, needPerson = 0 }: ItemCounts): string =>
  [
    `${done} of ${total} done`,
    ...(needPerson > 0 ? [`${needPerson} left to an operator`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(stopped > 0 ? [`${stopped} not done`] : []),
  ].join(", ");

/** ": 312 of 500 done, 3 failed", of a job made of others; "" of any other. */
export const itemsOf = ({ steps }: Pick<JobView, "steps">): string => {
  const words = steps.flatMap(({ items }) => (items ? [itemWords(items)] : []));
  return words.length === 0 ? "" : `: ${words.join("; ")}`;
};

export interface FailureShown {
  jobId: string;
  title: string;
  /** Why, and what can be done, in the words of the problem; undefined when it is not known. */
  why?: string;
}

/** What did not go well in all steps of child jobs, and how many more there are than are named. */
export const failuresIn = (
  steps: readonly StepView[],
  most: number,
): { failures: readonly FailureShown[]; more: number } => {
  const counted = steps.flatMap(({ items }) => (items ? [items] : []));
  const named = counted.flatMap(({ failures }) => failures).slice(0, most);
  const all = counted.reduce((sum, { failed, needPerson = 0 }) => sum + failed + needPerson, 0);
  return {
    failures: named.map(({ jobId, title, problem }) => ({
      jobId,
      title,
      ...(problem ? { why: `${problem.message} ${problem.next}` } : {}),
    })),
    more: Math.max(0, all - named.length),
  };
};
