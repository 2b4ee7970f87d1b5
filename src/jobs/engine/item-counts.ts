import type { ProblemRecord } from "../../domain/problem.ts";
import type { ItemCounts } from "../job.ts";
import type { ChildState, StepChildren } from "../store/step-children.ts";

const count = ({ told }: StepChildren, state: ChildState): number =>
  Object.values(told).filter((each) => each.state === state).length;

/** Failed ones before those that a person may still have go on, each by title. */
const failuresIn = ({ told, problems }: StepChildren): ItemCounts["failures"] =>
  (["failed", "parked"] as const).flatMap((state) =>
    Object.entries(problems)
      .filter(([id]) => told[id]?.state === state)
      .map(([jobId, { title, problem }]) => ({ jobId, title, problem }))
      .toSorted((one, other) => one.title.localeCompare(other.title)),
  );

/** How the child jobs of a step stand, from what they told alone: nobody reads them for that. */
export const itemCountsOf = (children: StepChildren): ItemCounts => {
  const needPerson = count(children, "parked");
  return {
    total: children.total,
    done: count(children, "done"),
    failed: count(children, "failed"),
    stopped: count(children, "stopped"),
    ...(needPerson > 0 ? { needPerson } : {}),
    failures: failuresIn(children),
  };
};

/** What a step says whose children are over and did not all go well. */
export const itemsProblem = (jobId: string, children: StepChildren): ProblemRecord => {
  const { total, failed, stopped } = itemCountsOf(children);
  const { halted } = children;
  const next = `Look at them with /isb job list --of ${jobId}; /isb job retry ${jobId} does only those again.`;
  if (halted) {
    const left = stopped > 0 ? `, so ${stopped} of ${total} were left out` : "";
    return {
      code: halted.problem.code,
      message: `${halted.title}: ${halted.problem.message}${left}.`.replace("..", "."),
      next,
    };
  }
  const parts = [...(failed > 0 ? [`${failed} failed`] : []), ...(stopped > 0 ? [`${stopped} were stopped`] : [])];
  return { code: "items-failed", message: `Of ${total}, ${parts.join(" and ")}.`, next };
};
