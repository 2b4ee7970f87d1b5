import type { KnownBlock, PlanBlock, RichTextBlock, TaskCardBlock } from "@slack/types";
import type { JobView, StepStatus, StepView } from "../../jobs/job.ts";
import { runButton } from "../blocks/buttons.ts";
import { code, md, mention } from "../blocks/escape.ts";
import { context, plain } from "../blocks/text.ts";
import type { Content } from "../poster.ts";
import { payloadOf } from "./payload.ts";
import { progressLine, shownSteps } from "./progress-line.ts";

export interface CardOptions {
  /** False where people read who have nothing to do with it: then no account, no cost, no free text. */
  detailed: boolean;
}

/** Slack's own limits are unstated; live ones failed past about 150 (titles) and 8 kB (a card). */
const longestTitle = 150;
const longestNote = 500;

const slackStatus: Record<StepStatus, TaskCardBlock["status"]> = {
  pending: "pending",
  running: "in_progress",
  waiting: "in_progress",
  done: "complete",
  skipped: "complete",
  planned: "pending",
  stopped: "pending",
  failed: "error",
  // Slack has no word for it. Nothing goes on, and nothing is known to have failed; the details say so.
  unknown: "pending",
};

const shortened = (text: string, max: number): string => plain(text, max).text;

/** Rich text takes words as they are: what marks a command in markup would stand there as itself. */
const asRichText = (text: string): RichTextBlock => ({
  type: "rich_text",
  elements: [
    { type: "rich_text_section", elements: [{ type: "text", text: shortened(text.replaceAll("`", ""), longestNote) }] },
  ],
});

/** An outcome nobody knows yet is said so; it is never shown as failed. */
const detailOf = ({ status, note, problem }: StepView, detailed: boolean): string | undefined => {
  if (status === "waiting" && problem)
    return detailed ? `${problem.message} Looking again.` : "No clear answer yet. Looking again.";
  if (status === "unknown")
    return detailed && problem ? `Outcome unknown. ${problem.message} ${problem.next}` : "Outcome unknown.";
  if (!detailed) return undefined;
  if (status === "failed" && problem) return `${problem.message} ${problem.next}`;
  return note;
};

const task = (jobId: string, step: StepView, detailed: boolean): TaskCardBlock => {
  const detail = detailOf(step, detailed);
  return {
    type: "task_card",
    task_id: `${jobId}-${step.name}`,
    title: shortened(step.title, longestTitle),
    status: slackStatus[step.status],
    ...(detail ? { details: asRichText(detail) } : {}),
  };
};

/** A job's one message, edited as it goes. The plan keeps its `block_id`: a new one would close it under the reader's eyes. */
export const cardContent = (job: JobView, { detailed }: CardOptions): Content => {
  const line = progressLine(job);
  const plan: PlanBlock = {
    type: "plan",
    block_id: `plan-${job.id}`,
    title: shortened(`${job.title}: ${line}`, longestTitle),
    tasks: shownSteps(job).map((step) => task(job.id, step, detailed)),
  };
  const who = mention(job.requester.slackId);
  const blocks: KnownBlock[] = [
    plan,
    { ...context(md`Asked by ${who}, job ${code(job.id)}`), block_id: `asked-${job.id}` },
    { type: "actions", block_id: `actions-${job.id}`, elements: [runButton("Details", `job show ${job.id}`)] },
  ];
  return {
    text: md`${job.title}, asked by ${who}: ${line}`.mrkdwn,
    blocks,
    payload: payloadOf(job, "card"),
  };
};
