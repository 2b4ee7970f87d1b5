import { shortLeaseName } from "../../domain/lease-key.ts";
import { buttonRow, runButton } from "../blocks/buttons.ts";
import { code, md } from "../blocks/escape.ts";
import { type PrivateAnswer, privateAnswer } from "../blocks/private-answer.ts";
import { section } from "../blocks/text.ts";
import type { LeaseShown } from "./lease-words.ts";

/** Says that a decision stands. */
export const reviewed = ({
  lease,
  decision,
  already,
}: {
  lease: LeaseShown;
  decision: "approve" | "deny";
  /** It stood before this request. */
  already: boolean;
}): PrivateAnswer => {
  const done = decision === "approve" ? "Approved" : "Denied";
  const text = md`*${done}${already ? " before" : ""}:* ${lease.originalLeaseTemplateName} for ${lease.userEmail}, lease ${code(shortLeaseName(lease))}.`;
  return privateAnswer("answer-ok", text, [
    section(text),
    ...buttonRow([runButton("Details", `lease show ${lease.uuid}`)]),
  ]);
};
