import type { JobView } from "../../jobs/job.ts";
import { buttonRow, runButton } from "../blocks/buttons.ts";
import { code, lines, type Mrkdwn, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { section } from "../blocks/text.ts";
import { stoppedStep } from "./job-words.ts";

const granted = ({ id }: JobView, text: Mrkdwn): PrivateAnswer =>
  privateAnswer("answer-ok", text, [section(text), ...buttonRow([runButton("Details", `job show ${id}`)])]);

/** Says what happens now that a job was asked to end. */
export const cancelling = (job: JobView): PrivateAnswer =>
  granted(
    job,
    lines(
      md`*Cancelling:* ${job.title}, job ${code(job.id)}.`,
      md`It ends at its next safe step: what it is in the middle of is brought to a clear end first, and nothing new is begun. Its end says what stays behind and how to undo it.`,
    ),
  );

/** Says what happens now that a stopped job goes on. */
export const goingOn = (job: JobView): PrivateAnswer => {
  const step = stoppedStep(job);
  return granted(
    job,
    lines(
      md`*Going on:* ${job.title}, job ${code(job.id)}${step ? md`, from "${step.title}"` : md``}.`,
      md`Steps that are done are not done again. Its card goes on from here.`,
    ),
  );
};
