import type { Button } from "@slack/types";
import type { JobView } from "../../jobs/job.ts";
import { confirmedButton } from "../blocks/buttons.ts";

/** Ends a job at its next safe step, once Slack has asked. Everybody sees it; who may is looked at when it is pressed. */
export const cancelButton = ({ id, title }: JobView): Button =>
  confirmedButton(
    "Cancel",
    `job cancel ${id}`,
    {
      title: "Cancel this job?",
      text: `${title} ends at its next safe step. What is done by then stays done: its end says what stays behind and how to undo it. A cancelled job cannot go on.`,
      yes: "Cancel the job",
      no: "Let it go on",
    },
    "danger",
  );

/** Has a failed or parked job go on. */
export const retryButton = ({ id, title, state }: JobView): Button =>
  confirmedButton("Retry", `job retry ${id}`, {
    title: "Let this job go on?",
    text:
      state === "parked"
        ? `${title} goes on from the step whose outcome is not known: it looks before it does anything again. Steps that are done are not repeated.`
        : `${title} goes on from the step it stopped at. Steps that are done are not repeated.`,
    yes: "Go on",
    no: "Leave it",
  });
