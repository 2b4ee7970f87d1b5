import type { RichTextBlock, TaskCardBlock } from "@slack/types";
import type { StepStatus, StepView } from "../../jobs/job.ts";
import { plain } from "../blocks/text.ts";
import { itemWords } from "../views/item-words.ts";

/** Slack's own limits are unstated; live ones failed past about 150 (titles) and 8 kB (a card). */
export const longestTitle = 150;
const longestNote = 500;

const slackStatus: Record<StepStatus, TaskCardBlock["status"]> = {
  pending: "pending",
  running: "in_progress",
  waiting: "in_progress",
  done: "complete",
  skipped: "complete",
  // Slack has no word for these four. Nothing goes on, and nothing has failed; the details say how it is.
  planned: "pending",
  stopped: "pending",
  unknown: "pending",
  failed: "error",
};

export const shortened = (text: string, max: number): string => plain(text, max).text;

/** Rich text takes words as they are: what marks a command in markup would stand there as itself. */
const asRichText = (text: string): RichTextBlock => ({
  type: "rich_text",
  elements: [
    { type: "rich_text_section", elements: [{ type: "text", text: shortened(text.replaceAll("`", ""), longestNote) }] },
  ],
});

/** What everybody may read of a step; an outcome nobody knows yet is said so, never shown as failed. */
const openDetail = ({ status, turnOf, problem, items }: StepView): string | undefined => {
  if (items) return `${itemWords(items)}.`;
  if (status === "waiting" && turnOf !== undefined) return `Waiting for its turn: ${turnOf}.`;
  if (status === "waiting" && problem) return "No clear answer yet. Looking again.";
  if (status === "unknown") return "Outcome unknown.";
  if (status === "planned") return "Would be done.";
  return status === "stopped" ? "Not done: cancelled." : undefined;
};

/** What it found or met, where that may be read. */
const closedDetail = ({ status, note, problem, turnOf }: StepView): string | undefined => {
  if (status === "waiting" && turnOf !== undefined) return undefined;
  if (status === "waiting" && problem) return `${problem.message} Looking again.`;
  if (status === "unknown" && problem) return `Outcome unknown. ${problem.message} ${problem.next}`;
  if (status === "planned" && note) return `Would be done: ${note}`;
  if (status === "failed" && problem) return `${problem.message} ${problem.next}`;
  return note;
};

/** One step as a line of the plan. `detailed`: its readers may know accounts, costs and free text. */
export const task = (jobId: string, step: StepView, detailed: boolean): TaskCardBlock => {
  const detail = (detailed && !step.items ? closedDetail(step) : undefined) ?? openDetail(step);
  return {
    type: "task_card",
    task_id: `${jobId}-${step.name}`,
    title: shortened(step.title, longestTitle),
    status: slackStatus[step.status],
    ...(detail ? { details: asRichText(detail) } : {}),
  };
};
