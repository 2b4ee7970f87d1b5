import { Check, Cross } from "../components/icons.tsx";

export type TaskStatus = "pending" | "in_progress" | "complete" | "error";

const words: Record<TaskStatus, string> = {
  pending: "pending",
  in_progress: "in progress",
  complete: "done",
  error: "failed",
};

/** A task's state as a picture, and in words for those who do not see it. */
export function StatusMark({ status }: { status: TaskStatus }) {
  return (
    <span className={`task-mark task-${status}`} role="img" aria-label={words[status]} title={words[status]}>
      {status === "complete" && <Check size={12} />}
      {status === "error" && <Cross size={12} />}
    </span>
  );
}

/**
 * What the whole of a plan comes to: a failure shows first, then work in hand. A plan of which some is done and nothing
 * is in hand stands still, so it is pending: only what moves may turn.
 */
export function overall(statuses: readonly TaskStatus[]): TaskStatus {
  if (statuses.includes("error")) return "error";
  if (statuses.length > 0 && statuses.every((status) => status === "complete")) return "complete";
  return statuses.includes("in_progress") ? "in_progress" : "pending";
}
