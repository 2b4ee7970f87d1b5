import { buttonRow, runButton } from "../blocks/buttons.ts";
import { code, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { section } from "../blocks/text.ts";

/** Says privately that a job has begun, for where the card itself is somewhere else. */
export const started = ({ jobId, already }: { jobId: string; already: boolean }): PrivateAnswer => {
  const text = already ? md`This was asked before; its job is ${code(jobId)}.` : md`Started as job ${code(jobId)}.`;
  return privateAnswer("answer-ok", text, [section(text), ...buttonRow([runButton("Details", `job show ${jobId}`)])]);
};
