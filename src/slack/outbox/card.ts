import type { KnownBlock, PlanBlock } from "@slack/types";
import type { JobView } from "../../jobs/job.ts";
import { runButton } from "../blocks/buttons.ts";
import { cut, cutList } from "../blocks/cut.ts";
import { code, lines, type Mrkdwn, md, mention } from "../blocks/escape.ts";
import { limits } from "../blocks/limits.ts";
import { context, section } from "../blocks/text.ts";
import type { Content } from "../poster.ts";
import { failuresIn } from "../views/item-words.ts";
import { canBeCancelled, canGoOn, jobTitle } from "../views/job-words.ts";
import { cancelButton, retryButton } from "../views/wish-buttons.ts";
import { payloadOf } from "./payload.ts";
import { progressLine, shownSteps } from "./progress-line.ts";
import { longestTitle, shortened, task } from "./task.ts";

export interface CardOptions {
  /** False where people read who have nothing to do with it: then no account, no cost, no free text. */
  detailed: boolean;
}

const mostFailures = 20;
/** All lines of failures together stay within a section, escaped at worst. */
const roomForFailures = 2_500;

/** Child jobs that did not go well: which ones for everybody, why only where that may be read; those of one reason together. */
const failureLines = (job: JobView, detailed: boolean): Mrkdwn | undefined => {
  const { failures, more } = failuresIn(job.steps, mostFailures);
  if (failures.length === 0) return undefined;
  const byReason = [...Map.groupBy(failures, ({ why }) => (detailed ? (why ?? "") : ""))];
  const room = Math.floor(roomForFailures / byReason.length / 2);
  const lineOf = ([why, those]: (typeof byReason)[number]): Mrkdwn => {
    const titles = those.map(({ title }) => title).join(", ");
    return why === "" ? md`• ${cut(titles, room)}` : md`• ${cut(why, room)}\n      ${cut(titles, room)}`;
  };
  return lines(
    md`*Not done:*`,
    ...byReason.map(lineOf),
    more > 0 ? md`and ${more} more: \`/isb job list --of ${job.id} --state failed\`` : undefined,
  );
};

/** Who asked for it, who wanted it to end and who had it go on: everybody sees whose word it was. */
const people = ({ id, requester, stopAsked, retries }: JobView): Mrkdwn[] => {
  const last = retries.at(-1);
  return [
    md`Asked by ${mention(requester.slackId)}, job ${code(id)}`,
    ...(stopAsked ? [md`Cancelled by ${mention(stopAsked.by.slackId)}`] : []),
    ...(last ? [md`Went on at the word of ${mention(last.by.slackId)}`] : []),
  ];
};

/** A job's one message, edited as it goes. The plan keeps its `block_id`: a new one would close it under the reader's eyes. */
export const cardContent = (job: JobView, { detailed }: CardOptions): Content => {
  const line = progressLine(job);
  const { shown, left } = cutList(shownSteps(job), limits.planTasks);
  const plan: PlanBlock = {
    type: "plan",
    block_id: `plan-${job.id}`,
    title: shortened(`${jobTitle(job)}: ${line}`, longestTitle),
    tasks: shown.map((step) => task(job.id, step, detailed)),
  };
  const failures = failureLines(job, detailed);
  const blocks: KnownBlock[] = [
    plan,
    ...(failures ? [{ ...section(failures), block_id: `failures-${job.id}` }] : []),
    {
      ...context(...people(job), ...(left > 0 ? [md`${left} more steps: \`/isb job show ${job.id}\``] : [])),
      block_id: `asked-${job.id}`,
    },
    {
      type: "actions",
      block_id: `actions-${job.id}`,
      elements: [
        runButton("Details", `job show ${job.id}`),
        ...(canGoOn(job) ? [retryButton(job)] : []),
        ...(canBeCancelled(job) ? [cancelButton(job)] : []),
      ],
    },
  ];
  return {
    text: md`${jobTitle(job)}, asked by ${mention(job.requester.slackId)}: ${line}`.mrkdwn,
    blocks,
    payload: payloadOf(job, "card"),
  };
};
